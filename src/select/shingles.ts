/** Programs as sets: the 5-grams of their tokens. */
import { mix32 } from '../stream/random.ts'

/** Tokens in a shingle: long enough that `x . y (` alone is none, short enough that one edit breaks only five. */
const SHINGLE = 5

/**
 * The distinct 5-grams of a token stream as ascending 32-bit hashes; a shorter stream is one shingle. Two different
 * shingles of a program share a hash about once in 10,000 programs, and then move a similarity by less than 0.01.
 */
export function shingles(tokens: Int32Array): Int32Array {
  const count = Math.max(1, tokens.length - SHINGLE + 1)
  const hashes = new Int32Array(count)
  for (let start = 0; start < count; start++) {
    let value = 0
    const end = Math.min(start + SHINGLE, tokens.length)
    for (let at = start; at < end; at++) value = (Math.imul(value ^ (value >>> 15), 0x85ebca6b) + tokens[at]) | 0
    hashes[start] = mix32(value)
  }
  return distinct(hashes.toSorted())
}

function distinct(sorted: Int32Array): Int32Array {
  let kept = 0
  for (let at = 0; at < sorted.length; at++) {
    if (at === 0 || sorted[at] !== sorted[at - 1]) sorted[kept++] = sorted[at]
  }
  return sorted.slice(0, kept)
}

export interface SharedShingles {
  readonly shingles: Int32Array
  readonly frequencies: Int32Array
}

/** The shingles that occur in more than one set, ascending, and in how many: the rest can make nothing alike. */
export function sharedShingles(sets: readonly Int32Array[]): SharedShingles {
  const all = new Int32Array(sets.reduce((sum, set) => sum + set.length, 0))
  let filled = 0
  for (const set of sets) {
    all.set(set, filled)
    filled += set.length
  }
  all.sort()
  let kept = 0
  const frequencies = new Int32Array(all.length >>> 1)
  for (let start = 0, end = 0; start < all.length; start = end) {
    while (end < all.length && all[end] === all[start]) end++
    if (end - start === 1) continue
    frequencies[kept] = end - start
    all[kept++] = all[start]
  }
  return { shingles: all.slice(0, kept), frequencies: frequencies.slice(0, kept) }
}
