import type { Seed } from '../../../record.ts'
import type { Option } from '../../seed-library.ts'
import { loadFamily, type PhaserFamily } from './load.ts'

/** A family with the values that a seed gives to its slots. */
export interface FilledFamily {
  readonly family: PhaserFamily
  readonly slots: ReadonlyMap<string, Option>
}

const MAX_PARTS = 8

/** The parts that a generated seed names; undefined when it names none, or what no family has: seeds are untrusted. */
export function recipeOf(seed: Seed): readonly FilledFamily[] | undefined {
  const parts: unknown = seed.recipe
  if (!Array.isArray(parts) || parts.length === 0 || parts.length > MAX_PARTS) return undefined
  const filled = parts.map(readPart)
  return filled.every((part) => part !== undefined) ? filled : undefined
}

function readPart(part: unknown): FilledFamily | undefined {
  if (typeof part !== 'object' || part === null) return undefined
  const { family: id, slots: given } = part as Record<string, unknown>
  const family = typeof id === 'string' ? loadFamily(id) : undefined
  if (!family || typeof given !== 'object' || given === null) return undefined
  const slots = new Map<string, Option>()
  for (const { name, options } of family.slots) {
    const option = options.find((each) => each.id === (given as Record<string, unknown>)[name])
    if (!option) return undefined
    slots.set(name, option)
  }
  return { family, slots }
}
