import { byCodeUnits } from '../../order.ts'
import type { Match } from './match.ts'

/**
 * How far the mean lengths of chosen and rejected answers may lie apart. Half of the ten percent that is asked for: another
 * vocabulary, or a count of characters, sees the same answers a little differently.
 */
const MOST_APART = 0.05

/**
 * The pairs without those that make one side longer than the other in the mean: as long as the means lie too far apart,
 * the pair goes that pulls most. `dropped` are the others.
 */
export function balanceLengths(matches: readonly Match[]): { kept: Match[]; dropped: Match[] } {
  const gap = ({ chosenTokens, rejectedTokens }: Match) => rejectedTokens - chosenTokens
  const sorted = matches.toSorted((a, b) => gap(a) - gap(b) || byCodeUnits(a.rejected, b.rejected))
  let [from, to] = [0, sorted.length]
  let total = sorted.reduce((sum, match) => sum + gap(match), 0)
  let chosen = sorted.reduce((sum, match) => sum + match.chosenTokens, 0)
  while (from < to && Math.abs(total) > MOST_APART * chosen) {
    const gone = total > 0 ? sorted[--to] : sorted[from++]
    total -= gap(gone)
    chosen -= gone.chosenTokens
  }
  return { kept: sorted.slice(from, to), dropped: [...sorted.slice(0, from), ...sorted.slice(to)] }
}
