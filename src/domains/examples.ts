/** What a domain knows of example programs: how one becomes a program of ours, and what it is an example of. */
import type { ApiIndex } from '../api-index/api-index.ts'
import type { Plan, Seed } from '../record.ts'
import type { Observed } from '../runtime/observed.ts'

/** The files beside an example, by the addresses that it loads them from. */
export interface AssetFiles {
  /** px; undefined when there is no such picture. */
  sizeOf(address: string): { readonly width: number; readonly height: number } | undefined
  textOf(address: string): string | undefined
}

export interface Adapted {
  /** A program that stands alone and needs no file. */
  readonly code: string
  /** generated: what it loaded from files is drawn or played by its own code now. */
  readonly assets: 'none' | 'generated'
}

/** Why an example cannot stand alone: a reason in kebab-case, and what stands in the way. */
export interface Unusable {
  readonly reason: string
  readonly message: string
}

export interface Example {
  readonly code: string
  /** Its name as people would say it, from that of its file. */
  readonly title: string
  /** The folders that it stood in, outermost first, without those that say nothing. */
  readonly folders: readonly string[]
  readonly assets: Adapted['assets']
  readonly lang: 'zh' | 'en'
  /** What a run showed, or null when there was none. */
  readonly observed: Observed | null
}

/** The task that an example answers, and a plan for it. */
export interface Described {
  readonly prompt: Pick<Seed, 'difficulty' | 'modules' | 'task' | 'constraints' | 'must_use_apis' | 'tags' | 'lang'>
  readonly plan: Omit<Plan, 'raw'>
}

export interface Examples {
  /** The engine as a module imports it, and the global of that name. */
  readonly engine: { readonly module: string; readonly global: string }
  /** What a text could be, at a glance: a program that makes a game, a scene without one, or neither. */
  role(code: string): 'game' | 'scene' | 'other'
  /** Makes a program stand alone: adds a game to scenes, replaces files, leaves out what a page had. */
  adapt(code: string, files: AssetFiles): Adapted | Unusable
  /** Says what an example is one of. undefined when the code is no program at all. */
  describe(example: Example, index: ApiIndex): Described | undefined
}
