/** Level 5: which of the passing programs make the dataset. Pure: rows in memory in, one decision a row out. */
import { DIFFICULTIES, type Difficulty } from '../record.ts'
import { coverFirst } from './api-cover.ts'
import type { Fingerprint } from './fingerprint.ts'
import { byQuality, type Rated } from './ranking.ts'
import { allowances, shortStrata, type Counts } from './quota.ts'
import type { Refusal } from './refusal.ts'
import { TokenLcs } from './token-lcs.ts'
import { GLOBAL_SIMILARITY, TwinIndex } from './twin-index.ts'

export interface Contender extends Rated {
  readonly promptId: string
  readonly print: Fingerprint
}

export interface SelectionRules {
  readonly maxPerPrompt: number
  /** Token-LCS ratio from which two programs of one prompt are near-duplicates. */
  readonly similarity: number
  /** Shares of easy, medium and hard. */
  readonly shares: readonly number[]
  /** Exact size, or undefined for as many as there are. */
  readonly target: number | undefined
}

/** The reasons of the selection. */
interface SelectionRefusal extends Refusal {
  readonly reason: 'exact-duplicate' | 'near-duplicate-prompt' | 'near-duplicate' | 'over-max-per-prompt' | 'over-quota'
}

export interface Selection {
  /** By position: why a row was not chosen; undefined for the chosen ones. */
  readonly refusals: readonly (SelectionRefusal | undefined)[]
  readonly achieved: Counts
  /** The difficulties that have fewer rows than their share. */
  readonly short: Difficulty[]
}

/**
 * Chooses rows: of exact duplicates the best; then first those that bring API members no chosen row calls yet, most
 * members first; then by quality. A row stays out when its prompt or difficulty is full or a chosen row is too much
 * like it. Which rows are chosen, and why others are not, does not depend on the order of `rows` (which near-duplicate
 * is named can).
 */
export function choose(rows: readonly Contender[], rules: SelectionRules): Selection {
  const refusals = Array.from<SelectionRefusal | undefined>({ length: rows.length })
  const best = rows.map((_, row) => row).toSorted((a, b) => byQuality(rows[a], rows[b]))
  const distinct = dropExact(rows, best, refusals)
  const present = countByDifficulty(rows, distinct)
  const chosen = new Chosen(rows, rules, allowances(present, rules.shares, rules.target))
  const decide = (row: number): boolean => {
    refusals[row] = chosen.refuse(row)
    if (refusals[row] === undefined) chosen.add(row)
    return refusals[row] === undefined
  }
  for (const row of coverFirst(rows, distinct, decide)) decide(row)
  const { achieved } = chosen
  const wanted = rules.target === undefined ? allowances(achieved, rules.shares, undefined) : chosen.allowed
  return { refusals, achieved, short: shortStrata(achieved, wanted) }
}

function dropExact(
  rows: readonly Contender[],
  best: readonly number[],
  refusals: (SelectionRefusal | undefined)[],
): number[] {
  const first = new Map<string, string>()
  return best.filter((row) => {
    const like = first.get(rows[row].print.hash)
    if (like === undefined) first.set(rows[row].print.hash, rows[row].id)
    else refusals[row] = { reason: 'exact-duplicate', like }
    return like === undefined
  })
}

function countByDifficulty(rows: readonly Contender[], positions: readonly number[]): Counts {
  const counts: Counts = { easy: 0, medium: 0, hard: 0 }
  for (const row of positions) counts[rows[row].difficulty]++
  return counts
}

/** The rows chosen so far. */
class Chosen {
  readonly achieved: Counts = { easy: 0, medium: 0, hard: 0 }
  readonly allowed: Counts
  readonly #rows: readonly Contender[]
  readonly #rules: SelectionRules
  readonly #byPrompt = new Map<string, number[]>()
  readonly #twins: TwinIndex
  readonly #lcs = new TokenLcs()

  constructor(rows: readonly Contender[], rules: SelectionRules, allowed: Counts) {
    this.#rows = rows
    this.#rules = rules
    this.allowed = allowed
    const prints = rows.map(({ print }) => print)
    this.#twins = new TwinIndex(prints, Math.max(GLOBAL_SIMILARITY, rules.similarity))
  }

  add(row: number): void {
    const { promptId, difficulty } = this.#rows[row]
    const siblings = this.#byPrompt.get(promptId)
    if (siblings) siblings.push(row)
    else this.#byPrompt.set(promptId, [row])
    this.achieved[difficulty]++
    this.#twins.add(row)
  }

  /** Why a row cannot join; what is cheap to know is asked first. */
  refuse(row: number): SelectionRefusal | undefined {
    const { promptId, difficulty } = this.#rows[row]
    const siblings = this.#byPrompt.get(promptId) ?? []
    if (siblings.length >= this.#rules.maxPerPrompt) return { reason: 'over-max-per-prompt' }
    if (this.achieved[difficulty] >= this.allowed[difficulty]) return { reason: 'over-quota' }
    const sibling = siblings.find((other) => this.#isVariant(row, other))
    if (sibling !== undefined) return { reason: 'near-duplicate-prompt', like: this.#rows[sibling].id }
    const twin = this.#twins.find(row)
    return twin === undefined ? undefined : { reason: 'near-duplicate', like: this.#rows[twin].id }
  }

  #isVariant(row: number, other: number): boolean {
    const [a, b] = [this.#rows[row].print, this.#rows[other].print]
    return this.#lcs.ratio(a.tokens, b.tokens, this.#rules.similarity) > 0
  }
}

/** How many rows the difficulties have together. */
export function total(counts: Counts): number {
  return DIFFICULTIES.reduce((sum, difficulty) => sum + counts[difficulty], 0)
}
