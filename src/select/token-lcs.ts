/**
 * The share of two token streams that is common and in the same order: 2 × LCS / (length a + length b), 0..1.
 *
 * That is the meaning of Python's difflib ratio without autojunk, 2 × M / T, with one difference: difflib's M is what
 * its greedy search for the longest block, then left and right of it, happens to match, and ours is the true maximum.
 * So this ratio is never below difflib's (equal for most pairs, a few hundredths above for some): every pair that
 * difflib calls a near-duplicate is one here too.
 */
import { mix32 } from '../stream/random.ts'

/** Compares streams; time grows with the product of their lengths / 32. Its room is reused from pair to pair. */
export class TokenLcs {
  /** Open addressing: token -> row of bits; a slot counts only when its stamp is the current one. */
  #keys = new Int32Array(0)
  #rows = new Int32Array(0)
  #stamps = new Int32Array(0)
  #stamp = 0
  #bits = new Int32Array(0)

  /** The ratio of the two streams, or 0 as soon as it is certain to be below `atLeast`. */
  ratio(a: Int32Array, b: Int32Array, atLeast = 0): number {
    const total = a.length + b.length
    if (total === 0) return 1
    const needed = Math.ceil((atLeast * total) / 2)
    if (Math.min(a.length, b.length) < needed) return 0
    const ratio = (2 * this.#length(a, b, needed)) / total
    return ratio >= atLeast ? ratio : 0
  }

  /**
   * Bit-parallel LCS after Hyyrö (2004), "Bit-parallel LCS-length computation revisited": one bit a token of `a`, one
   * step a token of `b`; a zero bit in `state` is a token of `a` that lengthens the subsequence.
   */
  #length(a: Int32Array, b: Int32Array, needed: number): number {
    const words = (a.length + 31) >>> 5
    this.#index(a, words)
    const state = new Int32Array(words).fill(-1)
    for (let at = 0; at < b.length; at++) {
      const row = this.#rowOf(b[at])
      if (row >= 0) step(state, this.#bits, row * words)
      if ((at & 63) === 63 && zeros(state, a.length) + b.length - 1 - at < needed) return 0
    }
    return zeros(state, a.length)
  }

  #index(a: Int32Array, words: number): void {
    const size = 2 ** Math.ceil(Math.log2(2 * a.length + 2))
    if (this.#keys.length < size) {
      this.#keys = new Int32Array(size)
      this.#rows = new Int32Array(size)
      this.#stamps = new Int32Array(size)
    }
    this.#stamp++
    let rows = 0
    for (let at = 0; at < a.length; at++) {
      const slot = this.#slot(a[at])
      if (this.#stamps[slot] !== this.#stamp) {
        this.#stamps[slot] = this.#stamp
        this.#keys[slot] = a[at]
        this.#rows[slot] = rows
        this.#clearRow(rows++, words)
      }
      this.#bits[this.#rows[slot] * words + (at >>> 5)] |= 1 << (at & 31)
    }
  }

  #clearRow(row: number, words: number): void {
    const end = (row + 1) * words
    if (end > this.#bits.length) {
      const larger = new Int32Array(2 * end)
      larger.set(this.#bits)
      this.#bits = larger
    }
    this.#bits.fill(0, end - words, end)
  }

  #rowOf(token: number): number {
    const slot = this.#slot(token)
    return this.#stamps[slot] === this.#stamp ? this.#rows[slot] : -1
  }

  #slot(token: number): number {
    const mask = this.#keys.length - 1
    let slot = mix32(token) & mask
    while (this.#stamps[slot] === this.#stamp && this.#keys[slot] !== token) slot = (slot + 1) & mask
    return slot
  }
}

/** state = (state + (state & match)) | (state & ~match), over words of 32 bits with carry. */
function step(state: Int32Array, bits: Int32Array, offset: number): void {
  let carry = 0
  for (let word = 0; word < state.length; word++) {
    const before = state[word]
    const matched = before & bits[offset + word]
    const sum = (before >>> 0) + (matched >>> 0) + carry
    carry = sum > 0xffffffff ? 1 : 0
    state[word] = (sum | 0) | (before - matched)
  }
}

function zeros(state: Int32Array, length: number): number {
  let count = 0
  for (let word = 0; word < state.length; word++) {
    let bits = ~state[word]
    if (word === state.length - 1 && (length & 31) !== 0) bits &= (1 << (length & 31)) - 1
    bits -= (bits >>> 1) & 0x55555555
    bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
    count += Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
  }
  return count
}
