import { byId } from '../order.ts'
import { isOfficial } from '../official/official-id.ts'
import type { HeldOut, Selected, Split } from '../record.ts'
import { sha256 } from '../sha256.ts'
import type { LeakageFacts } from '../stream/facts.ts'
import { Spool, type SpoolPlace } from '../stream/spool.ts'
import { plainWords } from '../text/trigrams.ts'
import { holdOutPrompts } from './hold-out-prompts.ts'
import { leakage, type AuditedRow } from './leakage.ts'
import { sourceOf } from './sample.ts'
import { splitRows, type SplitResult, type SplitRow } from './split-rows.ts'
import { siblingKeys } from './template.ts'
import { printsOf } from './twins.ts'

interface Entry extends SplitRow {
  readonly place: SpoolPlace
}

export interface SplitOutcome extends SplitResult {
  readonly counts: Readonly<Record<Split, number>>
  /** Rows of val that are held out by their prompt only. */
  readonly heldOutPrompts: number
  readonly leakage: LeakageFacts
}

export interface PlacedRow {
  readonly row: Selected
  readonly split: Split
  readonly group: string
  readonly heldOut: HeldOut
}

/** How the rows are to be split. */
export interface SplitRules {
  /** Percent of train, val and test. */
  readonly ratios: readonly number[]
  /** Percent of train to hold out by the prompt only. */
  readonly holdOutPrompts: number
  readonly seed: number
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
      prompt: sha256(plainWords(row.prompt.task)).slice(0, 24),
      stratum: `${row.prompt.difficulty}/${source}`,
      official: source === 'official' || isOfficial(row.prompt_id),
      qualityScore: row.quality_score,
      place: this.#spool.append(row),
    })
  }

  /** Splits, then yields the rows by id with their split; `purge` is told of each row taken out, `done` of all. */
  *finish(
    { ratios, holdOutPrompts: percent, seed }: SplitRules,
    purge: (id: string, split: Split) => void,
    done: (outcome: SplitOutcome) => void,
  ): Generator<PlacedRow> {
    const entries = this.#entries.toSorted(byId)
    const prints = printsOf(entries.length, (at) => this.#spool.read(entries[at].place).code)
    const byGroup = splitRows(entries, prints, ratios, seed)
    const byPrompt = holdOutPrompts(entries, prints, byGroup, percent, seed)
    const result = { ...byGroup, splitOf: byGroup.splitOf.map((split, at) => (byPrompt.has(at) ? 'val' : split)) }
    const counts = { train: 0, val: 0, test: 0 }
    for (const split of result.splitOf) if (split) counts[split]++
    for (const [at, { id }] of entries.entries()) {
      if (!result.splitOf[at]) purge(id, result.plannedOf[at])
    }
    done({ ...result, counts, heldOutPrompts: byPrompt.size, leakage: leakage([...this.#audited(entries, result, byPrompt)]) })
    for (const [at, entry] of entries.entries()) {
      const split = result.splitOf[at]
      if (!split) continue
      const heldOut = split === 'train' ? '' : byPrompt.has(at) ? 'held-out-prompt' : 'held-out-template'
      yield { row: this.#spool.read(entry.place), split, group: result.groupOf[at], heldOut }
    }
  }

  close(): void {
    this.#spool.close()
  }

  *#audited(entries: readonly Entry[], { splitOf }: SplitResult, byPrompt: ReadonlySet<number>): Generator<AuditedRow> {
    for (const [at, entry] of entries.entries()) {
      const split = splitOf[at]
      if (!split) continue
      const { prompt_id: promptId, prompt } = this.#spool.read(entry.place)
      const read = (): string => this.#spool.read(entry.place).code
      yield { promptId, seed: { task: prompt.task, family: prompt.family }, code: read, split, byPrompt: byPrompt.has(at) }
    }
  }
}
