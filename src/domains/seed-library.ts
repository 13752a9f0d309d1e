/** What a domain gives to the seed generator: families of tasks, and the words around them. Data, checked at load. */
import type { Difficulty, Seed } from '../record.ts'

type Probe = NonNullable<Seed['probes']>[number]

export type Language = 'zh' | 'en'

/** A text in Chinese and in English. */
export type Words = readonly [zh: string, en: string]

/** What a family is in a task: whole by itself (solo, game), one part of a composition, or what stands around any task. */
export type Role = 'solo' | 'game' | 'mechanic' | 'goal' | 'feedback' | 'frame'

/** One value that a slot may take. */
export interface Option {
  /** As it stands in a recipe. */
  readonly id: string | number
  /** As probes and programs see it: a number, 0xRRGGBB of a colour, the engine's name of a key. */
  readonly value: string | number
  readonly words: Words
  /** Other forms for texts: `plural`, `hex`, `seconds`, `percent`. */
  readonly forms: Readonly<Record<string, Words>>
}

export interface Slot {
  readonly name: string
  /** Slots of one kind never take the same value in one task: two colours differ, two keys do not clash. */
  readonly kind: string | undefined
  readonly options: readonly Option[]
}

export interface SeedFamily {
  readonly id: string
  /** The subject that it is listed under. */
  readonly module: string
  /** The modules of a seed of it. */
  readonly modules: readonly string[]
  readonly role: Role
  /** Difficulties of tasks that it may lead or join. */
  readonly difficulties: readonly Difficulty[]
  /** What another part of the composition must provide: `hero`, `arcade`, `progress` … */
  readonly needs: readonly string[]
  readonly provides: readonly string[]
  /** What it cannot stand beside, because the other provides it. */
  readonly avoids: readonly string[]
  /** Keys that it uses in any case, by the engine's name; POINTER for the pointer. Two parts never share one. */
  readonly keys: readonly string[]
  /** Given to evaluation alone: never in an ordinary run. */
  readonly heldOut: boolean
  readonly slots: readonly Slot[]
  /** Combinations of option ids that contradict each other. */
  readonly excludes: readonly Readonly<Record<string, readonly (string | number)[]>>[]
  readonly task: Readonly<Record<Language, readonly string[]>>
  readonly hints: Readonly<Record<Language, readonly string[]>>
  readonly constraints: Readonly<Record<Language, readonly string[]>>
  readonly mustUse: readonly string[]
  readonly tags: readonly string[]
  /** Values that the program shows to a checker, and what each means. */
  readonly signals: Readonly<Record<string, Words>>
  /** With `$slot` where a slot's value belongs. */
  readonly probes: readonly Probe[]
}

/** A family with its slots filled. A seed that was generated carries its parts as `recipe`. */
export interface RecipePart {
  readonly family: string
  readonly slots: Readonly<Record<string, string | number>>
}

export interface SeedLibrary {
  readonly families: readonly SeedFamily[]
  /** Constraints that every task of a difficulty has; one phrasing of each list is taken. */
  constraints(difficulty: Difficulty, lang: Language): readonly (readonly string[])[]
  /** The constraint that names the values to show, in several phrasings; `{signals}` is the list. */
  signalConstraint(lang: Language): readonly string[]
  /** First sentences for compositions; '' is none. */
  openings(difficulty: Difficulty, lang: Language): readonly string[]
}
