import { byId } from '../order.ts'
import type { Selected, Split } from '../record.ts'
import type { LeakageFacts } from '../stream/facts.ts'
import { Spool, type SpoolPlace } from '../stream/spool.ts'
import { leakage, type AuditedRow } from './leakage.ts'
import { sourceOf } from './sample.ts'
import { splitRows, type SplitResult, type SplitRow } from './split-rows.ts'
import { siblingKeys } from './template.ts'
import { twinPrint } from './twins.ts'

interface Entry extends Omit<SplitRow, 'print'> {
  readonly place: SpoolPlace
}

export interface SplitOutcome extends SplitResult {
  readonly counts: Readonly<Record<Split, number>>
  readonly leakage: LeakageFacts
}

export interface PlacedRow {
  readonly row: Selected
  readonly split: Split
  readonly group: string
}

/** Selected rows that wait for the split: on disk, with about 500 bytes each in memory. */
export class SplitPool {
  readonly #spool: Spool<Selected>
  readonly #entries: Entry[] = []

  /** `tmp`: folder for the spool file. Throws ERR_IO, as every method does. */
  constructor(tmp: string | undefined) {
    this.#spool = new Spool(tmp)
  }

  add(row: Selected): void {
    const source = sourceOf(row)
    this.#entries.push({
      id: row.id,
      keys: siblingKeys(row.prompt_id, row.prompt),
      stratum: `${row.prompt.difficulty}/${source}`,
      official: source === 'official',
      qualityScore: row.quality_score,
      place: this.#spool.append(row),
    })
  }

  /** Splits, then yields the rows by id with their split; `purge` is told of each row taken out, `done` of all. */
  *finish(
    ratios: readonly number[],
    seed: number,
    purge: (id: string, split: Split) => void,
    done: (outcome: SplitOutcome) => void,
  ): Generator<PlacedRow> {
    const entries = this.#entries.toSorted(byId)
    const result = splitRows(
      entries.map((entry) => ({ ...entry, print: twinPrint(this.#spool.read(entry.place).code) })),
      ratios,
      seed,
    )
    const counts = { train: 0, val: 0, test: 0 }
    for (const split of result.splitOf) if (split) counts[split]++
    for (const [at, { id }] of entries.entries()) {
      if (!result.splitOf[at]) purge(id, result.plannedOf[at])
    }
    done({ ...result, counts, leakage: leakage([...this.#audited(entries, result)]) })
    for (const [at, entry] of entries.entries()) {
      const split = result.splitOf[at]
      if (split) yield { row: this.#spool.read(entry.place), split, group: result.groupOf[at] }
    }
  }

  close(): void {
    this.#spool.close()
  }

  *#audited(entries: readonly Entry[], { splitOf }: SplitResult): Generator<AuditedRow> {
    for (const [at, entry] of entries.entries()) {
      const split = splitOf[at]
      if (!split) continue
      const { prompt_id: promptId, prompt, code } = this.#spool.read(entry.place)
      yield { promptId, seed: { task: prompt.task, family: prompt.family }, code, split }
    }
  }
}
