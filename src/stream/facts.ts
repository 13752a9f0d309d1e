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

/** A name that programs use, and how many of them. */
export interface NameCount {
  symbol: string
  count: number
  suggestion?: string
}

/** One program that made a mistake: the first by id, so that the order of arrival has no say. Texts are cut. */
export interface MistakeExample {
  id: string
  message: string
  /** The line that is meant with those around it; none where no line is known. */
  excerpt?: { from: number; lines: string[] }
}

/** One kind of mistake, and how many programs failed by it. */
export interface Mistake {
  level: Level
  code: string
  /** Which of the mistakes under this code; '' for none in particular. */
  topic: string
  count: number
  /** What the issues name most often, each with the number of programs. */
  symbols: NameCount[]
  /** The same of issues that name nothing. */
  messages: { message: string; count: number }[]
  /** Reports of earlier versions have none. */
  example?: MistakeExample
}

export interface MistakeFacts {
  /** Verdicts, and how many of them did not pass. */
  programs: number
  failed: number
  /** What made them fail, the most frequent first. */
  ranked: Mistake[]
  /**
   * Names that nothing has, whatever mistake they were counted under; the most frequent first. Reports of earlier versions
   * have none, nor the first list of pitfalls.
   */
  invented?: NameCount[]
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

/** Programs that are like each other, directly or through others: Jaccard similarity of token 5-grams of 0.5 or more. */
export interface ClusterFacts {
  /** Clusters of two or more programs, and how many programs are in them. */
  readonly clusters: number
  readonly programs: number
  readonly largest: number
  /** Clusters by the number of their programs: { '2': n, '3-4': n, '5-8': n, … }. */
  readonly sizes: Readonly<Record<string, number>>
}

/** How diverse a set of programs is. */
export interface DiversityFacts {
  readonly rows: number
  /** API members that the programs call, of those that the pool calls, 0..1. */
  readonly api_coverage: number
  /**
   * Effective number of different programs: the Vendi score of order 2 (Friedman & Dieng, TMLR 2023; Pasarkar & Dieng,
   * 2024), n² / Σ J(i,j)², by Jaccard similarity of token 5-grams.
   */
  readonly vendi: number
  /** Bytes of all programs by bytes of them compressed together: less is more diverse. */
  readonly compression: number
  /** Similarity of a program to the one nearest to it: mean, and the share of programs where it is 0.5 or more. */
  readonly nearest_mean: number
  readonly nearest_half: number
  /** Among the programs that were compared: all of them, or an even sample of 4000. */
  readonly near_duplicates: ClusterFacts
  readonly mean_tokens: number
}

/** What became of the decisions of a review. */
export interface ReviewFacts {
  /** Rows that are in as it says. */
  kept: number
  rejected: number
  /** Rows that it keeps and that are out all the same: a level failed, or a rule of the selection. */
  not_kept: number
  /** Rows whose program is another one than that which was reviewed: their decisions say nothing. */
  stale: number
  /** Ids of no row. */
  unknown: number
}

export interface SelectionFacts {
  achieved: Record<Difficulty | 'total', number>
  target: number | null
  /** The difficulties with too few rows for their share: they kept the dataset from being larger. */
  binding: readonly Difficulty[]
  /** By difficulty: the Jaccard similarity that chosen rows stay below; 1 where there was room for all. */
  thresholds: Readonly<Record<Difficulty, number>>
  /** Only with --decisions. */
  decisions?: ReviewFacts
  /** Of the rows that passed, and of those that were chosen. */
  before: DiversityFacts
  after: DiversityFacts
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
  /** Held-out rows of templates that train does not know, and of new prompts of templates that it knows. */
  held_out: { template: number; prompt: number }
  /** same_template is that of the rows held out by template. */
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

/** How many values lie in each step of a scale that begins at 0. */
export interface HistogramFacts {
  step: number
  counts: number[]
  mean: number
  most: number
}

/** What the rows of the dataset are like. */
export interface RowFacts {
  /** Rows of each difficulty by hundredth of `quality_score`; the 101st number is those with a score of 1. */
  score: Record<string, number[]>
  /** Rows by hundredth of the quality that they are ranked by, likewise. Official examples have none. */
  quality: number[]
  tokens: HistogramFacts
  /** Lines of the answers. */
  lines: HistogramFacts
  splits: Record<Split, { rows: number; tokens: number; difficulties: Record<string, number> }>
}

/** How long a model took for its answers in this run, from the request to the reply: pacing and retries included. */
export interface LatencyFacts {
  provider: string
  model: string | null
  replies: number
  /** Milliseconds, to within 5 %. */
  median_ms: number
  p95_ms: number
  most_ms: number
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

/** How long the rows are for the student. */
export interface TokenFacts {
  /** 'qwen2.5' or 'tokenizer-file' when tokens were counted, else 'estimate'. */
  source: string
  /** --cutoff-len, and the rows above it: still there, or dropped. */
  cutoff_len: number | null
  over_long: number
  dropped: number
}

/** What --pairs made of the failed programs. */
export interface PairFacts {
  /** Failed programs that came in: those in dpo.jsonl and those left out add up to them. */
  failed: number
  dpo: number
  kto: { good: number; bad: number }
  /** Failed programs that are in no pair, by reason. */
  left_out: Record<string, number>
  /** Pairs by the level that the rejected program failed. */
  levels: Partial<Record<Level, number>>
  /** Pairs whose programs are the same but for the defect. */
  same_but_defect: number
  /** Mean length of the answers. */
  mean_tokens: Record<'dpo' | 'kto', { good: number; bad: number }>
}

export interface Facts {
  pairs?: PairFacts
  tokens?: TokenFacts
  prompts?: PromptFacts
  levels?: Partial<Record<Level, LevelFacts>>
  /** Asked for at the end: ranking takes longer than counting. */
  mistakes?: () => MistakeFacts
  selection?: SelectionFacts
  split?: SplitFacts
  /** Asked for at the end. It varies between equal runs, and so stands under `run`. */
  latency?: () => LatencyFacts[]
  rows?: RowFacts
  teacher?: TeacherFacts
  attempts?: AttemptFacts
  /** Rows written, and about how many tokens they have. */
  written?: { rows: number; tokens: number; mock: boolean }
  /** What varies between equal runs: `started_at` (ISO 8601), cache hits, the sandbox of this machine. */
  run?: Record<string, unknown>
  /** What the exit code must tell although everything ran to its end; see failures.ts. */
  failures?: Failure[]
}
