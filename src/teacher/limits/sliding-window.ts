/** At most so much in any minute, whatever minute one looks at. */

interface Taken {
  readonly at: number
  amount: number
}

/**
 * A log of what was taken in the last `windowMs`. A token bucket would need less memory, but lets twice its limit through in
 * the minute after a pause, and providers count by the minute.
 */
export class SlidingWindow {
  readonly #limit: number
  readonly #windowMs: number
  readonly #log: Taken[] = []
  #sum = 0

  constructor(limit: number, windowMs = 60_000) {
    this.#limit = limit
    this.#windowMs = windowMs
  }

  /** Milliseconds until `amount` may be taken; 0 is now. What is larger than the limit goes when nothing else is there. */
  waitFor(amount: number, now: number): number {
    this.#forget(now)
    let left = this.#sum
    if (this.#log.length === 0 || left + amount <= this.#limit) return 0
    for (const { at, amount: taken } of this.#log) {
      left -= taken
      if (left + amount <= this.#limit) return at + this.#windowMs - now
    }
    return this.#log.at(-1)!.at + this.#windowMs - now
  }

  /** Takes it, and returns what corrects the amount once it is known. */
  take(amount: number, now: number): (actual: number) => void {
    const taken = { at: now, amount }
    this.#log.push(taken)
    this.#sum += amount
    return (actual) => {
      // What has left the window counts no more.
      if (this.#log.includes(taken)) this.#sum += actual - taken.amount
      taken.amount = actual
    }
  }

  #forget(now: number): void {
    while (this.#log.length > 0 && this.#log[0]!.at + this.#windowMs <= now) this.#sum -= this.#log.shift()!.amount
  }
}
