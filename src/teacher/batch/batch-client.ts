/** The way to a batch API: JSON, uploads from disk and lines, each exchange with an end, none redirected. */
import { isUtf8 } from 'node:buffer'
import { Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { Agent, request, type Dispatcher } from 'undici'
import { Failure, GaveUp, keyRefused, networkFailure, statusFailure } from '../http-failures.ts'
import { MAX_ANSWER_BYTES, header, readBody, withEither, type HttpOptions } from '../http.ts'
import { waitBefore } from '../pacing.ts'
import { parseWithoutKey, quotable, withoutKey } from '../secrets.ts'
import { Deadline } from './deadline.ts'
import { splitLines } from './split-lines.ts'

/** A body that is read anew for each attempt. */
export interface Upload {
  readonly type: string
  readonly bytes: number
  read(): AsyncIterable<Uint8Array>
}

export interface Exchange {
  readonly method: 'GET' | 'POST'
  readonly url: URL
  readonly body?: Upload
  /** Ends it at once; what costs money is given none. */
  readonly signal?: AbortSignal
}

/** Connections at once: one for results, one for all else. */
const CONNECTIONS = 2

const NEVER = new AbortController().signal

/** A body that is in memory. */
export function jsonBody(value: unknown): Upload {
  const bytes = Buffer.from(JSON.stringify(value))
  return { type: 'application/json', bytes: bytes.length, read: () => Readable.from([bytes]) }
}

export class BatchClient {
  readonly #http: HttpOptions
  readonly #headers: Record<string, string>
  readonly #agent = new Agent({ connections: CONNECTIONS, headersTimeout: 0, bodyTimeout: 0 })

  constructor(http: HttpOptions, headers: Record<string, string>) {
    this.#http = http
    this.#headers = headers
  }

  /** One attempt. Rejects with a Failure, ERR_AUTHENTICATION, or the reason of the signal. */
  async json(exchange: Exchange): Promise<unknown> {
    const { key } = this.#http
    return await this.#inTime(exchange, async ({ body, headers }) => {
      const bytes = await readBody(body)
      const type = header(headers, 'content-type') ?? 'application/json'
      if (!/json/i.test(type)) {
        throw new Failure('chance', `the answer is ${quotable(type, key)}, not JSON; is the base URL right?`)
      }
      const json = isUtf8(bytes) ? parseWithoutKey(bytes.toString(), key) : undefined
      if (json === undefined) throw new Failure('transient', 'the answer is cut off or no JSON')
      return json
    })
  }

  /** Repeats what costs nothing as often as --retries allows. Rejects with GaveUp in place of a Failure. */
  async repeat<T>(signal: AbortSignal, attempt: () => Promise<T>): Promise<T> {
    for (let attempts = 1; ; attempts++) {
      try {
        return await attempt()
      } catch (error) {
        if (!(error instanceof Failure)) throw error
        if (error.kind === 'final' || attempts > this.#http.retries) throw new GaveUp(error.message, attempts)
        await this.wait(attempts, error.waitMs, signal)
      }
    }
  }

  /** The lines of an answer while they come, undefined for one that is too long. Rejects as json() does. */
  async *lines(exchange: Exchange): AsyncGenerator<Buffer | undefined> {
    const { signal = NEVER } = exchange
    const deadline = new Deadline(this.#http.timeoutMs)
    const stop = new AbortController()
    const abort = (): void => stop.abort()
    for (const source of [deadline.signal, signal]) source.addEventListener('abort', abort, { once: true })
    if (signal.aborted) abort()
    try {
      const { body } = await this.#send(exchange, stop.signal, deadline)
      yield* splitLines(moving(body, deadline), MAX_ANSWER_BYTES)
    } catch (error) {
      throw this.#failure(error, signal, deadline)
    } finally {
      deadline.end()
      stop.abort()
      signal.removeEventListener('abort', abort)
    }
  }

  /** What `read` makes of each line of several answers that is not empty; undefined for one that is too long. */
  async *records<T>(
    urls: readonly URL[],
    signal: AbortSignal,
    read: (line: Buffer) => T | undefined,
  ): AsyncGenerator<T | undefined> {
    for (const url of urls) {
      for await (const line of this.lines({ method: 'GET', url, signal })) {
        if (line?.length !== 0) yield line && read(line)
      }
    }
  }

  /** Rejects with the reason of the signal when it is aborted. */
  async wait(attempt: number, askedMs: number | undefined, signal: AbortSignal): Promise<void> {
    const { sleep = (ms, stop) => delay(ms, undefined, { signal: stop }), random = Math.random } = this.#http
    signal.throwIfAborted()
    await sleep(waitBefore(attempt, askedMs, random), signal)
    signal.throwIfAborted()
  }

  async close(): Promise<void> {
    await this.#agent.destroy()
  }

  async #inTime<T>(exchange: Exchange, use: (answer: Dispatcher.ResponseData) => Promise<T>): Promise<T> {
    const { signal = NEVER } = exchange
    const deadline = new Deadline(this.#http.timeoutMs)
    try {
      return await withEither([deadline.signal, signal], async (either) =>
        use(await this.#send(exchange, either.signal, deadline)),
      )
    } catch (error) {
      throw this.#failure(error, signal, deadline)
    } finally {
      deadline.end()
    }
  }

  async #send(
    { method, url, body }: Exchange,
    signal: AbortSignal,
    deadline: Deadline,
  ): Promise<Dispatcher.ResponseData> {
    const { key, now = Date.now } = this.#http
    const sent = body && { 'content-type': body.type, 'content-length': String(body.bytes) }
    const answer = await request(url, {
      method,
      // No accept-encoding: nothing has to be unpacked, so nothing can blow up.
      headers: { ...this.#headers, ...sent },
      body: body ? Readable.from(moving(body.read(), deadline), { objectMode: false }) : null,
      dispatcher: this.#agent,
      signal,
    })
    const { statusCode: status, headers } = answer
    if (status !== 200) {
      const text = withoutKey((await readBody(answer.body)).toString(), key)
      throw statusFailure({ status, text, retryAfter: header(headers, 'retry-after') }, key, now())
    }
    const packing = header(headers, 'content-encoding') ?? 'identity'
    if (packing !== 'identity') {
      answer.body.destroy()
      throw new Failure('chance', `the answer is packed (${quotable(packing, key)})`)
    }
    return answer
  }

  #failure(error: unknown, signal: AbortSignal, deadline: Deadline): unknown {
    if (error instanceof Failure) return error.kind === 'key' ? keyRefused(error.message, this.#http) : error
    if (signal.aborted) return signal.reason
    if (deadline.signal.aborted) {
      return new Failure('transient', `no complete answer within ${this.#http.timeoutMs / 1000} s`)
    }
    return networkFailure(error, this.#http.key)
  }
}

async function* moving<T extends Uint8Array>(chunks: AsyncIterable<T>, deadline: Deadline): AsyncGenerator<T> {
  for await (const chunk of chunks) {
    deadline.moved(chunk.length)
    yield chunk
  }
}
