import type { Loop } from '../stream/work.ts'

interface Covering {
  /** Token ids of the names that the program calls. */
  readonly calls: Int32Array
}

/**
 * Greedy set cover of API members: offers the row with the most members that no taken row calls, again and again, while
 * there is one; `best` settles ties (earlier is better). `take` says whether the row was taken; what it refused is not
 * offered again. `taken` rows are in already. Returns the rows that were not offered, in the order of `best`.
 *
 * The members are the names a program calls (`.name(`) and does not define.
 */
export function* coverFirst(
  rows: readonly Covering[],
  best: readonly number[],
  take: (row: number) => boolean,
  taken: readonly number[] = [],
): Loop<number[]> {
  const covered = new Set(taken.flatMap((row) => [...rows[row].calls]))
  const gain = (row: number) => rows[row].calls.reduce((sum, member) => (covered.has(member) ? sum : sum + 1), 0)
  const rank = new Int32Array(rows.length)
  for (const [at, row] of best.entries()) rank[row] = at
  const buckets: number[][] = []
  for (const row of best) (buckets[gain(row)] ??= []).push(row)
  const rest: number[] = [...(buckets[0] ?? [])]
  let settled = rest.length
  // Gains only shrink: a row whose gain has shrunk moves to a lower bucket, which comes later.
  for (let size = buckets.length - 1; size > 0; size--) {
    for (const row of (buckets[size] ?? []).toSorted((a, b) => rank[a] - rank[b])) {
      yield settled / best.length
      const now = gain(row)
      if (now === 0 || now === size) settled++
      if (now === 0) rest.push(row)
      else if (now < size) (buckets[now] ??= []).push(row)
      else if (take(row)) for (const member of rows[row].calls) covered.add(member)
    }
  }
  return rest.toSorted((a, b) => rank[a] - rank[b])
}
