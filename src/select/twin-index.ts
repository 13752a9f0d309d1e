import type { Fingerprint } from './fingerprint.ts'
import { NEAR } from './lsh-index.ts'
import type { Loop } from '../stream/work.ts'
import { neighboursOf, type Neighbours } from './neighbours.ts'
import { TokenLcs } from './token-lcs.ts'

/** Programs of different prompts are near-duplicates from this token-LCS ratio on (DESIGN section 8). */
export const GLOBAL_SIMILARITY = 0.95

/**
 * Jaccard similarity of 5-grams from which two programs are compared by LCS. Nothing is missed: at a ratio of 0.95 one
 * token in 20 of each program is on its own and breaks at most five 5-grams, so that J >= (1 - 0.25) / (1 + 0.25).
 */
export const CANDIDATES = 0.6

/** Finds near-duplicates among the programs added so far. */
export class TwinIndex {
  readonly #printOf: (program: number) => Fingerprint
  readonly #similarity: number
  readonly #index: Neighbours
  readonly #lcs = new TokenLcs()

  /** Of `count` programs; `similarity`: token-LCS ratio, at least GLOBAL_SIMILARITY. */
  static *of(count: number, printOf: (program: number) => Fingerprint, similarity = GLOBAL_SIMILARITY): Loop<TwinIndex> {
    const index = yield* neighboursOf(count, (program) => printOf(program).shingles, NEAR)
    return new TwinIndex(index, printOf, similarity)
  }

  private constructor(index: Neighbours, printOf: (program: number) => Fingerprint, similarity: number) {
    this.#index = index
    this.#printOf = printOf
    this.#similarity = similarity
  }

  add(program: number): void {
    this.#index.add(program)
  }

  /** The first added program that this one is a near-duplicate of, by position. */
  find(program: number): number | undefined {
    let twin: number | undefined
    this.#index.query(program, CANDIDATES, (other) => {
      twin ??= this.#areTwins(program, other) ? other : undefined
    })
    return twin
  }

  #areTwins(a: number, b: number): boolean {
    return this.#lcs.ratio(this.#printOf(a).tokens, this.#printOf(b).tokens, this.#similarity) > 0
  }
}
