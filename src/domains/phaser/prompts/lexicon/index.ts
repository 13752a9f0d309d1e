import { CAMERAS, STATE, TIME } from './cameras.ts'
import { DRAWING } from './drawing.ts'
import type { Entry } from './entry.ts'
import { INPUT } from './input.ts'
import { MOTION } from './motion.ts'
import { PHYSICS } from './physics.ts'
import { THINGS } from './things.ts'

const ENTRIES: readonly Entry[] = [
  ...DRAWING,
  ...THINGS,
  ...MOTION,
  ...INPUT,
  ...PHYSICS,
  ...CAMERAS,
  ...TIME,
  ...STATE,
]

/** The entries of each word of game development, in lower case. */
export const LEXICON: ReadonlyMap<string, readonly Entry[]> = byWord()

function byWord(): Map<string, Entry[]> {
  const found = new Map<string, Entry[]>()
  for (const entry of ENTRIES) {
    for (const word of entry[0].toLowerCase().split(' ')) found.set(word, [...(found.get(word) ?? []), entry])
  }
  return found
}
