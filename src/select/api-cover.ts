import type { Fingerprint } from './fingerprint.ts'

interface Covering {
  readonly promptId: string
  readonly print: Fingerprint
}

/**
 * Greedy set cover of API members: offers the row with the most members that no taken row calls, again and again, while
 * there is one; `best` settles ties (earlier is better). `take` says whether the row was taken; what it refused is not
 * offered again. Returns the rows that were not offered, in the order of `best`.
 *
 * The members are the names a program calls (`.name(`). A name that only one prompt's programs call is most likely a
 * helper of their own and does not count.
 */
export function coverFirst(
  rows: readonly Covering[],
  best: readonly number[],
  take: (row: number) => boolean,
): number[] {
  const members = sharedMembers(rows, best)
  const covered = new Set<number>()
  const gain = (row: number) => members[row].reduce((sum, member) => (covered.has(member) ? sum : sum + 1), 0)
  const rank = new Int32Array(rows.length)
  for (const [at, row] of best.entries()) rank[row] = at
  const buckets: number[][] = []
  for (const row of best) (buckets[gain(row)] ??= []).push(row)
  const rest: number[] = [...(buckets[0] ?? [])]
  // Gains only shrink: a row whose gain has shrunk moves to a lower bucket, which comes later.
  for (let size = buckets.length - 1; size > 0; size--) {
    for (const row of (buckets[size] ?? []).toSorted((a, b) => rank[a] - rank[b])) {
      const now = gain(row)
      if (now === 0) rest.push(row)
      else if (now < size) (buckets[now] ??= []).push(row)
      else if (take(row)) for (const member of members[row]) covered.add(member)
    }
  }
  return rest.toSorted((a, b) => rank[a] - rank[b])
}

/** The calls of each row that programs of at least two prompts make. */
function sharedMembers(rows: readonly Covering[], positions: readonly number[]): Int32Array[] {
  const firstPrompt = new Map<number, string>()
  const shared = new Set<number>()
  for (const position of positions) {
    const { promptId, print } = rows[position]
    for (const call of print.calls) {
      const first = firstPrompt.get(call)
      if (first === undefined) firstPrompt.set(call, promptId)
      else if (first !== promptId) shared.add(call)
    }
  }
  return rows.map(({ print }) => print.calls.filter((call) => shared.has(call)))
}
