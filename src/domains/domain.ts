/** What a domain (an engine and its conventions) gives to the pipeline, in facets that load only where needed. */
import type { ApiIndex, ApiSource, ApiSymbol } from '../api-index/api-index.ts'
import type { Check } from '../checks/check.ts'
import type { Issue, Plan, Seed } from '../record.ts'
import type { SeedLibrary } from './seed-library.ts'

export type { ApiSource }

export interface Prompts {
  /** The teacher's system prompt in the seed's language, with the context at `{API_CONTEXT}`. */
  system(seed: Seed, apiContext: string): string
  /** Task, constraints, must-use APIs and hints. */
  user(seed: Seed): string
  /** What the teacher is told of a program that failed. */
  repair(seed: Seed, issues: readonly Issue[]): string
  /** The system prompt of a dataset row: role and output contract, no API context. */
  sampleSystem(seed: Seed): string
  /** The instruction of a dataset row: task, constraints, must-use APIs, no hints. */
  sampleInstruction(seed: Seed): string
  /** The words of a seed to search the API index with. */
  query(seed: Seed): string
  /** The symbols as text for the system prompt, grouped by owner. */
  apiContext(symbols: readonly ApiSymbol[], index: ApiIndex): string
  /** How useful a symbol is to an ordinary program, whatever the task: 1 = everyday, 0 = never shown. */
  weight(symbol: ApiSymbol): number
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

export interface Domain {
  readonly name: string
  readonly api: () => Promise<ApiSource>
  readonly checks: () => Promise<readonly Check[]>
  readonly prompts: () => Promise<Prompts>
  readonly programs: () => Promise<{ families: readonly ProgramFamily[]; defects: readonly Defect[] }>
  readonly guest: () => Promise<Guest>
  /** What seeds are generated from. */
  readonly seeds: () => Promise<SeedLibrary>
}
