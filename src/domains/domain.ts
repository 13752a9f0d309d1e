/** What a domain (an engine and its conventions) gives to the pipeline, in facets that load only where needed. */
import type { ApiIndex, ApiSource, ApiSymbol } from '../api-index/api-index.ts'
import type { ContextRequest } from '../api-index/context.ts'
import type { PriorRules } from '../api-index/prior.ts'
import type { Check } from '../checks/check.ts'
import type { Issue, Plan, Seed } from '../record.ts'
import type { Examples } from './examples.ts'
import type { SeedLibrary } from './seed-library.ts'
import type { Mistake } from '../stream/facts.ts'

export type { ApiSource }

/** One line that tells a teacher how to avoid a mistake, in each language. */
export interface PitfallText {
  readonly zh: string
  readonly en: string
}

export interface Prompts {
  /**
   * The teacher's system prompt in the seed's language: role, output contract, environment, pitfalls, and the context at
   * its end. Without a context, all seeds of a language have the same one.
   */
  system(seed: Seed, pitfalls: readonly PitfallText[], apiContext?: string): string
  /** Task, constraints, must-use APIs and hints; a context stands before them. */
  user(seed: Seed, apiContext?: string): string
  /** What the teacher is told of a program that failed. */
  repair(seed: Seed, issues: readonly Issue[]): string
  /** The system prompt of a dataset row: role and output contract, no API context. */
  sampleSystem(seed: Seed): string
  /** The instruction of a dataset row: task, constraints, must-use APIs, no hints. */
  sampleInstruction(seed: Seed): string
  /** What the API index is asked for a seed: its words, what it requires, and what goes along with these. */
  wanted(seed: Seed): ContextRequest
  /** The symbols as text for a prompt, grouped by owner. */
  apiContext(symbols: readonly ApiSymbol[], index: ApiIndex): string
  /** What teachers are warned of unless a run says otherwise: the mistakes that real programs failed by, ranked. */
  readonly pitfalls: readonly PitfallText[]
  /** Which of the mistakes under its code an issue is, for counting; '' for none in particular. */
  topic(issue: Issue): string
  /** How a teacher avoids a mistake; undefined when it is not a teacher's to avoid. */
  advice(mistake: Pick<Mistake, 'code' | 'topic' | 'symbols'>): PitfallText | undefined
  /** What the structure of the API index cannot say of its symbols. */
  readonly prior: PriorRules
}

/** A family of complete programs that the mock teacher can write. */
export interface ProgramFamily {
  readonly id: string
  /** How well the family fits a seed: 0 = not at all. */
  fits(seed: Seed): number
  /** Plan and code; deterministic in its arguments. `variant` chooses among equally good ways to write it. */
  write(seed: Seed, random: () => number): { plan: Omit<Plan, 'raw'>; code: string }
}

/** A named way to break a program, for trying out the checks. */
export interface Defect {
  readonly id: string
  readonly description: string
  /** The broken program, or undefined when this program has nothing to break that way. */
  plant(code: string, random: () => number): string | undefined
}

/** The engine, and the text that runs beside it inside the realm of a program. */
export interface Guest {
  /** Absolute path of the engine script: a classic script that defines one global. */
  readonly engineFile: string
  /** The same script, made to evaluate its parts at their first use: less work for a program that needs few of them. */
  readonly deferredEngineFile?: string | undefined
  /** Global name under which the engine is known to programs: 'Phaser'. */
  readonly global: string
  /** Package name under which a program may import it: 'phaser'. */
  readonly module: string
  /** Whether a program speaks of what only WebGL has: without that, an error without WebGL is one with it too. */
  readonly speaksOfWebgl: (code: string) => boolean
  /** Text of a function (realm: Realm) => EngineHooks, see src/runtime/guest/driver.ts; runs after the engine. */
  readonly driver: string
}

/** What a seed may speak of. */
export interface SeedTerms {
  /** Modules that prompts and the mock know, sorted. */
  readonly modules: readonly string[]
  readonly probeKinds: readonly string[]
  /** Why a probe cannot be read; undefined: it can. */
  probeFault(probe: Readonly<Record<string, unknown>> & { kind: string }): string | undefined
  /** Whether a must-use API names something that the engine has. */
  isApi(api: string, index: ApiIndex): boolean
}

export interface Domain {
  readonly name: string
  readonly api: () => Promise<ApiSource>
  readonly checks: () => Promise<readonly Check[]>
  readonly prompts: () => Promise<Prompts>
  readonly programs: () => Promise<{ families: readonly ProgramFamily[]; defects: readonly Defect[] }>
  readonly guest: () => Promise<Guest>
  /** What seeds are generated from. */
  readonly seeds: () => Promise<SeedLibrary>
  readonly seedTerms: () => Promise<SeedTerms>
  /** How programs of example collections become rows. */
  readonly examples: () => Promise<Examples>
}
