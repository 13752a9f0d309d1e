/** A cap on what a run may spend that no number of calls in flight can break. */

/** Sums are kept in whole nano-USD: a cent is a cent, in whatever order the calls come back. */
const NANO = 1e9

const nano = (usd: number): number => Math.ceil(usd * NANO)

export class Budget {
  readonly #limit: number
  #spent = 0
  #reserved = 0
  readonly #waiting: (() => void)[] = []

  /** `usd`: the cap. */
  constructor(usd: number) {
    this.#limit = nano(usd)
  }

  /** USD that is left when every call in flight costs the most it may. */
  get left(): number {
    return (this.#limit - this.#spent - this.#reserved) / NANO
  }

  /**
   * Sets `usd` aside for a call, if need be when calls in flight have turned out cheaper. Resolves to false when it
   * cannot be had any more: then the call must not be made.
   */
  async reserve(usd: number): Promise<boolean> {
    while (!this.tryReserve(usd)) {
      if (this.#reserved === 0 || this.#spent + nano(usd) > this.#limit) return false
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
    return true
  }

  /** The same without a wait: for a call that holds money already, and would wait for others that wait for it. */
  tryReserve(usd: number): boolean {
    if (this.#spent + this.#reserved + nano(usd) > this.#limit) return false
    this.#reserved += nano(usd)
    return true
  }

  /** A call has ended: `reserved` USD were set aside for it, `usd` is what it cost. */
  settle(reserved: number, usd: number): void {
    this.#reserved -= nano(reserved)
    this.#spent += nano(usd)
    for (const wake of this.#waiting.splice(0)) wake()
  }
}
