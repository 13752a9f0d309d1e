/** The one way to a paid teacher: POST JSON, with a deadline, bounded retries, and no doubt about what arrived. */
import { isUtf8 } from 'node:buffer'
import { setMaxListeners } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { Agent, request, type Dispatcher } from 'undici'
import { SftError } from '../errors.ts'
import type { RunContext } from '../stream/run-context.ts'
import type { Options } from '../config.ts'
import { Limits, type Tokens } from './limits/limits.ts'
import { Failure, GaveUp, networkFailure, parseJson, statusFailure, unusableFailure } from './http-failures.ts'
import { waitBefore } from './pacing.ts'
import { quotable, withoutKey } from './secrets.ts'

export interface HttpOptions {
  /** Milliseconds from the start of an attempt to the last byte of its answer. */
  timeoutMs: number
  /** Further attempts after the first. */
  retries: number
  /** Connections kept open. */
  connections: number
  /** Removed from all that comes back. */
  key: string | undefined
  /** The environment variable that holds the key, for hints. */
  keyName: string
  limits: Pick<Options, 'concurrency' | 'rpm' | 'tpm'>
  /** Aborted when the run stops: no further attempt starts, one in flight goes on. */
  stop: AbortSignal
  /** Bytes of an answer. */
  maxBytes?: number
  sleep?: (ms: number, signal: AbortSignal) => Promise<void>
  random?: () => number
  now?: () => number
}

export interface JsonCall<T> {
  url: URL
  headers: Record<string, string>
  body: unknown
  /** Ends the call at once, whatever it may have cost. */
  signal: AbortSignal
  /** Makes the result of the answer's JSON, or throws an Unusable. */
  read: (json: unknown) => T
  /** What the call may use at most, and what it has used. */
  tokens: Tokens
  used: (value: T) => Tokens | null | undefined
}

export interface Posted<T> {
  value: T
  /** Calls made. */
  attempts: number
  /** Those that failed without a refusal of the server's: they may be charged all the same. */
  unsettled: number
}

interface Answer {
  status: number
  headers: Dispatcher.ResponseData['headers']
  text: string
}

/** Generous for any chat completion, far below what would hurt. */
const MAX_ANSWER_BYTES = 8 * 1024 * 1024

/** What setTimeout can hold; a longer time would mean none. */
const MAX_TIMER_MS = 2 ** 31 - 1

/** The client of a provider, by the options of the run. */
export function clientFor(
  { options, signal }: RunContext,
  more: Pick<HttpOptions, 'key' | 'keyName'> & Partial<HttpOptions>,
): JsonClient {
  const { teacherTimeout, retries, concurrency } = options
  const common = { timeoutMs: teacherTimeout * 1000, retries, connections: concurrency, limits: options, stop: signal }
  return new JsonClient({ ...common, ...more })
}

export class JsonClient {
  readonly #options: Required<HttpOptions>
  readonly #agent: Agent
  readonly #limits: Limits
  readonly #stop = new AbortController()
  readonly #inFlight = new Set<Promise<unknown>>()

  constructor(options: HttpOptions) {
    this.#options = {
      maxBytes: MAX_ANSWER_BYTES,
      sleep: (ms, signal) => delay(ms, undefined, { signal }),
      random: Math.random,
      now: Date.now,
      ...options,
    }
    // undici's own timeouts are off: they measure gaps, and a slow drip has none. The deadline covers everything.
    this.#agent = new Agent({ connections: options.connections, headersTimeout: 0, bodyTimeout: 0 })
    this.#limits = new Limits(options.limits, this.#options)
    // Every call that waits for its next attempt listens.
    setMaxListeners(0, this.#stop.signal)
    const { stop } = options
    if (stop.aborted) this.#stop.abort()
    stop.addEventListener('abort', () => this.#stop.abort(), { once: true, signal: this.#stop.signal })
  }

  /**
   * Sends until an answer can be used. Rejects with ERR_AUTHENTICATION (the key or its account), GaveUp, or the reason
   * of `signal`. Redirects are never followed: they would carry the key to another host.
   */
  async post<T>(call: JsonCall<T>): Promise<Posted<T>> {
    const running = this.#post(call)
    this.#inFlight.add(running)
    try {
      return await running
    } finally {
      this.#inFlight.delete(running)
    }
  }

  /** Starts no further attempt, waits for those in flight, then closes the connections. */
  async close(): Promise<void> {
    this.#stop.abort()
    await Promise.allSettled(this.#inFlight)
    await this.#agent.destroy()
  }

  async #post<T>(call: JsonCall<T>): Promise<Posted<T>> {
    const { retries } = this.#options
    let chances = 0
    let unsettled = 0
    for (let attempts = 1; ; attempts++) {
      const result = await this.#inLimits(call, attempts, unsettled)
      if (!(result instanceof Failure)) return { value: result.value, attempts, unsettled }
      if (result.status === undefined) unsettled++
      if (result.kind === 'key') throw this.#keyError(result.message)
      if (result.kind === 'chance') chances++
      const again = result.kind !== 'final' && chances <= 1 && attempts <= retries
      if (!again || !(await this.#wait(attempts, result.waitMs, call.signal))) {
        throw new GaveUp(result.message, attempts, unsettled)
      }
    }
  }

  /** One attempt, when the limits allow it. */
  async #inLimits<T>(call: JsonCall<T>, attempts: number, unsettled: number): Promise<{ value: T } | Failure> {
    const pass = await withEither([this.#stop.signal, call.signal], (either) =>
      this.#limits.enter(call.tokens, either),
    ).catch((error) => {
      call.signal.throwIfAborted()
      if (this.#stop.signal.aborted) throw new GaveUp('the run was stopped', attempts - 1, unsettled)
      throw error
    })
    const result = await this.#attempt(call).catch((error) => {
      pass.end('other')
      throw error
    })
    if (result instanceof Failure) pass.end(result.isOverload ? 'overload' : 'other')
    else pass.end('success', call.used(result.value) ?? undefined)
    return result
  }

  /** False when the run stops before the time is over. */
  async #wait(attempt: number, askedMs: number | undefined, signal: AbortSignal): Promise<boolean> {
    const { sleep, random } = this.#options
    await withEither([this.#stop.signal, signal], async (either) => {
      if (either.aborted) return
      await sleep(waitBefore(attempt, askedMs, random), either).catch((error) => {
        if (!either.aborted) throw error
      })
    })
    signal.throwIfAborted()
    return !this.#stop.signal.aborted
  }

  async #attempt<T>(call: JsonCall<T>): Promise<{ value: T } | Failure> {
    const { key } = this.#options
    const answer = await this.#inTime(call)
    if (answer instanceof Failure) return answer
    try {
      return { value: this.#read(call, answer) }
    } catch (error) {
      return unusableFailure(error, key)
    }
  }

  async #inTime<T>(call: JsonCall<T>): Promise<Answer | Failure> {
    const { timeoutMs, key } = this.#options
    const deadline = new AbortController()
    const timer = setTimeout(() => deadline.abort(), Math.min(timeoutMs, MAX_TIMER_MS))
    try {
      return await withEither([deadline.signal, call.signal], (either) => this.#exchange(call, either))
    } catch (error) {
      call.signal.throwIfAborted()
      if (deadline.signal.aborted) return new Failure('transient', `no complete answer within ${timeoutMs / 1000} s`)
      return networkFailure(error, key)
    } finally {
      clearTimeout(timer)
    }
  }

  async #exchange<T>(call: JsonCall<T>, signal: AbortSignal): Promise<Answer> {
    const { body, statusCode, headers } = await request(call.url, {
      method: 'POST',
      // No accept-encoding: nothing has to be unpacked, so nothing can blow up.
      headers: { ...call.headers, 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(call.body),
      dispatcher: this.#agent,
      signal,
    })
    const bytes = await readBody(body, this.#options.maxBytes)
    if (statusCode === 200 && !isUtf8(bytes)) throw new Failure('transient', 'the answer is not UTF-8')
    return { status: statusCode, headers, text: withoutKey(bytes.toString('utf8'), this.#options.key) }
  }

  #read<T>(call: JsonCall<T>, { status, headers, text }: Answer): T {
    const { key, now } = this.#options
    if (status !== 200) throw statusFailure({ status, text, retryAfter: header(headers, 'retry-after') }, key, now())
    const type = header(headers, 'content-type') ?? 'application/json'
    const packing = header(headers, 'content-encoding') ?? 'identity'
    if (packing !== 'identity') throw new Failure('chance', `the answer is packed (${quotable(packing, key)})`)
    if (!/json/i.test(type)) {
      throw new Failure('chance', `the answer is ${quotable(type, key)}, not JSON; is the base URL right?`)
    }
    const json = parseJson(text)
    // A connection that closes early ends a body without a length as if it were whole; its JSON never is.
    if (json === undefined) throw new Failure('transient', 'the answer is cut off or no JSON')
    return call.read(json)
  }

  #keyError(message: string): SftError {
    const { key, keyName } = this.#options
    const hint =
      key === undefined ? `set ${keyName} in the environment` : `check ${keyName} and the account it belongs to`
    return new SftError('ERR_AUTHENTICATION', message, { hint })
  }
}

/** Runs with a signal that either source aborts. By hand: AbortSignal.any leaks on a source that lives on (Node 20). */
async function withEither<T>(sources: AbortSignal[], use: (either: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  const abort = (): void => controller.abort()
  for (const source of sources) {
    if (source.aborted) abort()
    source.addEventListener('abort', abort, { once: true })
  }
  try {
    return await use(controller.signal)
  } finally {
    for (const source of sources) source.removeEventListener('abort', abort)
  }
}

/** The whole body; a Failure when it is larger than allowed, which also ends the connection. */
async function readBody(body: AsyncIterable<Buffer>, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.length
    if (bytes > maxBytes) throw new Failure('final', `the answer is larger than ${maxBytes} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function header(headers: Answer['headers'], name: string): string | undefined {
  const value = headers[name]
  return Array.isArray(value) ? value[0] : value
}
