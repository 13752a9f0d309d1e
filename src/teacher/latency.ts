/** How long answers took, in bounded memory: times that differ by less than 5 % count as one. */
const RATIO = Math.log(1.05)

export class Latency {
  readonly #counts = new Map<number, number>()
  #replies = 0
  #most = 0

  add(ms: number): void {
    const step = Math.round(Math.log(Math.max(1, ms)) / RATIO)
    this.#counts.set(step, (this.#counts.get(step) ?? 0) + 1)
    this.#replies++
    this.#most = Math.max(this.#most, ms)
  }

  /** Milliseconds; of no replies all are 0. */
  facts(): { replies: number; median_ms: number; p95_ms: number; most_ms: number } {
    return {
      replies: this.#replies,
      median_ms: this.#quantile(0.5),
      p95_ms: this.#quantile(0.95),
      most_ms: Math.round(this.#most),
    }
  }

  #quantile(share: number): number {
    let left = Math.ceil(share * this.#replies)
    for (const [step, count] of [...this.#counts].toSorted(([a], [b]) => a - b)) {
      left -= count
      if (left <= 0) return Math.min(Math.round(Math.exp(step * RATIO)), Math.round(this.#most))
    }
    return 0
  }
}
