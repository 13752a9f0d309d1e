/** The contract of a check: one file each, pure, reading nothing but its context. */
import type { Issue, Level, Plan, Seed } from '../record.ts'
import type { ApiIndex } from '../api-index/api-index.ts'
import type { Observed } from '../runtime/observed.ts'
import type { Program } from './program.ts'

/** What a check may look at. The ladder fills in what a level before has made. */
export interface CheckContext {
  readonly code: string
  readonly seed: Seed
  readonly plan: Plan | null
  readonly parseErrors: readonly string[]
  /** The one parse that all checks share; null when the code does not parse. */
  readonly program: Program | null
  readonly index: ApiIndex
  /** What L3 saw; null when L3 has not run. */
  readonly observed: Observed | null
}

/** The inputs of a check that are part of its cache key, besides the code, the options and the versions. */
export type CheckInput = 'seed.difficulty' | 'seed.must_use_apis' | 'seed.probes' | 'seed' | 'plan' | 'parse_errors'

export interface CheckMeta {
  /** One sentence for the docs: what a program must do to pass. */
  readonly description: string
  /** Every issue code the check can give, with its meaning for the docs. */
  readonly codes: Readonly<Record<string, string>>
  readonly reads: readonly CheckInput[]
}

// A record lets unknown fields through; Omit alone would let its known ones be anything too.
type Named<T> = { [Key in keyof T as string extends Key ? never : Key]: T[Key] }

/** An issue as a check reports it: the ladder adds the level. */
export type CheckIssue = Omit<Named<Issue>, 'level'>

/**
 * Numbers that a check measured besides its issues; the quality score reads them. Agreed names: lint_warnings;
 * api_references, api_misses, api_argument_faults, api_unknown_events; must_use_total, must_use_met; plan_apis,
 * plan_precision, plan_recall (0..1); probes_total, probes_held, probes_failed, probes_unknown.
 */
export type Metrics = Readonly<Record<string, number>>

export interface CheckResult {
  readonly issues: readonly CheckIssue[]
  readonly metrics?: Metrics
}

export interface Check {
  /** kebab-case, stable, unique. */
  readonly id: string
  readonly level: Level
  readonly meta: CheckMeta
  run(context: CheckContext): CheckResult
}
