/** How well rankings find what programs use. */

/** Share of the wanted that are among the first `k`; 1 when nothing is wanted. */
export function recallAt(k: number, ranking: readonly string[], wanted: ReadonlySet<string>): number {
  const found = new Set(ranking.slice(0, k).filter((id) => wanted.has(id)))
  return wanted.size === 0 ? 1 : found.size / wanted.size
}

/** Normalised discounted cumulative gain with gains of 0 and 1 (Järvelin & Kekäläinen, TOIS 2002). */
export function ndcgAt(k: number, ranking: readonly string[], wanted: ReadonlySet<string>): number {
  const ideal = discounts(Math.min(k, wanted.size))
  const gained = ranking.slice(0, k).reduce((sum, id, at) => sum + (wanted.has(id) ? discount(at) : 0), 0)
  return ideal === 0 ? 1 : gained / ideal
}

/** The recall that the best of all rankings has: more than `k` cannot be found. */
export function ceilingAt(k: number, wanted: ReadonlySet<string>): number {
  return wanted.size <= k ? 1 : k / wanted.size
}

/** The `k` ids that serve most programs: each program counts as much as the others, however much it uses. */
export function mostUsed(k: number, programs: readonly ReadonlySet<string>[]): string[] {
  const worth = new Map<string, number>()
  for (const used of programs) for (const id of used) worth.set(id, (worth.get(id) ?? 0) + 1 / used.size)
  const best = [...worth].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  return best.slice(0, k).map(([id]) => id)
}

function discount(at: number): number {
  return 1 / Math.log2(at + 2)
}

function discounts(count: number): number {
  return Array.from({ length: count }, (_, at) => discount(at)).reduce((sum, each) => sum + each, 0)
}
