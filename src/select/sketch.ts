/**
 * Sketches of shingle sets: one-permutation hashing (Li, Owen & Zhang, NIPS 2012) with optimal densification
 * (Shrivastava, ICML 2017). The share of equal bins estimates the Jaccard similarity J with a standard deviation of
 * about sqrt(J (1 - J) / 128), 0.044 at most; making a sketch costs one pass over the set.
 */
import { mix32 } from '../stream/random.ts'

export const BINS = 128
/** The upper bits of a hash choose its bin, the others are its value there. */
const BIN_SHIFT = 25
const EMPTY = -1

/** Writes the sketch of a set of 32-bit hashes into `sketches` from `start` on; an empty set gives all zeros. */
export function writeSketch(hashes: Int32Array, sketches: Int32Array, start: number): void {
  const end = start + BINS
  sketches.fill(hashes.length === 0 ? 0 : EMPTY, start, end)
  for (const hash of hashes) {
    const at = start + (hash >>> BIN_SHIFT)
    const value = hash & ((1 << BIN_SHIFT) - 1)
    if (sketches[at] === EMPTY || value < sketches[at]) sketches[at] = value
  }
  densify(sketches, start)
}

/**
 * An empty bin takes the value of another one, which a hash of its number chooses, the same in every set: two sets that
 * are alike fill their empty bins alike.
 */
function densify(sketches: Int32Array, start: number): void {
  const full = Uint8Array.from({ length: BINS }, (_, bin) => Number(sketches[start + bin] !== EMPTY))
  for (let bin = 0; bin < BINS; bin++) {
    for (let turn = 1, from = bin; !full[bin] && sketches[start + bin] === EMPTY; turn++) {
      from = mix32((bin + 1) * 0x1003f + turn) >>> BIN_SHIFT
      // Made different for each bin: bins that borrow from one are not equal by chance alone.
      if (full[from]) sketches[start + bin] = (sketches[start + from] + (turn << BIN_SHIFT)) & 0x7fffffff
    }
  }
}

/** The estimated Jaccard similarity of the sets behind two sketches, by where they start. */
export function sketchSimilarity(sketches: Int32Array, a: number, b: number): number {
  let equal = 0
  for (let bin = 0; bin < BINS; bin++) if (sketches[a + bin] === sketches[b + bin]) equal++
  return equal / BINS
}
