import type { Kit } from '../../../runtime/guest/kit.ts'
import type { Look } from './looks.ts'

/** Kinds of change, a bit each: a set of them is a number. */
export interface Kinds {
  readonly MOVED: number
  readonly ROTATED: number
  readonly TEXT: number
  readonly ALL: number
  /** In the order of their bits. */
  readonly names: string[]
  difference(a: Look, b: Look): number
  namesOf(kinds: number): string[]
}

export function makeKinds(kit: Kit): Kinds {
  const MOVED = 1
  const ROTATED = 2
  const SCALED = 4
  const FADED = 8
  const TEXT = 16
  const RECOLORED = 32
  const REDRAWN = 64
  const ALL = 127
  const names = kit.list<string>()
  for (const name of ['moved', 'rotated', 'scaled', 'faded', 'text', 'recolored', 'redrawn']) kit.add(names, name)
  return {
    MOVED,
    ROTATED,
    TEXT,
    ALL,
    names,
    difference: (a, b) =>
      (a.x !== b.x || a.y !== b.y ? MOVED : 0) |
      (a.rotation !== b.rotation ? ROTATED : 0) |
      (a.scaleX !== b.scaleX || a.scaleY !== b.scaleY ? SCALED : 0) |
      (a.alpha !== b.alpha ? FADED : 0) |
      (a.text !== b.text ? TEXT : 0) |
      (a.color !== b.color ? RECOLORED : 0) |
      (a.drawing.signature !== b.drawing.signature ? REDRAWN : 0),
    namesOf: (kinds) => {
      const list = kit.list<string>()
      for (let i = 0; i < names.length; i++) if (kinds & (1 << i)) kit.add(list, names[i])
      return list
    },
  }
}
