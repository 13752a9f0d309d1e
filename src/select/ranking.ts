/** Programs ordered by their quality. */
import { byId } from '../order.ts'
import { DIFFICULTIES, type Difficulty } from '../record.ts'

export interface Rated {
  readonly id: string
  readonly difficulty: Difficulty
  /** `overall` of its quality. */
  readonly overall: number
}

/** Best first, by id among equals. */
export function byQuality(a: Rated, b: Rated): number {
  return b.overall - a.overall || byId(a, b)
}

/**
 * The quality score of each row, by position: its rank among the rows of its difficulty, from 1/n (last) to 1 (best).
 * A rank rather than the mean itself, because means crowd near 1 once the levels have sorted out what is wrong.
 */
export function rankScores(rows: readonly Rated[]): Float64Array {
  const scores = new Float64Array(rows.length)
  const best = rows.map((_, position) => position).toSorted((a, b) => byQuality(rows[a], rows[b]))
  for (const difficulty of DIFFICULTIES) {
    const members = best.filter((position) => rows[position].difficulty === difficulty)
    for (const [rank, position] of members.entries()) {
      scores[position] = Math.round((1 - rank / members.length) * 1e6) / 1e6
    }
  }
  return scores
}

/** How many rows lie in each tenth of the scale of `overall`: { '0.0-0.1': n, … }. */
export function histogram(overalls: Iterable<number>): Record<string, number> {
  const bins = Array.from({ length: 10 }, () => 0)
  for (const overall of overalls) bins[Math.min(9, Math.floor(overall * 10))]++
  return Object.fromEntries(bins.map((count, bin) => [`${bin / 10}-${(bin + 1) / 10}`, count]))
}
