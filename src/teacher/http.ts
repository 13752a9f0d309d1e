/** The one way to a paid teacher: POST JSON, with a deadline, bounded retries, and no doubt about what arrived. */
import { isUtf8 } from 'node:buffer'
import { setMaxListeners } from 'node:events'
import type { Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { Agent, request, type Dispatcher } from 'undici'
import { Failure, GaveUp, keyRefused, networkFailure, statusFailure, unusableFailure } from './http-failures.ts'
import { Gate, type Pass, type Tokens } from './limits/gate.ts'
import { waitBefore } from './pacing.ts'
import { parseWithoutKey, quotable, withoutKey } from './secrets.ts'

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
  /** Aborted when the run stops: no further attempt starts, one in flight goes on. */
  stop: AbortSignal
  /** Aborted when the user wants the run to end: the same. */
  interrupt?: AbortSignal | undefined
  /** Passed before each attempt (default: no limit but the number of connections). */
  gate?: Gate
  /** Bytes of an answer. */
  maxBytes?: number
  sleep?: (ms: number, signal: AbortSignal) => Promise<void>
  random?: () => number
  now?: () => number
}

export interface JsonCall<T> {
  url: URL
  headers: Record<string, string>
  /** Made anew for each attempt. */
  body: () => unknown
  /** Tokens that an attempt will cost at most. */
  expected: Tokens
  /** Ends the call at once, whatever it may have cost. */
  signal: AbortSignal
  /** Makes the result of the answer's JSON, or throws an Unusable. */
  read: (json: unknown) => T
  /** Tokens that the result did cost, if the server said so. */
  used: (value: T) => Tokens | undefined
  /** Whether another attempt may be paid for, when the one before may be charged. */
  mayRepeat?: (() => boolean) | undefined
  /** Whether the call was changed so that a final failure may not come again: then it is sent once more, at once. */
  adapt?: (failure: Failure) => boolean
}

interface Posted<T> {
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
  /** False when bytes that are no UTF-8 became other characters of the text. */
  isExact: boolean
}

/** Generous for any chat completion, far below what would hurt. */
export const MAX_ANSWER_BYTES = 8 * 1024 * 1024

/** What setTimeout can hold; a longer time would mean none. */
export const MAX_TIMER_MS = 2 ** 31 - 1

export class JsonClient {
  readonly #options: Required<Omit<HttpOptions, 'interrupt'>>
  readonly #agent: Agent
  readonly #stop = new AbortController()
  readonly #inFlight = new Set<Promise<unknown>>()

  constructor(options: HttpOptions) {
    this.#options = {
      maxBytes: MAX_ANSWER_BYTES,
      sleep: (ms, signal) => delay(ms, undefined, { signal }),
      random: Math.random,
      now: Date.now,
      gate: new Gate({ concurrency: options.connections }),
      ...options,
    }
    // undici's own timeouts are off: they measure gaps, and a slow drip has none. The deadline covers everything.
    this.#agent = new Agent({ connections: options.connections, headersTimeout: 0, bodyTimeout: 0 })
    // Every call that waits for its next attempt listens.
    setMaxListeners(0, this.#stop.signal)
    for (const source of [options.stop, options.interrupt]) {
      if (source?.aborted) this.#stop.abort()
      source?.addEventListener('abort', () => this.#stop.abort(), { once: true, signal: this.#stop.signal })
    }
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
    let last = 'the run was stopped'
    let unsettled = 0
    for (let attempts = 1; ; attempts++) {
      const pass = await this.#enter(call)
      if (!pass) throw new GaveUp(last, attempts - 1, unsettled)
      const result = await this.#attempt(call, pass)
      if (!(result instanceof Failure)) return { value: result.value, attempts, unsettled }
      if (result.status === undefined) unsettled++
      last = result.message
      if (result.kind === 'key') throw keyRefused(result.message, this.#options)
      if (result.kind === 'final' && call.adapt?.(result)) continue
      if (result.kind === 'chance') chances++
      const wanted = result.kind !== 'final' && chances <= 1 && attempts <= retries
      const again = wanted && (result.status !== undefined || call.mayRepeat?.() !== false)
      if (!again || !(await this.#wait(attempts, result.waitMs, call.signal))) {
        throw new GaveUp(result.message, attempts, unsettled)
      }
    }
  }

  /** The turn of this call, or undefined when the run stops before it comes. */
  async #enter<T>({ expected, signal }: JsonCall<T>): Promise<Pass | undefined> {
    const { gate } = this.#options
    if (!this.#stop.signal.aborted && !signal.aborted) {
      const pass = gate.tryEnter(expected)
      if (pass) return pass
    }
    const pass = await withEither([this.#stop.signal, signal], (either) => gate.enter(expected, either.signal))
    if (!pass) signal.throwIfAborted()
    return pass
  }

  /** False when the run stops before the time is over. */
  async #wait(attempt: number, askedMs: number | undefined, signal: AbortSignal): Promise<boolean> {
    const { sleep, random } = this.#options
    await withEither([this.#stop.signal, signal], async ({ signal: either }) => {
      if (either.aborted) return
      await sleep(waitBefore(attempt, askedMs, random), either).catch((error) => {
        if (!either.aborted) throw error
      })
    })
    signal.throwIfAborted()
    return !this.#stop.signal.aborted
  }

  async #attempt<T>(call: JsonCall<T>, pass: Pass): Promise<{ value: T } | Failure> {
    let result: { value: T } | Failure | undefined
    try {
      result = await this.#answer(call)
      return result
    } finally {
      if (result && !(result instanceof Failure)) pass.leave('answered', call.used(result.value))
      else pass.leave(result?.overloaded ? 'overloaded' : 'failed')
    }
  }

  async #answer<T>(call: JsonCall<T>): Promise<{ value: T } | Failure> {
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
    let isLate = false
    try {
      return await withEither([call.signal], async (either) => {
        const end = (): void => {
          isLate = true
          either.abort()
        }
        const timer = setTimeout(end, Math.min(timeoutMs, MAX_TIMER_MS))
        try {
          return await this.#exchange(call, either.signal)
        } finally {
          clearTimeout(timer)
        }
      })
    } catch (error) {
      call.signal.throwIfAborted()
      if (isLate) return new Failure('transient', `no complete answer within ${timeoutMs / 1000} s`)
      return networkFailure(error, key)
    }
  }

  async #exchange<T>(call: JsonCall<T>, signal: AbortSignal): Promise<Answer> {
    const { body, statusCode, headers } = await request(call.url, {
      method: 'POST',
      // No accept-encoding: nothing has to be unpacked, so nothing can blow up.
      headers: { ...call.headers, 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(call.body()),
      dispatcher: this.#agent,
      signal,
    })
    const bytes = await readBody(body, this.#options.maxBytes)
    return { status: statusCode, headers, text: bytes.toString('utf8'), isExact: isUtf8(bytes) }
  }

  #read<T>(call: JsonCall<T>, { status, headers, text, isExact }: Answer): T {
    const { key, now } = this.#options
    if (status !== 200) {
      const retryAfter = header(headers, 'retry-after')
      throw statusFailure({ status, text: withoutKey(text, key), retryAfter }, key, now())
    }
    const type = header(headers, 'content-type') ?? 'application/json'
    const packing = header(headers, 'content-encoding') ?? 'identity'
    if (packing !== 'identity') throw new Failure('chance', `the answer is packed (${quotable(packing, key)})`)
    if (!/json/i.test(type)) {
      throw new Failure('chance', `the answer is ${quotable(type, key)}, not JSON; is the base URL right?`)
    }
    if (!isExact) throw new Failure('transient', 'the answer is not UTF-8')
    const json = parseWithoutKey(text, key)
    // A connection that closes early ends a body without a length as if it were whole; its JSON never is.
    if (json === undefined) throw new Failure('transient', 'the answer is cut off or no JSON')
    return call.read(json)
  }
}

/** Runs with a controller that any source aborts. By hand: AbortSignal.any leaks on a source that lives on (Node 20). */
export async function withEither<T>(sources: AbortSignal[], use: (either: AbortController) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  const abort = (): void => controller.abort()
  for (const source of sources) {
    if (source.aborted) abort()
    source.addEventListener('abort', abort, { once: true })
  }
  try {
    return await use(controller)
  } finally {
    for (const source of sources) source.removeEventListener('abort', abort)
  }
}

/** The whole body; a Failure when it is larger than allowed, which also ends the connection. */
export function readBody(body: Readable, maxBytes = MAX_ANSWER_BYTES): Promise<Buffer> {
  // By events: an iteration costs several turns of the event loop, of which a busy run has few to spare.
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let bytes = 0
    body.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > maxBytes) body.destroy(new Failure('final', `the answer is larger than ${maxBytes} bytes`))
      else chunks.push(chunk)
    })
    body.on('end', () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)))
    body.on('error', reject)
  })
}

export function header(headers: Answer['headers'], name: string): string | undefined {
  const value = headers[name]
  return Array.isArray(value) ? value[0] : value
}
