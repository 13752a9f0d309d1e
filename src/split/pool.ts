import { byId } from '../order.ts'
import { isOfficial } from '../official/official-id.ts'
import type { HeldOut, Selected, Split } from '../record.ts'
import { sha256 } from '../sha256.ts'
import type { LeakageFacts } from '../stream/facts.ts'
import { Spool, type SpoolPlace } from '../stream/spool.ts'
import { step, type Loop, type Work } from '../stream/work.ts'
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
  /** All rows, by id: `splitOf` and the like are theirs. */
  readonly rows: readonly { readonly id: string }[]
  readonly counts: Readonly<Record<Split, number>>
  /** Rows of val that are held out by their prompt only, by position. */
  readonly byPrompt: ReadonlySet<number>
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
  #sorted: readonly Entry[] | undefined

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

  *split({ ratios, holdOutPrompts: percent, seed }: SplitRules): Work<SplitOutcome> {
    const rows = this.#byId()
    const prints = yield* step('reading programs', printsOf(rows.length, (at) => this.#spool.read(rows[at].place).code))
    const byGroup = yield* splitRows(rows, prints, ratios, seed)
    const byPrompt = yield* step('held-out prompts', holdOutPrompts(rows, prints, byGroup, percent, seed))
    const splitOf = byGroup.splitOf.map((split, at) => (byPrompt.has(at) ? 'val' : split))
    const counts = { train: 0, val: 0, test: 0 }
    for (const split of splitOf) if (split) counts[split]++
    const audited = yield* step('reading prompts', this.#audited(splitOf, byPrompt))
    const leaks = yield* step('leakage', leakage(audited))
    return { ...byGroup, splitOf, rows, byPrompt, counts, leakage: leaks }
  }

  /** The rows that have a split, by id. */
  *placed({ splitOf, groupOf, byPrompt }: SplitOutcome): Generator<PlacedRow> {
    for (const [at, entry] of this.#byId().entries()) {
      const split = splitOf[at]
      if (!split) continue
      const heldOut = split === 'train' ? '' : byPrompt.has(at) ? 'held-out-prompt' : 'held-out-template'
      yield { row: this.#spool.read(entry.place), split, group: groupOf[at], heldOut }
    }
  }

  close(): void {
    this.#spool.close()
  }

  #byId(): readonly Entry[] {
    return (this.#sorted ??= this.#entries.toSorted(byId))
  }

  *#audited(splitOf: SplitResult['splitOf'], byPrompt: ReadonlySet<number>): Loop<AuditedRow[]> {
    const audited: AuditedRow[] = []
    for (const [at, entry] of this.#byId().entries()) {
      yield at / splitOf.length
      const split = splitOf[at]
      if (!split) continue
      const { prompt_id: promptId, prompt } = this.#spool.read(entry.place)
      const read = (): string => this.#spool.read(entry.place).code
      audited.push({ promptId, seed: { task: prompt.task, family: prompt.family }, code: read, split, byPrompt: byPrompt.has(at) })
    }
    return audited
  }
}
