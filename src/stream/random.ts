/** Seeded randomness: the same text gives the same numbers on every machine. Not for secrets. */

/** FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/) over the UTF-16 code units of a text: unsigned, 32 bits. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  return hash >>> 0
}

/** The finalizer of MurmurHash3: every bit of the input moves half of the bits of the output. Signed, 32 bits. */
export function mix32(value: number): number {
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35)
  return value ^ (value >>> 16)
}

/**
 * A generator of numbers in [0, 1) from a 32-bit state: a Weyl sequence through the finalizer of MurmurHash3, so that
 * neighbouring seeds give unrelated numbers from the first draw on.
 */
export function seededRandom(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x9e3779b9) | 0
    return (mix32(state) >>> 0) / 2 ** 32
  }
}
