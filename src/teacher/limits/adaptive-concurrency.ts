/** How many calls may be under way: as many as the server bears. */

/**
 * Additive increase, multiplicative decrease (D.-M. Chiu, R. Jain, "Analysis of the Increase and Decrease Algorithms for
 * Congestion Avoidance", 1989): an overload halves the number, each full round of successes adds one.
 */
export class AdaptiveConcurrency {
  readonly #most: number
  #allowed: number
  #underWay = 0
  /** Calls that began before the last decrease say nothing of how it helped. */
  #round = 0
  readonly #waiting: (() => void)[] = []

  constructor(most: number) {
    this.#most = most
    this.#allowed = most
  }

  /** How many calls may be under way now. */
  get allowed(): number {
    return Math.floor(this.#allowed)
  }

  /** Waits for a place, first come, first served. Returns what gives it back. Rejects with the signal's reason. */
  async enter(signal: AbortSignal): Promise<(end: 'success' | 'overload' | 'other') => void> {
    while (this.#underWay >= this.allowed) {
      signal.throwIfAborted()
      await this.#place(signal)
    }
    this.#underWay++
    const round = this.#round
    return (end) => this.#leave(end, round)
  }

  #leave(end: 'success' | 'overload' | 'other', round: number): void {
    this.#underWay--
    if (end === 'success') this.#allowed = Math.min(this.#most, this.#allowed + 1 / this.#allowed)
    if (end === 'overload' && round === this.#round) {
      this.#allowed = Math.max(1, this.#allowed / 2)
      this.#round++
    }
    for (let free = this.allowed - this.#underWay; free > 0; free--) this.#waiting.shift()?.()
  }

  async #place(signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const wake = (): void => {
        signal.removeEventListener('abort', stop)
        resolve()
      }
      const stop = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(wake), 1)
        reject(signal.reason as Error)
      }
      this.#waiting.push(wake)
      signal.addEventListener('abort', stop, { once: true })
    })
  }
}
