/** One review: which rows, of which reviewer, with what was decided before. */
import { SftError } from '../errors.ts'
import type { PlayableGames } from '../pages/document.ts'
import type { Verdict } from '../record.ts'
import type { DecisionLine } from '../select/decisions.ts'
import { sha256 } from '../sha256.ts'
import type { ReviewData } from './client/review-page.ts'
import { appendDecision, decisionsOf, logged } from './decision-log.ts'
import { renderReview } from './page.ts'
import { reviewRow } from './review-row.ts'

export interface ReviewOptions {
  readonly reviewer: string
  /** Rows in the order in which they are shown. */
  readonly verdicts: readonly Verdict[]
  /** Pictures of the games by the hash of the program, as data URIs. */
  readonly pictures: ReadonlyMap<string, string>
  /** Their programs, by hash. */
  readonly games: PlayableGames
}

export class Review {
  readonly #options: ReviewOptions
  readonly #hashes: Readonly<Record<string, string>>

  constructor(options: ReviewOptions) {
    this.#options = options
    this.#hashes = Object.fromEntries(options.verdicts.map(({ id, code_hash }) => [id, code_hash]))
  }

  /** A page that stands alone: decisions are downloaded. */
  page(): string {
    return this.#render({ mode: 'file', earlier: [] })
  }

  /** The page of a server that appends to `log`. */
  servedPage(log: string): string {
    return this.#render({ mode: 'server', earlier: decisionsOf(logged(log), this.#options.reviewer, this.#hashes) })
  }

  /** Writes down what the page sent. Throws ERR_UNKNOWN_ID for a row that is none of this review, and ERR_IO. */
  decide(log: string, line: DecisionLine): void {
    const { id, decision, runs, function: works, quality, plan_agrees, note } = line
    const code_hash = Object.hasOwn(this.#hashes, id) ? this.#hashes[id] : undefined
    if (code_hash === undefined) throw new SftError('ERR_UNKNOWN_ID', `${id} is no row of this review`)
    const said = { runs, function: works, quality, plan_agrees, note }
    appendDecision(log, { id, decision, ...said, code_hash, reviewer: this.#options.reviewer })
  }

  /** How many rows the reviewer has decided. */
  decided(log: string): number {
    return decisionsOf(logged(log), this.#options.reviewer, this.#hashes).length
  }

  #render(kept: Pick<ReviewData, 'mode' | 'earlier'>): string {
    const { verdicts, reviewer, pictures, games } = this.#options
    const hashes = this.#hashes
    const rows = verdicts.map((verdict) => reviewRow(verdict, pictures.get(verdict.code_hash) ?? ''))
    return renderReview(
      { ...kept, reviewer, hashes, review: sha256(JSON.stringify(hashes)).slice(0, 16), rows },
      games,
    )
  }
}

/** The programs of rows by hash; a row that has none has no game. */
export function programsOf(verdicts: readonly Pick<Verdict, 'code' | 'code_hash'>[]): Record<string, string> {
  return Object.fromEntries(verdicts.filter(({ code }) => code !== '').map(({ code, code_hash }) => [code_hash, code]))
}
