import { DIFFICULTIES, type Difficulty } from '../record.ts'

export type Counts = Record<Difficulty, number>

/**
 * How many rows each difficulty may have.
 *
 * With a target the shares are exact: whole numbers that add up to the target, by largest remainder. Without one the
 * shares are taken of the largest dataset of which any difficulty could fill its share. So a difficulty
 * with fewer rows than its share never takes rows away from another: the shares are then missed, which shortStrata()
 * and the report tell, instead of verified rows thrown away.
 */
export function allowances(present: Counts, shares: readonly number[], target: number | undefined): Counts {
  if (target !== undefined) return apportion(shares, target)
  const scaled = DIFFICULTIES.map((difficulty, at) => (shares[at] > 0 ? present[difficulty] / shares[at] : 0))
  const total = Math.max(...scaled)
  // Without the tiny step back, rounding in the division above could allow (or miss) one row too many.
  return toCounts(shares.map((share) => Math.ceil(total * share - 1e-6)))
}

/** The difficulties with fewer rows than they may have, in the order of DIFFICULTIES. */
export function shortStrata(achieved: Counts, allowed: Counts): Difficulty[] {
  return DIFFICULTIES.filter((difficulty) => achieved[difficulty] < allowed[difficulty])
}

/** Whole numbers in the proportion of the shares that add up to `total`: largest remainder, the first of equals. */
export function apportion(shares: readonly number[], total: number): Counts {
  const sum = shares.reduce((a, b) => a + b, 0)
  const exact = shares.map((share) => (share * total) / sum)
  const counts = exact.map(Math.floor)
  const order = exact.map((_, at) => at).toSorted((a, b) => exact[b] - counts[b] - (exact[a] - counts[a]) || a - b)
  for (let left = total - counts.reduce((a, b) => a + b, 0), at = 0; left > 0; left--, at++) counts[order[at]]++
  return toCounts(counts)
}

function toCounts([easy, medium, hard]: number[]): Counts {
  return { easy, medium, hard }
}
