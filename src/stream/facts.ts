/**
 * What stages tell of a run besides their counts: the sections of report.json. They stand here, below the stages, so
 * that whoever writes a section and whoever reads it share one type. A stage that did not run leaves its key out.
 */
import type { Difficulty, Level, Split } from '../record.ts'
import type { Failure } from './failures.ts'

export interface LevelFacts {
  /** Verdicts for which the level ran. */
  in: number
  passed: number
  /** How many of them have an issue of a code, of any severity. */
  issues: Record<string, number>
}

/** One kind of mistake, and how many programs failed by it. */
export interface Mistake {
  level: Level
  code: string
  /** Which of the mistakes under this code; '' for none in particular. */
  topic: string
  count: number
  /** What the issues name most often, each with the number of programs. */
  symbols: { symbol: string; count: number; suggestion?: string }[]
  /** The same of issues that name nothing. */
  messages: { message: string; count: number }[]
}

export interface MistakeFacts {
  /** Verdicts, and how many of them did not pass. */
  programs: number
  failed: number
  /** What made them fail, the most frequent first. */
  ranked: Mistake[]
}

/** Estimated tokens of the prompts of the first round. */
export interface PromptFacts {
  requests: number
  tokens: number
  /** Those of them in the API context. */
  context_tokens: number
  /** Those at the beginning that all requests of one language share: what a provider may keep in its cache. */
  shared_tokens: number
}

export interface SelectionFacts {
  achieved: Record<Difficulty | 'total', number>
  target: number | null
  /** The difficulties with too few rows for their share: they kept the dataset from being larger. */
  binding: readonly Difficulty[]
  /** Rows by tenth of the scale of quality: { '0.9-1': n, … }. */
  quality: Record<string, number>
}

export interface SplitFacts extends Record<Split, number> {
  groups: number
  /** Rows of the largest group. */
  largest_group: number
  purged: number
  purged_from: Readonly<Record<Split, number>>
  /** Rows that each split should have. */
  shares: Readonly<Record<Split, number>>
  leakage: LeakageFacts
}

export interface LeakageFacts {
  /** Prompts with rows in more than one split. */
  same_prompt: number
  /** Templates and families with rows in more than one split. */
  same_template: number
  /** Pairs of near-duplicate programs in different splits. */
  near_duplicate: number
}

/** What a teacher was asked and what it cost. */
export interface ModelFacts {
  provider: string
  /** As asked for, else the models that answered. */
  model: string | null
  /** Calls made in this run, retries included. */
  calls: number
  retries: number
  /** Batches that this run made (--batch); the requests in them are among the calls. */
  batches?: number
  replies: number
  /** Those of them for which no call was made: saved by an earlier run, or equal to another request of this one. */
  from_journal: number
  /** Of all replies, whichever run paid for them. `cached` is part of the input, `reasoning` of the output. */
  tokens: { input: number; output: number; cached: number; reasoning: number }
  /** USD of all replies; null as soon as one price is unknown. */
  cost_usd: number | null
  /** USD of the calls of this run; null as soon as one price is unknown. */
  spent_usd: number | null
}

/**
 * All teachers together. Between two runs of one input `calls`, `retries` and `from_journal` differ, as does `failed`
 * when the network had a part in it. They stand here and not under `run` by contract.
 */
export interface TeacherFacts extends ModelFacts {
  /** Requests that were not made, because what they may cost was not left of the budget. */
  over_budget: number
  /** Requests that the teacher gave up; more than none is exit code 5. */
  failed: number
  /** --budget. */
  budget_usd: number | null
  /** Each of them, in the order of --teacher. */
  models: ModelFacts[]
}

/** What --repair and --until-covered did. */
export interface AttemptFacts {
  /** Times that requests went to the teacher, the first one counted. */
  rounds: number
  /** Repairs that were asked for, and how many of them passed the levels of --require. */
  repairs: number
  repaired: number
  /** Versions beyond --versions. */
  further_versions: number
  /** Seeds of which nothing passed; null without --until-covered. */
  seeds_without_survivor: number | null
}

export interface Facts {
  prompts?: PromptFacts
  levels?: Partial<Record<Level, LevelFacts>>
  /** Asked for at the end: ranking takes longer than counting. */
  mistakes?: () => MistakeFacts
  selection?: SelectionFacts
  split?: SplitFacts
  teacher?: TeacherFacts
  attempts?: AttemptFacts
  /** Rows written, and about how many tokens they have. */
  written?: { rows: number; tokens: number; mock: boolean }
  /** What varies between equal runs: `started_at` (ISO 8601), cache hits, the sandbox of this machine. */
  run?: Record<string, unknown>
  /** What the exit code must tell although everything ran to its end; see failures.ts. */
  failures?: Failure[]
}
