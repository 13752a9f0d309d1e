import type { ClusterFacts } from '../stream/facts.ts'

/** What is joined, directly or through others, makes one cluster: union-find with path halving. */
export class Clusters {
  readonly #parents: Int32Array

  constructor(members: number) {
    this.#parents = Int32Array.from({ length: members }, (_, at) => at)
  }

  join(a: number, b: number): void {
    const [low, high] = [this.#root(a), this.#root(b)].toSorted((m, n) => m - n)
    this.#parents[high] = low
  }

  /** Of clusters with two members or more. */
  facts(): ClusterFacts {
    const counts = new Map<number, number>()
    for (let at = 0; at < this.#parents.length; at++) counts.set(this.#root(at), (counts.get(this.#root(at)) ?? 0) + 1)
    const sizes = [...counts.values()].filter((size) => size > 1).toSorted((m, n) => m - n)
    return {
      clusters: sizes.length,
      programs: sizes.reduce((sum, size) => sum + size, 0),
      largest: sizes.at(-1) ?? 0,
      sizes: countBy(sizes, sizeName),
    }
  }

  #root(at: number): number {
    const parents = this.#parents
    while (parents[at] !== at) at = parents[at] = parents[parents[at]]
    return at
  }
}

/** 2 -> '2', 3 -> '3-4', 4 -> '3-4', 5 -> '5-8': each name twice as wide as the one before. */
function sizeName(size: number): string {
  const end = 2 ** Math.ceil(Math.log2(size))
  return end === 2 ? '2' : `${end / 2 + 1}-${end}`
}

function countBy(values: readonly number[], nameOf: (value: number) => string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const value of values) counts[nameOf(value)] = (counts[nameOf(value)] ?? 0) + 1
  return counts
}
