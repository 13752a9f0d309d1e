/**
 * How many calls may be under way: additive increase, multiplicative decrease (D.-M. Chiu, R. Jain, "Analysis of the
 * Increase and Decrease Algorithms for Congestion Avoidance in Computer Networks", 1989), as TCP does it (RFC 5681):
 * half of what was under way when the server is overloaded, one more after each window of successes.
 *
 * It begins at the top: `max` is what the user asked for, and a server that can take it should not be made to prove it.
 */
export class Aimd {
  readonly #max: number
  #window: number
  #round = 0
  #successes = 0

  constructor(max: number) {
    this.#max = max
    this.#window = max
  }

  get window(): number {
    return this.#window
  }

  /** Which round trip a call that starts now belongs to: given back with its outcome. */
  get round(): number {
    return this.#round
  }

  /** A success of a round before the last halving says nothing of the window since. */
  succeeded(round: number): void {
    if (round !== this.#round || this.#window >= this.#max) return
    this.#successes++
    if (this.#successes < this.#window) return
    this.#window++
    this.#successes = 0
  }

  /** Calls that started before the last halving were sent into the same overload: they do not halve again. */
  overloaded(round: number, underWay: number): void {
    if (round !== this.#round) return
    this.#window = Math.max(1, Math.floor(Math.min(this.#window, underWay) / 2))
    this.#successes = 0
    this.#round++
  }
}
