/** Which rows of a subset are like a row, while rows join the subset and leave it again. */
import { FAR } from './lsh-index.ts'
import { part, type Loop } from '../stream/work.ts'
import { EXACT_LIMIT, LshNeighbours, exactIndex } from './neighbours.ts'

/** Below this Jaccard similarity programs count as different (DESIGN section 8). */
export const LEAST_ALIKE = 0.35

export interface Likeness {
  add(row: number): void
  /** Takes out the row again that was added last. */
  removeLast(row: number): void
  /** Calls `visit` for rows of the subset whose Jaccard similarity to `row` is LEAST_ALIKE or more. */
  query(row: number, visit: (other: number, similarity: number) => void): void
}

/** Up to the limit all pairs are found once and kept, 16 bytes each; beyond, each query searches by estimate. */
export function* likenessOf(count: number, setOf: (row: number) => Int32Array, exactLimit = EXACT_LIMIT): Loop<Likeness> {
  if (count <= exactLimit) return yield* PairLists.of(count, setOf)
  const neighbours = yield* LshNeighbours.of(count, setOf, FAR)
  return {
    add: (row) => neighbours.add(row),
    removeLast: (row) => neighbours.removeLast(row),
    query: (row, visit) => neighbours.query(row, LEAST_ALIKE, visit),
  }
}

class PairLists implements Likeness {
  /** By row: the rows that are like it, and how much. */
  readonly #others: Int32Array[]
  readonly #similarities: Float32Array[]
  readonly #inside: Uint8Array

  static *of(count: number, setOf: (row: number) => Int32Array): Loop<PairLists> {
    const index = yield* part(0, 0.2, exactIndex(count, setOf))
    const others = Array.from({ length: count }, (): number[] => [])
    const similarities = Array.from({ length: count }, (): number[] => [])
    for (let row = 0; row < count; row++) {
      yield 0.2 + (0.8 * row) / count
      index.query(row, LEAST_ALIKE, (other, similarity) => {
        others[row].push(other)
        others[other].push(row)
        similarities[row].push(similarity)
        similarities[other].push(similarity)
      })
      index.add(row)
    }
    return new PairLists(others, similarities)
  }

  private constructor(others: readonly number[][], similarities: readonly number[][]) {
    this.#others = others.map((list) => Int32Array.from(list))
    this.#similarities = similarities.map((list) => Float32Array.from(list))
    this.#inside = new Uint8Array(others.length)
  }

  add(row: number): void {
    this.#inside[row] = 1
  }

  removeLast(row: number): void {
    this.#inside[row] = 0
  }

  query(row: number, visit: (other: number, similarity: number) => void): void {
    const others = this.#others[row]
    for (let at = 0; at < others.length; at++) {
      if (this.#inside[others[at]]) visit(others[at], this.#similarities[row][at])
    }
  }
}
