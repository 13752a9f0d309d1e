/** Fills the slots of families. */
import type { Option, RecipePart, SeedFamily } from '../domains/seed-library.ts'

/** A family with a value for each of its slots. */
export interface Part {
  readonly family: SeedFamily
  readonly slots: ReadonlyMap<string, Option>
}

/** Combinations tried before a family counts as one that cannot be filled beside the others. */
const TRIES = 40

/**
 * The families with their slots drawn at random; undefined when no combination was found that they allow. Slots of one
 * kind differ throughout the task, so that colours can be told apart and keys do not clash.
 */
export function drawSlots(families: readonly SeedFamily[], random: () => number): Part[] | undefined {
  const used = new Set(families.flatMap(({ keys }) => keys.map((key) => `key:${key}`)))
  const parts: Part[] = []
  for (const family of families) {
    const slots = drawFamily(family, used, random)
    if (!slots) return undefined
    for (const { name, kind } of family.slots) if (kind) used.add(`${kind}:${slots.get(name)!.id}`)
    parts.push({ family, slots })
  }
  return parts
}

function drawFamily(
  family: SeedFamily,
  used: ReadonlySet<string>,
  random: () => number,
): ReadonlyMap<string, Option> | undefined {
  for (let turn = 0; turn < TRIES; turn++) {
    const own = new Set<string>()
    const slots = new Map<string, Option>()
    for (const { name, kind, options } of family.slots) {
      const free = options.filter(({ id }) => !kind || (!used.has(`${kind}:${id}`) && !own.has(`${kind}:${id}`)))
      if (free.length === 0) return undefined
      const option = free[Math.floor(random() * free.length)]
      if (kind) own.add(`${kind}:${option.id}`)
      slots.set(name, option)
    }
    if (!contradicts(family, slots)) return slots
  }
  return undefined
}

function contradicts({ excludes }: SeedFamily, slots: ReadonlyMap<string, Option>): boolean {
  return excludes.some((rule) => Object.entries(rule).every(([name, ids]) => ids.includes(slots.get(name)?.id ?? '')))
}

/** The parts as a seed carries them. */
export function recipeOf(parts: readonly Part[]): RecipePart[] {
  return parts.map(({ family, slots }) => ({
    family: family.id,
    slots: Object.fromEntries([...slots].map(([name, { id }]) => [name, id])),
  }))
}
