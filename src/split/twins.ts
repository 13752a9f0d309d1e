/** Which programs are too much alike to stand on both sides of a split. */
import { FAR, NEAR } from '../select/lsh-index.ts'
import { shingles } from '../select/shingles.ts'
import { EXACT_LIMIT, neighboursOf } from '../select/neighbours.ts'
import { Recent } from '../select/recent.ts'
import { TokenLcs } from '../select/token-lcs.ts'
import { tokenize } from '../select/tokens.ts'
import { part, type Loop } from '../stream/work.ts'

/** What programs are compared by. */
export interface TwinPrint {
  readonly tokens: Int32Array
  /** 5-grams of the tokens as they are, and with every name masked. */
  readonly plain: Int32Array
  readonly masked: Int32Array
}

/** Prints by number: an array, or what reads them from disk. */
export interface Prints {
  readonly length: number
  at(program: number): TwinPrint | undefined
}

/** Similarities, 0..1, from any of which on two programs are twins. */
export interface TwinLimits {
  /** Jaccard of token 5-grams. */
  readonly plain: number
  /** Jaccard of 5-grams with identifiers masked: finds a copy with other names. */
  readonly masked: number
  /** Token-LCS ratio: finds a copy with small edits all over. */
  readonly lcs: number
}

/** What counts as a leak. The first two limits are those of DESIGN section 8, the third is that of the selection. */
export const LEAK: TwinLimits = { plain: 0.5, masked: 0.7, lcs: 0.85 }

/**
 * What is purged. A little more than what counts as a leak: somebody else's tokenizer, with other ideas of operators,
 * templates or comments, moves a Jaccard similarity by some hundredths.
 */
export const PURGE: TwinLimits = { plain: 0.45, masked: 0.65, lcs: 0.85 }

/** Pairs below this Jaccard similarity are not compared by LCS. The lowest of 1959 pairs of real programs was 0.26. */
export const LCS_CANDIDATES = 0.25

/** Longer programs are compared by their beginning: bounds time and memory. */
const MAX_TOKENS = 20_000

/** Prints kept at a time when not all are: some 8 KB each. */
const RECENT_PRINTS = 4096

/** The prints of `count` programs: all in memory while they are few, made again as needed when they are many. */
export function* printsOf(count: number, codeOf: (program: number) => string): Loop<Prints> {
  if (count <= EXACT_LIMIT) {
    const prints: TwinPrint[] = []
    for (let program = 0; program < count; program++) {
      yield program / count
      prints.push(twinPrint(codeOf(program)))
    }
    return prints
  }
  const recent = new Recent<TwinPrint>(RECENT_PRINTS)
  return { length: count, at: (program) => recent.get(program, () => twinPrint(codeOf(program))) }
}

export function twinPrint(code: string): TwinPrint {
  const tokens = tokenize(code).tokens.slice(0, MAX_TOKENS)
  const masked = tokenize(code, 'identifiers').tokens.subarray(0, MAX_TOKENS)
  return { tokens, plain: shingles(tokens), masked: shingles(masked) }
}

/**
 * Calls `visit(a, b)`, a > b, once for each pair of twins among the pairs for which `wanted(a, b)` holds. The programs
 * before `first` are not compared with each other. Of more programs than EXACT_LIMIT the pairs are found by hashing: one
 * that is alike by LCS alone, with few 5-grams in common, can then be missed.
 */
export function* findTwins(
  prints: Prints,
  limits: TwinLimits,
  wanted: (a: number, b: number) => boolean,
  visit: (a: number, b: number) => void,
  first = 0,
): Loop<void> {
  const plain = yield* part(0, 0.1, neighboursOf(prints.length, (program) => prints.at(program)!.plain, FAR))
  const masked = yield* part(0.1, 0.2, neighboursOf(prints.length, (program) => prints.at(program)!.masked, NEAR))
  const lcs = new TokenLcs()
  const twinsOf = (a: number): Set<number> => {
    const twins = new Set<number>()
    masked.query(a, limits.masked, (b) => {
      if (wanted(a, b)) twins.add(b)
    })
    plain.query(a, Math.min(limits.plain, LCS_CANDIDATES), (b, similarity) => {
      if (twins.has(b) || !wanted(a, b)) return
      if (similarity >= limits.plain || lcs.ratio(prints.at(a)!.tokens, prints.at(b)!.tokens, limits.lcs) > 0) twins.add(b)
    })
    return twins
  }
  for (let a = 0; a < prints.length; a++) {
    yield 0.2 + (0.8 * a) / prints.length
    if (a >= first) for (const b of twinsOf(a)) visit(a, b)
    plain.add(a)
    masked.add(a)
  }
}
