import type { Kit } from '../../../runtime/guest/kit.ts'

/** Counts by name, of a bounded number of names. */
export interface Tally {
  add(name: string, by: number): void
  size(): number
  /** The counts, in the order in which the names came; a record without a prototype. */
  counts(): Record<string, number>
}

/** Things that are alike, told once each with how many there were. */
export interface Groups<T extends object> {
  /** The group that a thing belongs to, or undefined when there are too many groups. */
  of(thing: T): (T & { count: number }) | undefined
  readonly list: (T & { count: number })[]
}

/** Small sums that the observers share. */
export interface Figures {
  /** To two decimals; what is no finite number is 0. */
  round(value: unknown): number
  /** As `round`, and nothing below 0. */
  amount(value: unknown): number
  median(values: ArrayLike<number>): number
  tally(max: number): Tally
  groups<T extends object>(max: number): Groups<T>
}

export function makeFigures(kit: Kit): Figures {
  const { create: newObject, assign } = Object

  const median = (values: ArrayLike<number>): number => {
    const sorted = kit.list<number>()
    for (let i = 0; i < values.length; i++) {
      const value = values[i]
      let at = i
      for (; at > 0 && sorted[at - 1] > value; at--) sorted[at] = sorted[at - 1]
      sorted[at] = value
    }
    const middle = kit.floor(sorted.length / 2)
    if (sorted.length === 0) return 0
    return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  const tally = (max: number): Tally => {
    const counts = newObject(null) as Record<string, number>
    let size = 0
    return {
      add: (name, by) => {
        const before = counts[name]
        if (before === undefined) {
          if (size >= max) return
          size++
        }
        counts[name] = (before ?? 0) + by
      },
      size: () => size,
      counts: () => counts,
    }
  }

  const groups = <T extends object>(max: number): Groups<T> => {
    const known = kit.map<string, T & { count: number }>()
    const list = kit.list<T & { count: number }>()
    return {
      list,
      of: (thing) => {
        const key = kit.json(thing)
        let group = known.get(key)
        if (group === undefined) {
          if (list.length >= max) return undefined
          group = assign(newObject(null) as object, thing, { count: 0 })
          known.set(key, group)
          kit.add(list, group)
        }
        group.count++
        return group
      },
    }
  }

  // A large number may become Infinity on the way.
  const round = (value: unknown): number => kit.finite(kit.floor(kit.finite(value) * 100 + 0.5) / 100)
  const amount = (value: unknown): number => {
    const rounded = round(value)
    return rounded > 0 ? rounded : 0
  }

  return { round, amount, median, tally, groups }
}
