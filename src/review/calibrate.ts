/** What people say of verdicts: how often a level lets through what they reject, and rejects what they would keep. */
import { byCodeUnits } from '../order.ts'
import { LEVELS, type Level, type Verdict } from '../record.ts'
import { decisionOn, isOf, type Decisions, type Judgement } from '../select/decisions.ts'
import { agreements, type Agreement } from './agreement.ts'
import { failureOf } from './verdict-file.ts'
import { wilson, type Share } from './wilson.ts'

/** Above this share of what passed, an error class is worth a change of thresholds; likewise of what was rejected. */
export const MAX_ERRORS = 0.1
export const MAX_FALSE_REJECTS = 0.05

/** A fault that people found in rows which passed, and the level that should have. */
export const FAULTS = {
  runs: 'L3',
  function: 'L4',
  plan_agrees: 'L4',
  quality: 'L5',
} as const

export type Fault = keyof typeof FAULTS

export interface Calibration {
  /** Rows of which there is a verdict and a decision on that very program. */
  readonly rows: {
    readonly passed: number
    readonly rejected: number
    readonly stale: number
    readonly unknown: number
  }
  /** Of the rows that passed: those that people reject. */
  readonly false_accepts: Share
  /** Of the rows that the levels reject: those that people keep. */
  readonly false_rejects: Share
  /** Of the rows that passed and were asked about: those with the worst answer to a question. */
  readonly faults: Readonly<Partial<Record<Fault, Share & { readonly level: string }>>>
  /** Of the rows that a level rejects first: those that people keep. */
  readonly levels: readonly (Share & { readonly level: Level })[]
  /** The same of the first error. */
  readonly codes: readonly CodeShare[]
  /** Of the rows that passed with a warning: those that people reject. */
  readonly warnings: readonly CodeShare[]
  /** Quality score from which on at most MAX_ERRORS of the judged rows are rejected; null: no such, or none is needed. */
  readonly quality_from: number | null
  readonly agreements: readonly Agreement[]
}

export interface CodeShare extends Share {
  readonly level: Level
  readonly code: string
}

/** What is asked of a verdict. */
export type Calibrated = Pick<
  Verdict,
  'id' | 'code_hash' | 'l1_passed' | 'l2_passed' | 'l3_passed' | 'l4_passed' | 'validation'
> & { readonly quality_score?: unknown }

/** Counts verdicts one after the other. */
export class Calibrator {
  readonly #decisions: Decisions
  readonly #seen = new Set<string>()
  /** Judgements of the programs that the verdicts are of. */
  readonly #valid = new Map<string, readonly Judgement[]>()
  readonly #accepts = new Tally()
  readonly #rejects = new Tally()
  readonly #faults = new Map<Fault, Tally>()
  readonly #levels = new Map<string, Tally>()
  readonly #codes = new Map<string, Tally>()
  readonly #warnings = new Map<string, Tally>()
  readonly #scores: { readonly score: number; readonly isRejected: boolean }[] = []
  #stale = 0

  constructor(decisions: Decisions) {
    this.#decisions = decisions
  }

  add(verdict: Calibrated): void {
    const decision = decisionOn(this.#decisions, verdict)
    if (decision === undefined || this.#seen.has(verdict.id)) return
    this.#seen.add(verdict.id)
    if (decision === 'stale') return void this.#stale++
    const judgements = this.#decisions.get(verdict.id)!.filter((each) => isOf(each, verdict.code_hash))
    this.#valid.set(verdict.id, judgements)
    const failed = failureOf(verdict)
    if (failed === undefined) return this.#addPassed(verdict, judgements, decision === 'reject')
    const isKept = decision === 'keep'
    this.#rejects.add(isKept)
    tallyOf(this.#levels, failed.level).add(isKept)
    if (failed.code !== '') tallyOf(this.#codes, `${failed.level} ${failed.code}`).add(isKept)
  }

  result(): Calibration {
    const byLevel = this.#levels
    return {
      rows: {
        passed: this.#accepts.n,
        rejected: this.#rejects.n,
        stale: this.#stale,
        unknown: this.#decisions.size - this.#seen.size,
      },
      false_accepts: this.#accepts.share(),
      false_rejects: this.#rejects.share(),
      faults: Object.fromEntries(
        [...this.#faults].map(([fault, tally]) => [fault, { level: FAULTS[fault], ...tally.share() }]),
      ),
      levels: LEVELS.filter((level) => byLevel.has(level)).map((level) => ({ level, ...byLevel.get(level)!.share() })),
      codes: codeShares(this.#codes),
      warnings: codeShares(this.#warnings),
      quality_from: qualityFrom(this.#scores),
      agreements: agreements(this.#valid),
    }
  }

  #addPassed(verdict: Calibrated, judgements: readonly Judgement[], isRejected: boolean): void {
    this.#accepts.add(isRejected)
    for (const fault of Object.keys(FAULTS) as Fault[]) {
      const answers = judgements.flatMap((judgement) => judgement[fault] ?? [])
      // One reviewer who found it is enough, as one who rejects is.
      if (answers.length > 0) tallyOf(this.#faults, fault).add(answers.includes(0))
    }
    for (const code of warningsOf(verdict)) tallyOf(this.#warnings, code).add(isRejected)
    const { quality_score: score } = verdict
    if (typeof score === 'number') this.#scores.push({ score, isRejected })
  }
}

class Tally {
  n = 0
  #count = 0

  add(counts: boolean): void {
    this.n++
    if (counts) this.#count++
  }

  share(): Share {
    return wilson(this.#count, this.n)
  }
}

function tallyOf<Key>(tallies: Map<Key, Tally>, key: Key): Tally {
  const tally = tallies.get(key) ?? new Tally()
  tallies.set(key, tally)
  return tally
}

/** Worst first. */
function codeShares(tallies: ReadonlyMap<string, Tally>): CodeShare[] {
  return [...tallies]
    .map(([key, tally]) => ({ level: key.slice(0, 2) as Level, code: key.slice(3), ...tally.share() }))
    .toSorted((a, b) => b.share - a.share || b.n - a.n || byCodeUnits(a.code, b.code))
}

function warningsOf({ validation }: Calibrated): Set<string> {
  const named = (level: Level) =>
    (validation.levels[level]?.issues ?? [])
      .filter(({ severity }) => severity === 'warning')
      .map(({ code }) => `${level} ${code}`)
  return new Set(LEVELS.flatMap(named))
}

/** The lowest score from which on few enough are rejected; null when all rows are good enough, or the best are not. */
function qualityFrom(scores: readonly { readonly score: number; readonly isRejected: boolean }[]): number | null {
  const best = scores.toSorted((a, b) => b.score - a.score)
  let rejected = 0
  let from: number | null = null
  for (const [at, { score, isRejected }] of best.entries()) {
    if (isRejected) rejected++
    // Rows of one score stand or fall together.
    if (best[at + 1]?.score !== score && rejected / (at + 1) <= MAX_ERRORS) from = score
  }
  return from === best.at(-1)?.score ? null : from
}
