export interface Groups {
  /** By position: the number of the row's group. */
  readonly of: Int32Array
  /** By group: a short hash that stays the same as long as the group holds the same prompts and templates. */
  readonly ids: readonly string[]
}

/** Rows that share a key, directly or through others, make one group. `keys` holds the hex keys of each row. */
export function groupRows(keys: readonly (readonly string[])[]): Groups {
  const parents = new Map<string, string>()
  const root = (key: string): string => {
    let at = key
    for (let parent = parents.get(at); parent !== undefined && parent !== at; parent = parents.get(at)) {
      parents.set(at, parents.get(parent) ?? parent)
      at = parent
    }
    return at
  }
  // The smaller key becomes the root, so that a group is named after its smallest key whatever the order of the rows.
  const join = (a: string, b: string): void => {
    const [first, second] = [root(a), root(b)].toSorted()
    parents.set(second, first)
  }
  for (const row of keys) for (const key of row) join(row[0], key)
  const numbers = new Map<string, number>()
  const of = Int32Array.from(keys, ([key]) => {
    const name = root(key)
    if (!numbers.has(name)) numbers.set(name, numbers.size)
    return numbers.get(name) as number
  })
  return { of, ids: [...numbers.keys()].map((name) => name.slice(0, 12)) }
}
