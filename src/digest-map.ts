import { hash } from 'node:crypto'

/** Words of an entry: two of the key, one of the value. */
const ENTRY = 3

/**
 * Whole numbers (32 bits) by text, for millions of texts: of each 64 bits of its sha256 are kept, 24 to 48 bytes with all.
 * Two of a million texts are taken for one with a probability of 3e-8.
 */
export class DigestMap {
  #entries = new Int32Array(ENTRY * 64)
  #size = 0

  get size(): number {
    return this.#size
  }

  /** The value of a text; one that is new gets `value`. */
  getOrSet(text: string, value: number): number {
    const digest = hash('sha256', text, 'buffer')
    // The first word 0 marks a free entry.
    const [first, second] = [digest.readInt32LE(0) || 1, digest.readInt32LE(4)]
    const at = this.#find(first, second)
    if (this.#entries[at] !== 0) return this.#entries[at + 2]
    this.#entries.set([first, second, value], at)
    this.#size++
    if (this.#size * ENTRY * 2 > this.#entries.length) this.#grow()
    return value
  }

  /** The number of a text among the different ones, from 0 in the order of their arrival. */
  numberOf(text: string): number {
    return this.getOrSet(text, this.#size)
  }

  /** Where the entry of a key is, or is to be: linear probing. */
  #find(first: number, second: number): number {
    const entries = this.#entries
    const mask = entries.length / ENTRY - 1
    let slot = first & mask
    while (entries[slot * ENTRY] !== 0 && (entries[slot * ENTRY] !== first || entries[slot * ENTRY + 1] !== second)) {
      slot = (slot + 1) & mask
    }
    return slot * ENTRY
  }

  #grow(): void {
    const old = this.#entries
    this.#entries = new Int32Array(old.length * 2)
    for (let at = 0; at < old.length; at += ENTRY) {
      if (old[at] !== 0) this.#entries.set(old.subarray(at, at + ENTRY), this.#find(old[at], old[at + 1]))
    }
  }
}
