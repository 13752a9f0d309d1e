/** Which families stand together in one task. */
import type { SeedFamily } from '../domains/seed-library.ts'
import type { Difficulty } from '../record.ts'
import { hash32 } from '../stream/random.ts'

type Shape = readonly SeedFamily['role'][]
/** A family, or the role of one that is still to be found. */
type Seat = SeedFamily['role'] | SeedFamily

/** What a task of a difficulty may be made of, frames aside; a shape stands as often as it is to be taken. */
const SHAPES: Readonly<Record<Difficulty, readonly Shape[]>> = {
  easy: [['solo']],
  medium: [['mechanic', 'goal'], ['mechanic', 'goal'], ['mechanic', 'feedback'], ['game'], ['game', 'feedback']],
  hard: [
    ['mechanic', 'goal', 'feedback'],
    ['mechanic', 'goal', 'feedback'],
    ['mechanic', 'goal', 'feedback', 'feedback'],
    ['game', 'feedback'],
    ['game', 'feedback', 'feedback'],
  ],
}

/** How many frames a task may have: what stands around it, so that tasks of one family differ in more than numbers. */
const FRAMES: Readonly<Record<Difficulty, readonly number[]>> = {
  easy: [0, 1, 1, 2, 2],
  medium: [0, 1, 1, 2],
  hard: [0, 0, 1, 1],
}

/** One of so many pairs of families is kept for evaluation. */
const HELD_OUT_PAIRS = 10

/** Families for tasks of one kind: those for training, or those that training never sees. */
export class Composer {
  readonly #families: readonly SeedFamily[]
  readonly #ood: boolean
  readonly #leads: readonly string[]
  /** How often each family stands in a task so far: the least used come first. */
  readonly #uses = new Map<string, number>()

  /** `leads`: ids of the families that may lead a task; all when there are none. */
  constructor(families: readonly SeedFamily[], ood: boolean, leads: readonly string[] = []) {
    this.#families = families.filter(({ heldOut }) => ood || !heldOut)
    this.#ood = ood
    this.#leads = leads
  }

  /** The families that can lead a task of this difficulty. */
  leads(difficulty: Difficulty): readonly SeedFamily[] {
    const fitting = this.#families.filter(({ difficulties }) => difficulties.includes(difficulty))
    const wanted = this.#leads.length === 0 ? fitting : fitting.filter(({ id }) => this.#leads.includes(id))
    return wanted.filter(({ heldOut, role }) => role !== 'frame' && (!this.#ood || heldOut || role !== 'solo'))
  }

  /** Families for one task, in the order in which it speaks of them; undefined when none go with the lead. */
  compose(lead: SeedFamily, difficulty: Difficulty, random: () => number): SeedFamily[] | undefined {
    const shapes = SHAPES[difficulty].filter((shape) => shape.includes(lead.role))
    const ranked = this.#ranked(random)
    for (const shape of shuffled(shapes, random)) {
      const seats = (shape as readonly Seat[]).with(shape.indexOf(lead.role), lead)
      const team = this.#fill(seats, difficulty, ranked)
      if (team) return this.#framed(team, difficulty, random, ranked)
    }
    return undefined
  }

  /** With as many frames as chance wants, or as few as fit. */
  #framed(team: SeedFamily[], difficulty: Difficulty, random: () => number, ranked: readonly SeedFamily[]): SeedFamily[] {
    const wanted = FRAMES[difficulty][Math.floor(random() * FRAMES[difficulty].length)]
    for (let frames = wanted; frames > 0; frames--) {
      const framed = this.#fill([...team, ...Array.from({ length: frames }, () => 'frame' as const)], difficulty, ranked)
      if (framed) return framed
    }
    return team
  }

  /** Tells that a task was made of these. */
  used(team: readonly SeedFamily[]): void {
    for (const { id } of team) this.#uses.set(id, (this.#uses.get(id) ?? 0) + 1)
  }

  #ranked(random: () => number): readonly SeedFamily[] {
    const uses = ({ id }: SeedFamily): number => this.#uses.get(id) ?? 0
    return shuffled(this.#families, random).toSorted((a, b) => uses(a) - uses(b))
  }

  #fill(
    seats: readonly Seat[],
    difficulty: Difficulty,
    ranked: readonly SeedFamily[],
  ): SeedFamily[] | undefined {
    const free = seats.findIndex((seat) => typeof seat === 'string')
    if (free < 0) {
      const team = seats as SeedFamily[]
      return agree(team) && isHeldOut(team) === this.#ood ? team : undefined
    }
    const seated = seats.filter((seat) => typeof seat !== 'string')
    for (const family of ranked) {
      if (family.role !== seats[free] || seated.includes(family) || !family.difficulties.includes(difficulty)) continue
      if (!canStand([...seated, family])) continue
      const team = this.#fill(seats.with(free, family), difficulty, ranked)
      if (team) return team
    }
    return undefined
  }
}

/** Whether a task of these families is kept from training. What stands around a task makes it no other one. */
function isHeldOut(team: readonly SeedFamily[]): boolean {
  const ids = team.flatMap(({ id, role }) => (role === 'frame' ? [] : [id])).toSorted()
  const pairs = ids.flatMap((a, at) => ids.slice(at + 1).map((b) => `${a}+${b}`))
  return team.some(({ heldOut }) => heldOut) || pairs.some((pair) => hash32(pair) % HELD_OUT_PAIRS === 0)
}

/** Whether families can stand together, whatever else comes. */
function canStand(team: readonly SeedFamily[]): boolean {
  const keys = team.flatMap(({ keys }) => keys)
  return new Set(keys).size === keys.length && team.every((family) => !isAvoided(family, team))
}

function isAvoided({ avoids, id }: SeedFamily, team: readonly SeedFamily[]): boolean {
  return team.some((other) => other.id !== id && avoids.some((feature) => other.provides.includes(feature)))
}

/** Whether all have what they need of each other. */
function agree(team: readonly SeedFamily[]): boolean {
  const provided = ({ id }: SeedFamily) => team.flatMap((other) => (other.id === id ? [] : other.provides))
  return canStand(team) && team.every((family) => family.needs.every((need) => provided(family).includes(need)))
}

/** A copy in a random order (Fisher & Yates). */
export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const copy = [...items]
  for (let at = copy.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    ;[copy[at], copy[other]] = [copy[other], copy[at]]
  }
  return copy
}
