/** A number of places; whoever finds none free waits for one, first come, first served. */
export class Slots {
  #free: number
  readonly #waiting: (() => void)[] = []

  constructor(count: number) {
    this.#free = count
  }

  /** Runs `use` in a place of its own. */
  async use<T>(use: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free--
    else await new Promise<void>((resolve) => this.#waiting.push(resolve))
    try {
      return await use()
    } finally {
      // Whoever leaves hands its place on.
      const next = this.#waiting.shift()
      if (next) next()
      else this.#free++
    }
  }
}
