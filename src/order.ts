/** The one order of this project: by UTF-16 code units, the same on every machine and in every locale. */

/** Compares two texts by code units. */
export function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}

/** Compares rows by id. */
export function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return byCodeUnits(a.id, b.id)
}

/** An object with the entries in the order of their keys. */
export function sortedByKey<Value>(entries: Iterable<readonly [string, Value]>): Record<string, Value> {
  return Object.fromEntries([...entries].toSorted(([a], [b]) => byCodeUnits(a, b)))
}

/** Names with their counts, most frequent first, then by name. */
export function byCount(counts: Iterable<readonly [string, number]>): (readonly [name: string, count: number])[] {
  return [...counts].toSorted(([a, m], [b, n]) => n - m || byCodeUnits(a, b))
}
