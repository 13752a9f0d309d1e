import type { QualityWeights } from '../config.ts'
import { byId } from '../order.ts'
import type { Difficulty, Selected, Verdict } from '../record.ts'
import type { DiversityFacts } from '../stream/facts.ts'
import { Spool, type SpoolPlace } from '../stream/spool.ts'
import { siblingKeys } from '../split/template.ts'
import { diversityOf, membersOf, type Program } from './diversity.ts'
import { fingerprint, type Fingerprint } from './fingerprint.ts'
import { EXACT_LIMIT } from './neighbours.ts'
import { quality } from './quality.ts'
import { rankScores, type Rated } from './ranking.ts'
import { Recent } from './recent.ts'
import type { Refusal } from './refusal.ts'
import { choose, type Selection, type SelectionRules } from './selection.ts'
import type { Contender } from './team.ts'

/** Fingerprints of 400 tokens: 4 KB each. */
const RECENT_PRINTS = 4096

interface Entry extends Rated {
  readonly promptId: string
  /** Equal for prompts of one template. */
  readonly template: string
  readonly kept: boolean
  readonly place: SpoolPlace
}

/** What the selection tells besides the rows. */
export interface PoolResult extends Selection {
  /** `overall` of the chosen rows. */
  readonly overalls: number[]
  readonly before: DiversityFacts
  readonly after: DiversityFacts
}

/**
 * Passing rows that wait for the final pass: on disk, with about 300 bytes each in memory. Their fingerprints, about
 * 8 bytes a token, exist only while finish() runs, and of more than EXACT_LIMIT rows only some at a time.
 */
export class SelectionPool {
  readonly #spool: Spool<object>
  readonly #weights: QualityWeights
  readonly #entries: Entry[] = []

  /** `tmp`: folder for the spool file; `weights` of the quality. Throws ERR_IO, as every method does. */
  constructor(tmp: string | undefined, weights: QualityWeights) {
    this.#weights = weights
    this.#spool = new Spool(tmp)
  }

  /** `kept`: whether a review says that it is to be in. */
  add(row: Verdict, kept = false): void {
    const difficulty: Difficulty = row.prompt.difficulty
    const { overall } = quality(row, this.#weights)
    const place = this.#spool.append(lasting(row))
    const [, template] = siblingKeys(row.prompt_id, row.prompt)
    this.#entries.push({ id: row.id, promptId: row.prompt_id, template, difficulty, overall, kept, place })
  }

  /** Chooses, then yields the chosen rows by id; `refuse` is told of each other row, `done` of the whole. */
  *finish(
    rules: SelectionRules,
    refuse: (id: string, refusal: Refusal) => void,
    done: (result: PoolResult) => void,
  ): Generator<Selected> {
    // By id from here on, so that the order of arrival can have no say in anything.
    const entries = this.#entries.toSorted(byId)
    const programs = this.#programs(entries)
    const selection = choose(programs, rules)
    const scores = rankScores(entries)
    const overalls: number[] = []
    for (const [at, entry] of entries.entries()) {
      const refusal = selection.refusals[at]
      if (refusal) refuse(entry.id, refusal)
      else overalls.push(entry.overall)
    }
    const chosen = (_: unknown, at: number): boolean => selection.refusals[at] === undefined
    const members = membersOf(programs.map(({ calls }) => calls))
    const before = diversityOf(programs, members)
    done({ ...selection, overalls, before, after: diversityOf(programs.filter(chosen), members) })
    for (const [at, entry] of entries.entries()) {
      if (selection.refusals[at]) continue
      const row = this.#read(entry)
      yield { ...row, selected: true, quality_score: scores[at], quality: quality(row, this.#weights), ...(entry.kept ? { review: 'keep' } : {}) }
    }
  }

  /** With their fingerprints in memory while they are few, and read again as needed when they are many. */
  #programs(entries: readonly Entry[]): PooledProgram[] {
    const codeOf = (entry: Entry): string => this.#read(entry).code
    const recent = new Recent<Fingerprint>(entries.length <= EXACT_LIMIT ? EXACT_LIMIT : RECENT_PRINTS)
    return entries.map((entry, at) => new PooledProgram(entry, at, codeOf, recent))
  }

  close(): void {
    this.#spool.close()
  }

  #read(entry: Entry): Verdict {
    return this.#spool.read(entry.place) as Verdict
  }
}

/** A row as the selection compares it. An object of a class, because a million closures would be a hundred megabytes. */
class PooledProgram implements Contender, Program {
  readonly id: string
  readonly promptId: string
  readonly template: string
  readonly difficulty: Difficulty
  readonly overall: number
  readonly kept: boolean
  readonly hash: string
  readonly calls: Int32Array
  readonly length: number
  readonly #entry: Entry
  readonly #at: number
  readonly #codeOf: (entry: Entry) => string
  readonly #recent: Recent<Fingerprint>

  constructor(entry: Entry, at: number, codeOf: (entry: Entry) => string, recent: Recent<Fingerprint>) {
    this.id = entry.id
    this.promptId = entry.promptId
    this.template = entry.template
    this.difficulty = entry.difficulty
    this.overall = entry.overall
    this.kept = entry.kept
    this.#entry = entry
    this.#at = at
    this.#codeOf = codeOf
    this.#recent = recent
    const { hash, calls, tokens } = this.print()
    this.hash = hash
    this.calls = calls
    this.length = tokens.length
  }

  print(): Fingerprint {
    return this.#recent.get(this.#at, () => fingerprint(this.#codeOf(this.#entry)))
  }

  read(): { code: string; shingles: Int32Array } {
    return { code: this.#codeOf(this.#entry), shingles: this.print().shingles }
  }
}

/** A verdict without what differs from run to run: times, cache hits, attempts. */
function lasting(row: Verdict): object {
  const { timestamp: _timestamp, attempts: _attempts, ...rest } = row
  const { from_cache: _cached, ...validation } = row.validation
  const levels = Object.entries(validation.levels).map(([level, result]) => {
    const { ms: _ms, ...kept } = result
    return [level, kept]
  })
  return { ...rest, validation: { ...validation, levels: Object.fromEntries(levels) } }
}
