/** Level 5: which of the passing programs make the dataset. Pure: rows in, one decision a row out. */
import { DIFFICULTIES, type Difficulty } from '../record.ts'
import { step, type Loop, type Work } from '../stream/work.ts'
import { coverFirst } from './api-cover.ts'
import { Filling } from './filling.ts'
import { likenessOf } from './likeness.ts'
import { allowances, shortStrata, type Counts } from './quota.ts'
import { byQuality } from './ranking.ts'
import { Team, type Contender, type SelectionRefusal } from './team.ts'

export interface SelectionRules {
  readonly maxPerPrompt: number
  /** Rows of one template; undefined for a tenth of the target, or as many as there are. */
  readonly maxPerTemplate: number | undefined
  /** Token-LCS ratio from which two programs of one prompt are near-duplicates. */
  readonly similarity: number
  /** Shares of easy, medium and hard. */
  readonly shares: readonly number[]
  /** Exact size, or undefined for as many as there are. */
  readonly target: number | undefined
}

export interface Selection {
  /** By position: why a row was not chosen; undefined for the chosen ones. */
  readonly refusals: readonly (SelectionRefusal | undefined)[]
  readonly achieved: Counts
  /** The difficulties that have fewer rows than their share. */
  readonly short: Difficulty[]
  /** By difficulty: the Jaccard similarity that chosen rows stay below; 1 where there was room for all. */
  readonly thresholds: Readonly<Record<Difficulty, number>>
}

/** A template may have this part of a target, and of a small one so many rows. */
const TEMPLATE_PART = 0.1
const TEMPLATE_LEAST = 20

/**
 * Chooses rows: of exact duplicates the best; then first those that a review keeps, best first; then those that bring API members no chosen row calls yet, most
 * members first; then the best of each prompt, in each difficulty by quality. Where there are more of them than the
 * difficulty may have, rows must differ from each other: by as much as still fills it. Which rows are chosen, and why
 * others are not, does not depend on the order of `rows` (which near-duplicate is named can).
 */
export function* choose(rows: readonly Contender[], rules: SelectionRules): Work<Selection> {
  const refusals = Array.from<SelectionRefusal | undefined>({ length: rows.length })
  const best = rows.map((_, row) => row).toSorted((a, b) => byReview(rows[a], rows[b]))
  const distinct = dropExact(rows, best, refusals)
  const allowed = allowances(countByDifficulty(rows, distinct), rules.shares, rules.target)
  const maxPerTemplate = rules.maxPerTemplate ?? templateCap(rules.target)
  const likeness = yield* step('near-duplicates', likenessOf(rows.length, (row) => rows[row].print().shingles))
  const team = new Team(rows, { ...rules, allowed, maxPerTemplate }, likeness)
  const passes = (row: number, refusal: SelectionRefusal | undefined): boolean => {
    refusals[row] = refusal
    return refusal === undefined
  }
  const takes = (row: number): boolean => passes(row, team.enter(row) ?? team.join(row, 1))
  const [kept, others] = [distinct.filter((row) => rows[row].kept), distinct.filter((row) => !rows[row].kept)]
  const uncovered = yield* step('API coverage', coverFirst(rows, others, takes, kept.filter(takes)))
  const entered = yield* step('best of each prompt', filtered(uncovered, (row) => passes(row, team.enter(row))))
  const thresholds = { easy: 1, medium: 1, hard: 1 }
  for (const difficulty of DIFFICULTIES) {
    const present = distinct.filter((row) => rows[row].difficulty === difficulty)
    const own = entered.filter((row) => rows[row].difficulty === difficulty)
    const join = (row: number, threshold: number): boolean => passes(row, team.join(row, threshold))
    const hasRoom = team.achieved[difficulty] + own.length <= allowed[difficulty]
    if (hasRoom) yield* step(`${difficulty} rows`, filtered(own, (row) => join(row, 1)))
    else thresholds[difficulty] = yield* step(`${difficulty} rows`, new Filling(rows, team, present, own, difficulty).fill(join))
  }
  const { achieved } = team
  const wanted = rules.target === undefined ? allowances(achieved, rules.shares, undefined) : allowed
  return { refusals, achieved, short: shortStrata(achieved, wanted), thresholds }
}

function* filtered(rows: readonly number[], wanted: (row: number) => boolean): Loop<number[]> {
  const kept: number[] = []
  for (const [at, row] of rows.entries()) {
    yield at / rows.length
    if (wanted(row)) kept.push(row)
  }
  return kept
}

/** What a review keeps first, then by quality. */
function byReview(a: Contender, b: Contender): number {
  return Number(b.kept ?? false) - Number(a.kept ?? false) || byQuality(a, b)
}

/** Where rows are chosen from more than are wanted, no template may have too many; else none is thrown away for that. */
function templateCap(target: number | undefined): number {
  return target === undefined ? Infinity : Math.max(TEMPLATE_LEAST, Math.ceil(TEMPLATE_PART * target))
}

function dropExact(
  rows: readonly Contender[],
  best: readonly number[],
  refusals: (SelectionRefusal | undefined)[],
): number[] {
  const first = new Map<string | number, string>()
  return best.filter((row) => {
    const like = first.get(rows[row].stream)
    if (like === undefined) first.set(rows[row].stream, rows[row].id)
    else refusals[row] = { reason: 'exact-duplicate', like }
    return like === undefined
  })
}

function countByDifficulty(rows: readonly Contender[], positions: readonly number[]): Counts {
  const counts: Counts = { easy: 0, medium: 0, hard: 0 }
  for (const row of positions) counts[rows[row].difficulty]++
  return counts
}

/** How many rows the difficulties have together. */
export function total(counts: Counts): number {
  return DIFFICULTIES.reduce((sum, difficulty) => sum + counts[difficulty], 0)
}
