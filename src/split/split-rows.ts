/** The leak-proof split. Pure: rows in memory in, a split and a group for each row out. */
import { SPLITS, type Split } from '../record.ts'
import { step, type Work } from '../stream/work.ts'
import { chooseGroups, type GroupFacts } from './choose-groups.ts'
import { groupRows } from './groups.ts'
import { Pairs } from './pairs.ts'
import { purge } from './purge.ts'
import { PURGE, findTwins, type Prints } from './twins.ts'

export interface SplitRow {
  readonly id: string
  /** Of siblingKeys(). */
  readonly keys: readonly string[]
  /** Equal for rows whose prompts say the same. */
  readonly prompt: string
  /** Difficulty and source. */
  readonly stratum: string
  /** Official examples are for training only and have no part in the shares. */
  readonly official: boolean
  readonly qualityScore: number
}

export interface SplitResult {
  /** By position; undefined for purged rows. */
  readonly splitOf: readonly (Split | undefined)[]
  /** By position: the split of the row's group. */
  readonly plannedOf: readonly Split[]
  /** By position: id of the row's group. */
  readonly groupOf: readonly string[]
  readonly groups: number
  readonly largestGroup: number
  readonly purged: Readonly<Record<Split, number>>
  /** Rows that each split should have. */
  readonly shares: Readonly<Record<Split, number>>
}

/**
 * Groups by prompt, family and template; holds out the groups that come nearest to the shares with the fewest
 * near-duplicates elsewhere; then purges near-duplicates across splits until none remains. `rows` must be ordered by
 * id, `prints` like them; `ratios` are percent of train, val and test.
 */
export function* splitRows(
  rows: readonly SplitRow[],
  prints: Prints,
  ratios: readonly number[],
  seed: number,
): Work<SplitResult> {
  const groups = groupRows(rows.map((row) => row.keys))
  const twins = new Pairs()
  const apart = (a: number, b: number): boolean => groups.of[a] !== groups.of[b]
  yield* step('near-duplicates', findTwins(prints, PURGE, apart, (a, b) => twins.add(a, b)))
  const facts = describeGroups(rows, groups.of, groups.ids, twins)
  const splitOfGroup = yield* step('groups', chooseGroups(facts, ratios, seed))
  const planned = Array.from(groups.of, (group) => splitOfGroup[group])
  const parted = (a: number, b: number): boolean => planned[a] !== planned[b]
  const out = yield* step('purge', purge(rows.length, twins, parted, inOrderOfPurge(rows, planned)))
  const shared = rows.filter((row) => !row.official).length
  return {
    splitOf: planned.map((split, row) => (out.has(row) ? undefined : split)),
    plannedOf: planned,
    groupOf: Array.from(groups.of, (group) => groups.ids[group]),
    groups: facts.length,
    largestGroup: largest(groups.of, facts.length),
    purged: count([...out].map((row) => planned[row])),
    shares: { train: (shared * ratios[0]) / 100, val: (shared * ratios[1]) / 100, test: (shared * ratios[2]) / 100 },
  }
}

/** Among rows with equally many twins: those of train first (there are more of them), then the worse, then by id. */
function inOrderOfPurge(rows: readonly SplitRow[], planned: readonly Split[]): (a: number, b: number) => number {
  return (a, b) =>
    SPLITS.indexOf(planned[a]) - SPLITS.indexOf(planned[b]) || rows[a].qualityScore - rows[b].qualityScore || a - b
}

function describeGroups(
  rows: readonly SplitRow[],
  groupOf: Int32Array,
  ids: readonly string[],
  twins: Pairs,
): GroupFacts[] {
  const strata = ids.map(() => new Map<string, number>())
  const pinned = ids.map(() => false)
  for (const [at, row] of rows.entries()) {
    const group = groupOf[at]
    if (row.official) pinned[group] = true
    strata[group].set(row.stratum, (strata[group].get(row.stratum) ?? 0) + 1)
  }
  const exposed = exposedRows(groupOf, ids.length, twins)
  return ids.map((id, group) => {
    const ties = new Map<number, { here: number; there: number }>()
    for (const [other, here] of exposed[group]) ties.set(other, { here, there: exposed[other].get(group) ?? 0 })
    return { id, strata: strata[group], pinned: pinned[group], ties }
  })
}

/** By group and other group: how many rows of the group have a twin in the other. */
function exposedRows(groupOf: Int32Array, groups: number, twins: Pairs): Map<number, number>[] {
  const counts = Array.from({ length: groups }, () => new Map<number, number>())
  const seen = new Set<number>()
  const expose = (row: number, other: number) => {
    const key = row * groups + groupOf[other]
    if (seen.has(key)) return
    seen.add(key)
    const ofGroup = counts[groupOf[row]]
    ofGroup.set(groupOf[other], (ofGroup.get(groupOf[other]) ?? 0) + 1)
  }
  twins.forEach((a, b) => {
    expose(a, b)
    expose(b, a)
  })
  return counts
}

function largest(groupOf: Int32Array, groups: number): number {
  const sizes = new Int32Array(groups)
  for (const group of groupOf) sizes[group]++
  return sizes.reduce((most, size) => Math.max(most, size), 0)
}

function count(splits: readonly Split[]): Record<Split, number> {
  const counts = { train: 0, val: 0, test: 0 }
  for (const split of splits) counts[split]++
  return counts
}
