/** Where a run stands, and what it would take to its end: from the journal and the verdicts that are known. */
import type { Options } from '../config.ts'
import { DIFFICULTIES, type Candidate, type Difficulty, type Request, type Seed, type Verdict } from '../record.ts'
import { parseReply } from '../reply/parse-reply.ts'
import { gateReason, requiredLevels } from '../select/gates.ts'
import type { Forecast, Forecaster } from '../teacher/forecast.ts'
import { project, type Projection, type Survival } from './projection.ts'
import type { Repairer } from './repair-request.ts'
import { versionOf } from './version.ts'

export interface Standing {
  seeds: number
  /** Seeds of which a program has passed; of which none has, and nothing more would be asked. */
  covered: number
  lost: number
  /** Replies that were judged, and those that are still to be. */
  judged: number
  to_judge: number
  by_difficulty: Partial<Record<Difficulty, Survival>>
}

export interface Outlook extends Forecast {
  standing: Standing
  /** The whole input at these rates; null when too few replies were judged. */
  projection: Projection | null
}

type Estimates = Pick<Forecaster, 'add' | 'reply' | 'costOf' | 'forecast'>

/** The verdict of a candidate, if it is known. */
export type Recall = (candidate: Candidate) => Verdict | undefined

/** What became of a request: not asked or not judged yet is `open`. */
type Fate = 'passed' | 'failed' | 'open'

export class Surveyor {
  readonly #options: Options
  readonly #forecaster: Estimates
  readonly #recall: Recall
  readonly #repairer: Repairer
  readonly #required: ReturnType<typeof requiredLevels>
  readonly #survival = new Map<Difficulty, Survival>()
  /** All seeds of the input, whether their requests are looked at or not. */
  readonly #seeds = new Map<Difficulty, number>()
  readonly #standing = { seeds: 0, covered: 0, lost: 0, judged: 0, to_judge: 0 }
  #cost: number | null = 0
  #replies = 0

  constructor(options: Options, forecaster: Estimates, recall: Recall, repairer: Repairer) {
    this.#options = options
    this.#forecaster = forecaster
    this.#recall = recall
    this.#repairer = repairer
    this.#required = requiredLevels(options)
  }

  /** A seed of the input. */
  seed({ difficulty }: Seed): void {
    this.#seeds.set(difficulty, (this.#seeds.get(difficulty) ?? 0) + 1)
  }

  /** All first requests of one seed. Rejects with ERR_IO. */
  async requests(versions: readonly Request[]): Promise<void> {
    const fates: Fate[] = []
    for (const request of versions) fates.push(await this.#fateOf(request))
    const { untilCovered, maxAttempts, seed } = this.#options
    const isLost = (): boolean => !fates.some((fate) => fate !== 'failed')
    const most = untilCovered ? maxAttempts : 0
    let last = versions.at(-1)!
    while (last.version < most && isLost()) {
      last = versionOf(last, last.version + 1, last.generation, seed)
      fates.push(await this.#fateOf(last))
    }
    this.#standing.seeds++
    if (fates.includes('passed')) this.#standing.covered++
    else if (isLost()) this.#standing.lost++
  }

  async outlook(): Promise<Outlook> {
    const survival = this.#survival
    const known = DIFFICULTIES.flatMap((name) => (survival.has(name) ? [[name, survival.get(name)!] as const] : []))
    const costPerCall = this.#cost === null || this.#replies === 0 ? null : this.#cost / this.#replies
    return {
      ...(await this.#forecaster.forecast()),
      standing: { ...this.#standing, by_difficulty: Object.fromEntries(known) },
      projection: project(this.#seeds, survival, this.#options, costPerCall),
    }
  }

  async #fateOf(request: Request): Promise<Fate> {
    const key = this.#forecaster.add(request)
    const reply = key === undefined ? undefined : await this.#forecaster.reply(request, key)
    if (!reply) return 'open'
    const cost = this.#forecaster.costOf(reply)
    this.#cost = this.#cost === null || cost === null ? null : this.#cost + cost
    this.#replies++
    const verdict = this.#recall(parseReply(reply))
    if (!verdict) {
      this.#standing.to_judge++
      return 'open'
    }
    const passed = gateReason(verdict, this.#required) === undefined
    this.#count(request, passed)
    if (passed) return 'passed'
    return (request.turn ?? 0) < (this.#options.repair ?? 0) ? await this.#fateOf(this.#repairer(verdict)) : 'failed'
  }

  #count({ prompt_meta: { difficulty }, turn }: Request, passed: boolean): void {
    const empty = { first: { judged: 0, passed: 0 }, repairs: { judged: 0, passed: 0 } }
    const survival = this.#survival.get(difficulty) ?? empty
    const rate = turn === undefined ? survival.first : survival.repairs
    rate.judged++
    if (passed) rate.passed++
    this.#survival.set(difficulty, survival)
    this.#standing.judged++
  }
}
