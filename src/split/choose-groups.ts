/** Which groups are held out: a seeded local search. */
import { byCodeUnits } from '../order.ts'
import { SPLITS, type Split } from '../record.ts'
import { sha256 } from '../sha256.ts'
import { part, type Loop } from '../stream/work.ts'

export interface GroupFacts {
  readonly id: string
  /** Rows by stratum (difficulty and source). */
  readonly strata: ReadonlyMap<string, number>
  /** Must stay in train. */
  readonly pinned: boolean
  /** By other group: how many rows have a near-duplicate in the other of the two, here and there. */
  readonly ties: ReadonlyMap<number, Tie>
}

interface Tie {
  readonly here: number
  readonly there: number
}

/** A held-out split below this part of its share has failed (contract, exit codes). */
export const LEAST_PART = 0.8

/**
 * What a row missing below SAFE_PART of a share weighs, beside the 1 that a row off any share weighs: a held-out set
 * that fails is worse than some rows of train purged for it.
 */
const SHORT_WEIGHT = 8

/** Half-way from whole to failed: the purge, which the search can only estimate, needs some room. */
const SAFE_PART = (1 + LEAST_PART) / 2

/** A purged row is lost: that weighs more than a row in the wrong split. A held-out row is missing there as well. */
const PURGE_WEIGHT = 2
const HELD_OUT_PURGE_WEIGHT = PURGE_WEIGHT + SHORT_WEIGHT + 1

/** Orders that the search starts from; the best end wins. */
const STARTS = 8

/** Exchanges of two groups are tried up to this many groups; with more, single moves are fine-grained enough. */
const MAX_SWAP_GROUPS = 400

/**
 * The split of each group: val and test as near as possible to their shares (`ratios`, percent), in each stratum and in
 * all, with as few near-duplicates as possible across. Different seeds give different choices; the order of the groups
 * gives none.
 */
export function* chooseGroups(groups: readonly GroupFacts[], ratios: readonly number[], seed: number): Loop<Split[]> {
  let best: Search | undefined
  for (let start = 0; start < STARTS; start++) {
    const search = new Search(groups, ratios, shuffled(groups, `${seed}:${start}`))
    yield* part(start / STARTS, (start + 1) / STARTS, search.run())
    if (best === undefined || search.objective < best.objective - LEAST_GAIN) best = search
  }
  return Array.from(best?.splitOf ?? [], (split) => SPLITS[split])
}

/** Positions in an order that depends on ids and seed only. */
function shuffled(groups: readonly GroupFacts[], seed: string): number[] {
  const keys = groups.map(({ id }) => sha256(`${seed}:${id}`))
  return groups.map((_, at) => at).toSorted((a, b) => byCodeUnits(keys[a], keys[b]))
}

/** Less is rounding. */
const LEAST_GAIN = 1e-9

class Search {
  readonly splitOf: Uint8Array
  objective = 0
  readonly #groups: readonly GroupFacts[]
  readonly #order: readonly number[]
  /** By split: rows still wanted of each stratum ('' for all); negative when there are too many. */
  readonly #wanted: Map<string, number>[]
  /** By split: how many rows may be missing without failure. */
  readonly #slack: number[]

  constructor(groups: readonly GroupFacts[], ratios: readonly number[], order: readonly number[]) {
    this.#groups = groups
    this.#order = order.filter((group) => !groups[group].pinned)
    this.splitOf = new Uint8Array(groups.length)
    const rows = new Map<string, number>()
    for (const { strata, pinned } of groups) if (!pinned) addUp(rows, strata, 1)
    this.#wanted = ratios.map((ratio) => new Map([...rows].map(([stratum, count]) => [stratum, (count * ratio) / 100])))
    this.#slack = this.#wanted.map((wanted) => (1 - SAFE_PART) * (wanted.get('') ?? 0))
  }

  /** Nobody knows how many turns it takes: the share that is done stays 0. */
  *run(): Loop<void> {
    while ((yield* this.#moves()) || (yield* this.#grows()) || (yield* this.#swaps()));
  }

  /** Moves single groups as long as that helps; tells whether any moved. */
  *#moves(): Loop<boolean> {
    let moved = false
    for (const group of this.#order) {
      yield 0
      const from = this.splitOf[group]
      const better = (to: number, than: number) => this.#gain(group, to) > this.#gain(group, than) + LEAST_GAIN
      const target = [0, 1, 2].reduce((best, to) => (better(to, best) ? to : best), from)
      if (target === from) continue
      this.#move(group, target)
      moved = true
    }
    return moved
  }

  /**
   * Where programs are much alike, moving any one group costs a purge, and moving it with its near-duplicates costs
   * little or nothing: grows a region from each group in turn, as long as a held-out split has too few rows.
   */
  *#grows(): Loop<boolean> {
    let grew = false
    for (const split of [1, 2]) {
      for (const group of this.#order) {
        yield 0
        const missing = this.#wanted[split].get('') ?? 0
        if (missing <= this.#slack[split] || this.splitOf[group] !== 0) continue
        if (this.#grow(group, split, 2 * missing)) grew = true
      }
    }
    return grew
  }

  /** Moves the group, then always what is tied most to what was moved, up to `most` rows; keeps what helped most. */
  #grow(start: number, to: number, most: number): boolean {
    const before = this.objective
    const moved: number[] = []
    const frontier = new Map([[start, 1]])
    let [best, kept] = [before - LEAST_GAIN, 0]
    for (let rows = 0; frontier.size > 0 && rows <= most; ) {
      const next = [...frontier.keys()].reduce((a, b) => ((frontier.get(b) ?? 0) > (frontier.get(a) ?? 0) ? b : a))
      frontier.delete(next)
      this.#move(next, to)
      moved.push(next)
      rows += sizeOf(this.#groups[next])
      if (this.objective < best) [best, kept] = [this.objective, moved.length]
      for (const [other, { here, there }] of this.#groups[next].ties) {
        if (this.splitOf[other] !== 0 || this.#groups[other].pinned) continue
        frontier.set(other, (frontier.get(other) ?? 0) + Math.min(here, there))
      }
    }
    for (const group of moved.slice(kept).toReversed()) this.#move(group, 0)
    return kept > 0
  }

  /** Exchanges two groups of different splits where that helps; tells whether any were exchanged. */
  *#swaps(): Loop<boolean> {
    if (this.#order.length > MAX_SWAP_GROUPS) return false
    let swapped = false
    for (const a of this.#order) {
      yield 0
      for (const b of this.#order) {
        const [from, to] = [this.splitOf[a], this.splitOf[b]]
        if (from < to && this.#swap(a, b)) swapped = true
      }
    }
    return swapped
  }

  #swap(a: number, b: number): boolean {
    const before = this.objective
    const [from, to] = [this.splitOf[a], this.splitOf[b]]
    this.#move(a, to)
    this.#move(b, from)
    if (this.objective < before - LEAST_GAIN) return true
    this.#move(b, to)
    this.#move(a, from)
    this.objective = before
    return false
  }

  #move(group: number, to: number): void {
    const from = this.splitOf[group]
    this.objective -= this.#gain(group, to)
    const { strata } = this.#groups[group]
    addUp(this.#wanted[from], strata, 1)
    addUp(this.#wanted[to], strata, -1)
    this.splitOf[group] = to
  }

  /** By how much the objective falls when the group moves. */
  #gain(group: number, to: number): number {
    const from = this.splitOf[group]
    if (from === to) return 0
    let gain = this.#deviation(from, group, 1) + this.#deviation(to, group, -1)
    for (const [other, tie] of this.#groups[group].ties) {
      const split = this.splitOf[other]
      gain += purgeCost(tie, from, split) - purgeCost(tie, to, split)
    }
    return gain
  }

  /** By how much a held-out split comes nearer to what is wanted of it when the group leaves (1) or joins (-1). */
  #deviation(split: number, group: number, sign: number): number {
    if (split === 0) return 0
    let gain = 0
    let rows = 0
    for (const [stratum, count] of this.#groups[group].strata) {
      const wanted = this.#wanted[split].get(stratum) as number
      gain += Math.abs(wanted) - Math.abs(wanted + sign * count)
      rows += count
    }
    const all = this.#wanted[split].get('') as number
    return gain + this.#miss(split, all) - this.#miss(split, all + sign * rows)
  }

  #miss(split: number, wanted: number): number {
    return Math.abs(wanted) + SHORT_WEIGHT * Math.max(0, wanted - this.#slack[split])
  }
}

/** What it costs that a group and another stand in these splits: the side with fewer rows to lose loses them. */
function purgeCost({ here, there }: Tie, split: number, other: number): number {
  if (split === other) return 0
  const [rows, loser] = here < there || (here === there && split === 0) ? [here, split] : [there, other]
  return rows * (loser === 0 ? PURGE_WEIGHT : HELD_OUT_PURGE_WEIGHT)
}

function sizeOf({ strata }: GroupFacts): number {
  return [...strata.values()].reduce((a, b) => a + b, 0)
}

function addUp(counts: Map<string, number>, strata: ReadonlyMap<string, number>, sign: number): void {
  let rows = 0
  for (const [stratum, count] of strata) {
    counts.set(stratum, (counts.get(stratum) ?? 0) + sign * count)
    rows += count
  }
  counts.set('', (counts.get('') ?? 0) + sign * rows)
}
