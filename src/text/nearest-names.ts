/** "Did you mean": for members of the engine, for commands, for teachers. */
import { identifierParts } from './words.ts'

/** Longer names than any API has: what is beyond is no misspelling, and would cost quadratic time. */
const LONGEST = 60

/** Below this likeness a suggestion misleads: 'destroyAll' is not 'setScale'. */
const ALIKE = 0.5

/**
 * The names most like `name`, best first, at most `limit`. Likeness is the better of spelling (1 - edits / length, case
 * ignored) and the mean of spelling and shared camel-case parts; ties in order of code units.
 */
export function nearestNames(name: string, candidates: readonly string[], limit: number): string[] {
  if (name.length > LONGEST) return []
  const wanted = new Set(identifierParts(name))
  const scored = candidates
    .filter((candidate) => candidate !== name && !candidate.startsWith('_') && candidate.length <= LONGEST)
    .map((candidate) => ({ candidate, score: likeness(name, wanted, candidate) }))
    .filter(({ score }) => score >= ALIKE)
  scored.sort((a, b) => b.score - a.score || (a.candidate < b.candidate ? -1 : 1))
  return scored.slice(0, limit).map(({ candidate }) => candidate)
}

function likeness(name: string, wanted: ReadonlySet<string>, candidate: string): number {
  const spelling = 1 - edits(name.toLowerCase(), candidate.toLowerCase()) / Math.max(name.length, candidate.length)
  const parts = new Set(identifierParts(candidate))
  const shared = [...parts].filter((part) => wanted.has(part)).length
  // Dice's coefficient of the two sets of parts.
  const dice = (2 * shared) / Math.max(1, parts.size + wanted.size)
  return Math.max(spelling, (spelling + dice) / 2)
}

/** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment) in three rows of memory. */
function edits(a: string, b: string): number {
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let line = 1; line <= a.length; line++) {
    const next = [line]
    for (let column = 1; column <= b.length; column++) {
      const same = a[line - 1] === b[column - 1]
      const swapped = a[line - 1] === b[column - 2] && a[line - 2] === b[column - 1]
      const cost = Math.min(row[column - 1] + (same ? 0 : 1), row[column] + 1, next[column - 1] + 1)
      next.push(swapped ? Math.min(cost, before[column - 2] + 1) : cost)
    }
    before = row
    row = next
  }
  return row[b.length]
}
