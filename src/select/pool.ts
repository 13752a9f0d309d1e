import type { QualityWeights } from '../config.ts'
import { byId } from '../order.ts'
import type { Difficulty, Selected, Verdict } from '../record.ts'
import type { DiversityFacts } from '../stream/facts.ts'
import { Spool } from '../stream/spool.ts'
import { step, type Work } from '../stream/work.ts'
import { diversityOf, membersOf, type Program } from './diversity.ts'
import { fingerprint, type Fingerprint } from './fingerprint.ts'
import { EXACT_LIMIT } from './neighbours.ts'
import { quality } from './quality.ts'
import { rankScores } from './ranking.ts'
import { Recent } from './recent.ts'
import { choose, type Selection, type SelectionRules } from './selection.ts'
import type { Contender } from './team.ts'
import { Waiting } from './waiting.ts'

/** Fingerprints of 400 tokens: 4 KB each. */
const RECENT_PRINTS = 4096

/** What was chosen of the rows. */
export interface PoolResult extends Selection {
  /** All rows, by id: `refusals` are theirs. */
  readonly rows: readonly { readonly id: string }[]
  /** `overall` of the chosen rows. */
  readonly overalls: number[]
  readonly before: DiversityFacts
  readonly after: DiversityFacts
}

/**
 * Passing rows that wait for the final pass: on disk, with what must be known of each in memory (Waiting). The last
 * fingerprints are kept at hand, about 8 bytes a token, and while choose() runs those of up to EXACT_LIMIT rows.
 */
export class SelectionPool {
  readonly #spool: Spool<object>
  readonly #weights: QualityWeights
  readonly #waiting = new Waiting()
  readonly #recent = new Recent<Fingerprint>(RECENT_PRINTS)
  #sorted: readonly PooledProgram[] | undefined

  /** `tmp`: folder for the spool file; `weights` of the quality. Throws ERR_IO, as every method does. */
  constructor(tmp: string | undefined, weights: QualityWeights) {
    this.#weights = weights
    this.#spool = new Spool(tmp)
  }

  /** `kept`: whether a review says that it is to be in. */
  add(row: Verdict, kept = false): void {
    const { overall } = quality(row, this.#weights)
    const print = this.#recent.get(this.#waiting.size, () => fingerprint(row.code))
    this.#waiting.add(row, overall, kept, print, this.#spool.append(lasting(row)))
  }

  *choose(rules: SelectionRules): Work<PoolResult> {
    const rows = this.#programs()
    const selection = yield* choose(rows, rules)
    const chosen = rows.filter((_, at) => selection.refusals[at] === undefined)
    const overalls = chosen.map(({ overall }) => overall)
    const members = membersOf(rows)
    const before = yield* step('diversity of all', diversityOf(rows, members))
    const after = yield* step('diversity of the chosen', diversityOf(chosen, members))
    return { ...selection, rows, overalls, before, after }
  }

  /** The chosen rows, by id. */
  *rows({ refusals }: Selection): Generator<Selected> {
    const programs = this.#programs()
    const scores = rankScores(programs)
    for (const [at, program] of programs.entries()) {
      if (refusals[at]) continue
      const row = program.row()
      yield { ...row, selected: true, quality_score: scores[at], quality: quality(row, this.#weights), ...(program.kept ? { review: 'keep' } : {}) }
    }
  }

  /** By id, so that the order of arrival can have no say in anything. */
  #programs(): readonly PooledProgram[] {
    if (this.#sorted) return this.#sorted
    const waiting = this.#waiting
    if (waiting.size <= EXACT_LIMIT) this.#recent.limit = EXACT_LIMIT
    const read = (row: number): Verdict => this.#spool.read(waiting.placeOf(row)) as Verdict
    const print = (row: number): Fingerprint => this.#recent.get(row, () => fingerprint(read(row).code))
    const source = { waiting, read, print }
    return (this.#sorted = waiting.ids.map((_, row) => new PooledProgram(source, row)).toSorted(byId))
  }

  close(): void {
    this.#spool.close()
  }
}

interface PoolSource {
  readonly waiting: Waiting
  readonly read: (row: number) => Verdict
  readonly print: (row: number) => Fingerprint
}

/** A row as the selection compares it: two words, and the rest in the columns or on disk. */
class PooledProgram implements Contender, Program {
  readonly #source: PoolSource
  readonly #row: number

  constructor(source: PoolSource, row: number) {
    this.#source = source
    this.#row = row
  }

  get id(): string {
    return this.#source.waiting.ids[this.#row]
  }

  get prompt(): number {
    return this.#source.waiting.prompts[this.#row]
  }

  get template(): number {
    return this.#source.waiting.templates[this.#row]
  }

  get stream(): number {
    return this.#source.waiting.streams[this.#row]
  }

  get difficulty(): Difficulty {
    return this.#source.waiting.difficulties[this.#row]
  }

  get overall(): number {
    return this.#source.waiting.overalls[this.#row]
  }

  get kept(): boolean {
    return this.#source.waiting.kept[this.#row]
  }

  get length(): number {
    return this.#source.waiting.tokens[this.#row]
  }

  get calls(): Int32Array {
    return this.#source.waiting.calls.at(this.#row)
  }

  print(): Fingerprint {
    return this.#source.print(this.#row)
  }

  row(): Verdict {
    return this.#source.read(this.#row)
  }

  read(): { code: string; shingles: Int32Array } {
    return { code: this.row().code, shingles: this.print().shingles }
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
