/** What was taken, for correct(). */
export interface Taken {
  readonly at: number
  amount: number
  returned: boolean
}

const MINUTE_MS = 60_000

/**
 * Two requests need not take equally long to the server: what leaves a minute apart may arrive closer together. A
 * second is more than that difference, and costs 1.6 % of the rate.
 */
const SLACK_MS = 1000

/**
 * A token bucket of `limit` a minute that keeps its promise in every minute: what is taken comes back a minute later.
 * One that refills evenly lets almost twice its size through in its worst minute, the full bucket and the refill.
 * Times are ms of any one clock that never goes back.
 */
export class Bucket {
  readonly limit: number
  /** Oldest first. */
  readonly #taken: Taken[] = []
  #sum = 0

  constructor(limit: number) {
    this.limit = limit
  }

  /** Milliseconds until `amount` can be taken, 0 for now. More than the limit waits for a minute of its own. */
  waitMs(amount: number, now: number): number {
    this.#giveBack(now)
    let excess = this.#sum + Math.min(amount, this.limit) - this.limit
    if (excess <= 0) return 0
    for (const taken of this.#taken) {
      excess -= taken.amount
      if (excess <= 0) return taken.at + MINUTE_MS + SLACK_MS - now
    }
    return MINUTE_MS + SLACK_MS
  }

  take(amount: number, now: number): Taken {
    const taken = { at: now, amount: Math.min(amount, this.limit), returned: false }
    this.#taken.push(taken)
    this.#sum += taken.amount
    return taken
  }

  /** What an estimate really was. Room that this leaves is there at once; a debt is waited for. */
  correct(taken: Taken, amount: number): void {
    if (taken.returned) return
    this.#sum += amount - taken.amount
    taken.amount = amount
  }

  #giveBack(now: number): void {
    while (this.#taken.length > 0 && this.#taken[0].at + MINUTE_MS + SLACK_MS <= now) {
      const taken = this.#taken.shift()!
      taken.returned = true
      this.#sum -= taken.amount
    }
  }
}
