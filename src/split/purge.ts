import type { Loop } from '../stream/work.ts'
import type { Pairs } from './pairs.ts'

/**
 * Rows to take out so that no pair of `pairs` for which `apart(a, b)` holds remains: a small vertex cover, greedily.
 * The row with the most twins on the other side goes first, which takes rows from whichever side costs fewer; among
 * equals the one that comes first in `order`. Deterministic.
 */
export function* purge(
  rows: number,
  pairs: Pairs,
  apart: (a: number, b: number) => boolean,
  order: (a: number, b: number) => number,
): Loop<Set<number>> {
  const twins = Array.from({ length: rows }, (): number[] => [])
  pairs.forEach((a, b) => {
    if (!apart(a, b)) return
    twins[a].push(b)
    twins[b].push(a)
  })
  const purged = new Set<number>()
  const degree = (row: number) => twins[row].reduce((sum, twin) => (purged.has(twin) ? sum : sum + 1), 0)
  const buckets: number[][] = []
  for (let row = 0; row < rows; row++) if (twins[row].length > 0) (buckets[twins[row].length] ??= []).push(row)
  // Degrees only shrink: a row whose degree has shrunk moves to a lower bucket, which comes later.
  for (let size = buckets.length - 1; size > 0; size--) {
    for (const row of (buckets[size] ?? []).toSorted(order)) {
      yield 1 - size / buckets.length
      const now = degree(row)
      if (now === size) purged.add(row)
      else if (now > 0) (buckets[now] ??= []).push(row)
    }
  }
  return purged
}
