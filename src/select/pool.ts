import { byId } from '../order.ts'
import type { Difficulty, Selected, Verdict } from '../record.ts'
import { Spool, type SpoolPlace } from '../stream/spool.ts'
import { fingerprint } from './fingerprint.ts'
import { quality } from './quality.ts'
import { rankScores, type Rated } from './ranking.ts'
import type { Refusal } from './refusal.ts'
import { choose, type Selection, type SelectionRules } from './selection.ts'

interface Entry extends Rated {
  readonly promptId: string
  readonly place: SpoolPlace
}

/** What the selection tells besides the rows. */
export interface PoolResult extends Selection {
  /** `overall` of the chosen rows. */
  readonly overalls: number[]
}

/**
 * Passing rows that wait for the final pass: on disk, with about 300 bytes each in memory. Their fingerprints, about
 * 8 bytes a token, exist only while finish() runs.
 */
export class SelectionPool {
  readonly #spool: Spool<object>
  readonly #entries: Entry[] = []

  /** `tmp`: folder for the spool file. Throws ERR_IO, as every method does. */
  constructor(tmp: string | undefined) {
    this.#spool = new Spool(tmp)
  }

  add(row: Verdict): void {
    const difficulty: Difficulty = row.prompt.difficulty
    const { overall } = quality(row)
    const place = this.#spool.append(lasting(row))
    this.#entries.push({ id: row.id, promptId: row.prompt_id, difficulty, overall, place })
  }

  /** Chooses, then yields the chosen rows by id; `refuse` is told of each other row, `done` of the whole. */
  *finish(
    rules: SelectionRules,
    refuse: (id: string, refusal: Refusal) => void,
    done: (result: PoolResult) => void,
  ): Generator<Selected> {
    // By id from here on, so that the order of arrival can have no say in anything.
    const entries = this.#entries.toSorted(byId)
    const selection = choose(
      entries.map((entry) => ({ ...entry, print: fingerprint(this.#read(entry).code) })),
      rules,
    )
    const scores = rankScores(entries)
    const overalls: number[] = []
    for (const [at, entry] of entries.entries()) {
      const refusal = selection.refusals[at]
      if (refusal) refuse(entry.id, refusal)
      else overalls.push(entry.overall)
    }
    done({ ...selection, overalls })
    for (const [at, entry] of entries.entries()) {
      if (selection.refusals[at]) continue
      const row = this.#read(entry)
      yield { ...row, selected: true, quality_score: scores[at], quality: quality(row) }
    }
  }

  close(): void {
    this.#spool.close()
  }

  #read(entry: Entry): Verdict {
    return this.#spool.read(entry.place) as Verdict
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
