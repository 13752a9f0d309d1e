/** What is asked after a round of replies was judged: repairs of what failed, further versions of what nothing survived of. */
import type { Options } from '../config.ts'
import { byCodeUnits } from '../order.ts'
import { DIFFICULTIES, type Request, type Verdict } from '../record.ts'
import { gateReason, requiredLevels } from '../select/gates.ts'
import type { AttemptFacts } from '../stream/facts.ts'
import { Spool, type SpoolPlace } from '../stream/spool.ts'
import type { Repairer } from './repair-request.ts'
import { versionOf } from './version.ts'

/** A request of the next round; it waits on disk. */
interface Due {
  readonly rank: number
  readonly promptId: string
  readonly version: number
  readonly isRepair: boolean
  readonly place: SpoolPlace
}

interface SeedState {
  /** Where one of its requests lies, which further versions are made of. */
  readonly place: SpoolPlace
  readonly rank: number
  /** Versions asked for so far. */
  versions: number
  covered: boolean
  /** Whether the next round has a request of it. */
  isDue: boolean
}

/**
 * Repairs are a program's own affair; a seed is given a further version when nothing of it has survived and no repair of
 * it is under way. What comes next follows from the verdicts of the round alone, never from the order of their arrival.
 */
export class NextRound {
  /** Grows with every round. */
  readonly facts: AttemptFacts
  readonly #options: Options
  readonly #repairer: Repairer
  readonly #spool: Spool<Request>
  readonly #required: ReturnType<typeof requiredLevels>
  /** By prompt id; empty unless seeds are to be covered. */
  readonly #seeds = new Map<string, SeedState>()
  #due: Due[] = []

  constructor(options: Options, repairer: Repairer) {
    this.#options = options
    this.#repairer = repairer
    this.#spool = new Spool(options.tmp)
    this.#required = requiredLevels(options)
    this.facts = { rounds: 1, repairs: 0, repaired: 0, further_versions: 0, seeds_without_survivor: null }
  }

  /** A request of the first round. */
  asked(request: Request): void {
    if (!this.#options.untilCovered) return
    const known = this.#seeds.get(request.prompt_id)
    if (known) known.versions = Math.max(known.versions, request.version)
    else {
      const place = this.#spool.append(request)
      const rank = rankOf(request.prompt_meta)
      const { version: versions } = request
      this.#seeds.set(request.prompt_id, { place, rank, versions, covered: false, isDue: false })
    }
  }

  judged(verdict: Verdict): void {
    const seed = this.#seeds.get(verdict.prompt_id)
    if (gateReason(verdict, this.#required) === undefined) {
      if (seed) seed.covered = true
      if (verdict.turn !== undefined) this.facts.repaired++
    } else if (!verdict.passed && (verdict.turn ?? 0) < (this.#options.repair ?? 0) && isTeachersFault(verdict)) {
      this.#add(this.#repairer(verdict), rankOf(verdict.prompt))
    }
  }

  /** The requests of the next round, the hard seeds first; undefined when nothing is left to ask, or no more may be. */
  next({ mayAsk }: { mayAsk: boolean }): Iterable<Request> | undefined {
    const uncovered = [...this.#seeds.values()].filter(({ covered }) => !covered)
    if (this.#options.untilCovered) this.facts.seeds_without_survivor = uncovered.length
    if (!mayAsk) return undefined
    for (const seed of uncovered) if (!seed.isDue && seed.versions < this.#options.maxAttempts) this.#addVersion(seed)
    const due = this.#due.toSorted(inOrder)
    this.#due = []
    for (const { promptId } of due) this.#mark(promptId, false)
    if (due.length === 0) return undefined
    const repairs = due.filter(({ isRepair }) => isRepair).length
    this.facts.rounds++
    this.facts.repairs += repairs
    this.facts.further_versions += due.length - repairs
    return this.#read(due)
  }

  close(): void {
    this.#spool.close()
  }

  #addVersion(seed: SeedState): void {
    const first = this.#spool.read(seed.place)
    this.#add(versionOf(first, ++seed.versions, first.generation, this.#options.seed), seed.rank)
  }

  #add(request: Request, rank: number): void {
    const { prompt_id: promptId, version } = request
    const isRepair = request.turn !== undefined
    this.#due.push({ rank, promptId, version, isRepair, place: this.#spool.append(request) })
    this.#mark(promptId, true)
  }

  #mark(promptId: string, isDue: boolean): void {
    const seed = this.#seeds.get(promptId)
    if (seed) seed.isDue = isDue
  }

  *#read(due: readonly Due[]): Iterable<Request> {
    for (const { place } of due) yield this.#spool.read(place)
  }
}

function rankOf({ difficulty }: Request['prompt_meta']): number {
  return -DIFFICULTIES.indexOf(difficulty)
}

function inOrder(a: Due, b: Due): number {
  return a.rank - b.rank || byCodeUnits(a.promptId, b.promptId) || a.version - b.version
}

/** A check of ours that crashed says nothing about the program. */
function isTeachersFault({ validation: { levels } }: Verdict): boolean {
  return !Object.values(levels).some(({ issues }) => issues.some(({ code }) => code === 'check-crashed'))
}
