/** Whether anybody serves the queue, and how long it may be nobody. */
import { SftError, messageOf } from '../errors.ts'
import type { Redis } from './bullmq.ts'
import { workersByQueue } from './workers.ts'

/** How often the server is asked, in milliseconds. */
const ASKED_EVERY_MS = 1000

export class Presence {
  readonly #redis: Redis
  readonly #queue: string
  readonly #waitMs: number
  readonly #notice: (message: string) => void
  #count = 0
  #askedAt = -Infinity
  /** Since when nobody is there. */
  #aloneSince: number | undefined

  /** `wait` in seconds. */
  constructor(redis: Redis, queue: string, wait: number, notice: (message: string) => void) {
    this.#redis = redis
    this.#queue = queue
    this.#waitMs = wait * 1000
    this.#notice = notice
  }

  /** How many workers there are. Throws ERR_MISSING_COMPONENT when there was none for too long. */
  async count(): Promise<number> {
    const now = performance.now()
    if (now - this.#askedAt < ASKED_EVERY_MS) return this.#count
    const all = await workersByQueue(this.#redis)
    this.#askedAt = now
    this.#count = all.get(this.#queue) ?? 0
    if (this.#count > 0) this.#aloneSince = undefined
    else this.#alone(now, [...all.keys()])
    return this.#count
  }

  /** What the loss of the server is called. */
  lost(cause: unknown): SftError {
    const message = `the queue was lost: ${messageOf(cause)}`
    return new SftError('ERR_MISSING_COMPONENT', message, { cause, hint: 'what was answered is in the cache; run again' })
  }

  #alone(now: number, others: readonly string[]): void {
    this.#aloneSince ??= now
    const [stage] = this.#queue.split('@')
    const strangers = others.filter((name) => name.startsWith(`${stage}@`)).map((name) => name.slice(stage.length + 1))
    const refused = strangers.length > 0 ? `; workers of another version are refused: ${strangers.toSorted().join(', ')}` : ''
    const message = `no worker serves ${this.#queue}${refused}`
    if (now - this.#aloneSince < this.#waitMs) return this.#notice(`${message}; waiting for one`)
    throw new SftError('ERR_MISSING_COMPONENT', message, { hint: 'on another machine: sft-stream worker --queue URL' })
  }
}
