/** Finds programs that are alike: exactly while all fits into memory, by locality-sensitive hashing beyond. */
import { part, type Loop } from '../stream/work.ts'
import { LshIndex, type Banding } from './lsh-index.ts'
import { ShingleIndex } from './shingle-index.ts'

export interface Neighbours {
  /** Lets later queries find set `i`. */
  add(i: number): void
  /** Calls `visit` for added sets whose Jaccard similarity to set `i` is at least `threshold` (> 0). */
  query(i: number, threshold: number, visit: (other: number, similarity: number) => void): void
}

/** Up to so many programs are compared exactly: 9 CPU-s, and 150 MB with their shingles (measured). */
export const EXACT_LIMIT = 30_000

/** Candidates that a query looks at, those that share most bands: in a crowd of programs all alike, more change nothing. */
const LOOKED_AT = 64

/**
 * The neighbours among `count` sets. `setOf` is asked for each set once, in order, so that it may read from disk. Above
 * `exactLimit` a similarity is an estimate, and a pair that the banding is not made for may be missed.
 */
export function* neighboursOf(
  count: number,
  setOf: (i: number) => Int32Array,
  banding: Banding,
  exactLimit = EXACT_LIMIT,
): Loop<Neighbours> {
  if (count <= exactLimit) return yield* exactIndex(count, setOf)
  return yield* LshNeighbours.of(count, setOf, banding)
}

/** An index of sets that are asked for once, in order. */
export function* exactIndex(count: number, setOf: (i: number) => Int32Array): Loop<ShingleIndex> {
  const sets: Int32Array[] = []
  for (let i = 0; i < count; i++) {
    yield i / count / 2
    sets.push(setOf(i))
  }
  return yield* part(0.5, 1, ShingleIndex.of(sets))
}

/** Neighbours by estimate, of any number of sets. */
export class LshNeighbours implements Neighbours {
  readonly #index: LshIndex

  private constructor(index: LshIndex) {
    this.#index = index
  }

  static *of(count: number, setOf: (i: number) => Int32Array, banding: Banding): Loop<LshNeighbours> {
    const index = new LshIndex(count, banding)
    for (let i = 0; i < count; i++) {
      yield i / count
      index.put(i, setOf(i))
    }
    yield* part(1, 1, index.seal())
    return new LshNeighbours(index)
  }

  add(i: number): void {
    this.#index.add(i)
  }

  /** Hides the set again that was added last. Throws for another. */
  removeLast(i: number): void {
    this.#index.removeLast(i)
  }

  query(i: number, threshold: number, visit: (other: number, similarity: number) => void): void {
    for (const other of this.#index.candidates(i, LOOKED_AT)) {
      const similarity = this.#index.similarity(i, other)
      if (similarity >= threshold) visit(other, similarity)
    }
  }
}
