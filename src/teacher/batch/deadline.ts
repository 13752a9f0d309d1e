/** The end of one exchange, however it goes on until then. */
import { MAX_TIMER_MS } from '../http.ts'

/** Slower than any line on which hundreds of megabytes would be sent, faster than a drip that keeps us for ever. */
const SLOWEST_BYTES_A_MS = 64

/** A time for the exchange itself, which grows with what has gone over the line: a drip cannot hold it open. */
export class Deadline {
  readonly #controller = new AbortController()
  #at: number
  #timer: NodeJS.Timeout | undefined

  constructor(ms: number) {
    this.#at = performance.now() + ms
    this.#arm()
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  moved(bytes: number): void {
    this.#at += bytes / SLOWEST_BYTES_A_MS
  }

  end(): void {
    clearTimeout(this.#timer)
  }

  #arm(): void {
    const left = this.#at - performance.now()
    if (left <= 0) this.#controller.abort()
    else this.#timer = setTimeout(() => this.#arm(), Math.min(Math.ceil(left), MAX_TIMER_MS))
  }
}
