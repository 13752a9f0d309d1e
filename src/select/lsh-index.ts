/**
 * Locality-sensitive hashing of sketches (Indyk & Motwani, STOC 1998): the bins of a sketch are cut into bands, and sets
 * that agree in a whole band are candidates. Two sets of similarity J meet with a probability of 1 - (1 - J^width)^bands.
 */
import { mix32 } from '../stream/random.ts'
import type { Loop } from '../stream/work.ts'
import { BINS, writeSketch } from './sketch.ts'

export interface Banding {
  readonly bands: number
  /** Bins in a band. */
  readonly width: number
}

/** For pairs with a Jaccard similarity of 0.7 or more: 92 % at 0.7, 99.7 % at 0.8. */
export const NEAR: Banding = { bands: 20, width: 6 }
/** For 0.5 or more: 99.6 % at 0.5. (32 x 4, which DESIGN names, found 95 % of the pairs of real programs.) */
export const FAR: Banding = { bands: 42, width: 3 }

/** Bits of a bin that are kept for estimates (b-bit minwise hashing, Li & König, WWW 2010). */
const KEPT_BITS = 8
const CHANCE = 2 ** -KEPT_BITS
/** 32-bit words of the kept bits of a set. */
const WORDS = (BINS * KEPT_BITS) / 32

/** Members of a group that a query looks at, the last added first: more of a crowd tell nothing new, and a query would cost more with every row. */
const OF_A_CROWD = 64

/**
 * Who shares a band with whom, and how alike they are: 128 bytes for each set, 8 for each band of it, and 4 for each group
 * of sets with a band in common.
 */
export class LshIndex {
  readonly #banding: Banding
  readonly #size: number
  /** Key of each band of each set, band by band; after `seal`, the number of its group, or 0 for a set on its own. */
  readonly #groups: Int32Array
  readonly #sketch = new Int32Array(BINS)
  /** The lowest bits of each bin of each set, and the same four bins at a time. */
  readonly #bits: Uint8Array
  readonly #words: Int32Array
  /** By group, the set that was added last, and by band and set, the one that was added before it: -1 for none. */
  #last = new Int32Array(0)
  readonly #before: Int32Array
  /** Bands that a set shares with the one that is asked for. */
  readonly #shared: Uint8Array

  constructor(size: number, banding: Banding) {
    this.#banding = banding
    this.#size = size
    this.#groups = new Int32Array(size * banding.bands)
    this.#before = new Int32Array(size * banding.bands)
    this.#bits = new Uint8Array(size * BINS)
    this.#words = new Int32Array(this.#bits.buffer)
    this.#shared = new Uint8Array(size)
  }

  /** Takes the shingles of set `i`; every set must be given before `seal`. */
  put(i: number, shingles: Int32Array): void {
    const { bands, width } = this.#banding
    writeSketch(shingles, this.#sketch, 0)
    this.#bits.set(this.#sketch, i * BINS)
    for (let band = 0; band < bands; band++) {
      let key = band
      for (let bin = band * width; bin < (band + 1) * width; bin++) key = mix32(Math.imul(key, 31) + this.#sketch[bin])
      this.#groups[band * this.#size + i] = key
    }
  }

  /** Groups the sets by their bands. */
  *seal(): Loop<void> {
    const order = new Float64Array(this.#size)
    let groups = 1
    for (let band = 0; band < this.#banding.bands; band++) {
      yield band / this.#banding.bands
      const keys = this.#groups.subarray(band * this.#size, (band + 1) * this.#size)
      groups = numberGroups(byKey(keys, order), keys, groups)
    }
    this.#last = new Int32Array(groups).fill(-1)
  }

  /** Lets later queries find set `i`. */
  add(i: number): void {
    for (let at = i; at < this.#groups.length; at += this.#size) {
      const group = this.#groups[at]
      if (group === 0) continue
      this.#before[at] = this.#last[group]
      this.#last[group] = i
    }
  }

  /** Hides the set again that was added last. Throws for another. */
  removeLast(i: number): void {
    for (let at = i; at < this.#groups.length; at += this.#size) {
      const group = this.#groups[at]
      if (group === 0) continue
      if (this.#last[group] !== i) throw new Error(`set ${i} is not the one that was added last`)
      this.#last[group] = this.#before[at]
    }
  }

  /** The Jaccard similarity of two sets as their sketches tell it, to about 0.05; 0..1. */
  similarity(a: number, b: number): number {
    let equal = 0
    for (let word = 0; word < WORDS; word++) equal += zeroBytes(this.#words[a * WORDS + word] ^ this.#words[b * WORDS + word])
    return Math.max(0, (equal / BINS - CHANCE) / (1 - CHANCE))
  }

  /** Added sets that share a band with set `i`, those that share most bands first; at most `limit`. */
  candidates(i: number, limit: number): number[] {
    const found: number[] = []
    for (let at = i; at < this.#groups.length; at += this.#size) {
      const group = this.#groups[at]
      if (group === 0) continue
      let other = this.#last[group]
      for (let seen = 0; other !== -1 && seen < OF_A_CROWD; seen++) {
        if (other !== i && this.#shared[other]++ === 0) found.push(other)
        other = this.#before[at - i + other]
      }
    }
    const first = mostShared(found, this.#shared, this.#banding.bands).slice(0, limit)
    for (const other of found) this.#shared[other] = 0
    return first
  }
}

/** The sets by how many bands they share, most first, otherwise in their order: a counting sort. */
function mostShared(found: readonly number[], shared: Uint8Array, bands: number): number[] {
  const starts = new Int32Array(bands + 1)
  for (const other of found) for (let count = shared[other] - 1; count >= 0; count--) starts[count]++
  const sorted: number[] = Array.from({ length: found.length })
  for (const other of found) sorted[starts[shared[other]]++] = other
  return sorted
}

/** How many of the four bytes of a word are zero: a third of the time of looking at each. */
function zeroBytes(word: number): number {
  // The top bit of each byte of `full` is set unless the byte is zero.
  const full = ((word & 0x7f7f7f7f) + 0x7f7f7f7f) | word
  return Math.imul((~full & 0x80808080) >>> 7, 0x01010101) >>> 24
}

/**
 * The numbers of the sets in the order of their keys, in `order`: key and number packed into one double, because numbers
 * are sorted ten times as fast as by a comparison. Above two million sets the key loses bits, and gains some candidates.
 */
function byKey(keys: Int32Array, order: Float64Array): Float64Array {
  const size = keys.length
  const keyBits = Math.min(32, 53 - Math.ceil(Math.log2(size + 1)))
  for (let i = 0; i < size; i++) order[i] = (keys[i] >>> (32 - keyBits)) * size + i
  order.sort()
  for (let at = 0; at < size; at++) order[at] %= size
  return order
}

/** Writes over the keys the number of the group of sets that have it, from `next` on, or 0 for a set on its own; returns the next number. */
function numberGroups(order: Float64Array, keys: Int32Array, next: number): number {
  const groups = new Int32Array(keys.length)
  for (let from = 0, to = 0; from < order.length; from = to) {
    while (to < order.length && keys[order[to]] === keys[order[from]]) to++
    if (to - from === 1) continue
    for (let at = from; at < to; at++) groups[order[at]] = next
    next++
  }
  keys.set(groups)
  return next
}
