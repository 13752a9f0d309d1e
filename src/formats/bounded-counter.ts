import { byCount } from '../order.ts'

/** Names are untrusted and could be as many as there are rows; no table for people has more lines than this. */
const MOST_NAMES = 1000

const OTHERS = '(others)'

/** Counts names; what comes after the first thousand different ones is counted as one. */
export class BoundedCounter {
  readonly #counts = new Map<string, number>()

  add(name: string): void {
    const key = this.#counts.has(name) || this.#counts.size < MOST_NAMES ? name : OTHERS
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1)
  }

  get(name: string): number {
    return this.#counts.get(name) ?? 0
  }

  /** Most frequent first, then by name. */
  entries(): (readonly [name: string, count: number])[] {
    return byCount(this.#counts)
  }
}
