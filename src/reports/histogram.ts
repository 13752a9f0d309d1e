/** Counts of values by place on a scale, in bounded memory. */
import type { HistogramFacts } from '../stream/facts.ts'

/** Wide enough for any chart. */
const STEPS = 64

/** Values of 0 or more without a known end: the steps double whenever one lies beyond them, so that order has no say. */
export class Histogram {
  #step: number
  #counts = zeros(STEPS)
  #values = 0
  #sum = 0
  #most = 0

  /** `step`: width of the narrowest steps. */
  constructor(step: number) {
    this.#step = step
  }

  add(value: number): void {
    while (value >= this.#step * STEPS) this.#widen()
    this.#counts[Math.max(0, Math.floor(value / this.#step))]++
    this.#values++
    this.#sum += value
    this.#most = Math.max(this.#most, value)
  }

  /** Without the empty steps at the end. */
  facts(): HistogramFacts {
    const end = this.#counts.findLastIndex((count) => count > 0) + 1
    const mean = this.#values === 0 ? 0 : Math.round((10 * this.#sum) / this.#values) / 10
    return { step: this.#step, counts: this.#counts.slice(0, end), mean, most: this.#most }
  }

  #widen(): void {
    const counts = this.#counts
    this.#step *= 2
    this.#counts = counts.map((_, at) => (counts[2 * at] ?? 0) + (counts[2 * at + 1] ?? 0))
  }
}

const HUNDREDTHS = 100

/** Adds a value of 0..1 to its hundredth; 1 has a place of its own. */
export function addHundredth(counts: number[], value: number): void {
  // 0.29 is a little less than 29 hundredths in binary.
  const at = Math.floor(value * HUNDREDTHS + 1e-9)
  counts[Math.min(HUNDREDTHS, Math.max(0, at))]++
}

export function hundredths(): number[] {
  return zeros(HUNDREDTHS + 1)
}

function zeros(length: number): number[] {
  return Array.from({ length }, () => 0)
}
