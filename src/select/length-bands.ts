/**
 * Rows are chosen so that they are about as long as the rows there are. By quality alone, or by difference, a choice drifts
 * towards long programs, and a model that learns from it writes more than it is asked for.
 */
import type { Loop } from '../stream/work.ts'
import { byQuality, type Rated } from './ranking.ts'

interface Sized extends Rated {
  /** Tokens of the program. */
  readonly length: number
}

const BANDS = 5

/** Rows by fifths of their length, the best first in each. */
export function lengthBands(rows: readonly Sized[], positions: readonly number[]): number[][] {
  const byLength = positions.toSorted((a, b) => rows[a].length - rows[b].length || byQuality(rows[a], rows[b]))
  const size = Math.ceil(byLength.length / BANDS)
  return Array.from({ length: BANDS }, (_, band) =>
    byLength.slice(band * size, (band + 1) * size).toSorted((a, b) => byQuality(rows[a], rows[b])),
  )
}

/**
 * Offers the rows of the bands, always one of the band of which the least has been taken, until `isFull`; what has been
 * taken before counts. Returns the rows that were not offered.
 */
export function* offerInTurn(
  bands: readonly (readonly number[])[],
  takenBefore: readonly number[],
  take: (row: number) => boolean,
  isFull: () => boolean,
): Loop<number[]> {
  const taken = [...takenBefore]
  const next = bands.map(() => 0)
  const all = bands.reduce((sum, band) => sum + band.length, 0)
  let offered = 0
  while (!isFull()) {
    yield offered++ / all
    const open = bands.flatMap((band, at) => (next[at] < band.length ? [at] : []))
    if (open.length === 0) break
    const at = open.reduce((least, band) => (taken[band] < taken[least] ? band : least))
    if (take(bands[at][next[at]++])) taken[at]++
  }
  return bands.flatMap((band, at) => band.slice(next[at]))
}
