/** What the verdicts on originals and mutants say of the checks and of the quality score. */
import { LEVELS, type Level, type Verdict } from '../../../src/record.ts'
import { quality } from '../../../src/select/quality.ts'
import type { Mutation } from './mutation.ts'

/** Share of the mutants of a class that must be rejected, or rank below their original. */
export const TARGET = 0.95

export interface Pair {
  readonly original: Verdict
  readonly broken: Verdict
}

/** The first level that does not pass, and the errors that it has. */
export function caughtBy({ validation }: Verdict): { level: Level; codes: string[] } | undefined {
  for (const level of LEVELS) {
    const errors = validation.levels[level]?.issues.filter(({ severity }) => severity === 'error') ?? []
    if (errors.length > 0) return { level, codes: [...new Set(errors.map(({ code }) => code))] }
  }
  return undefined
}

export const score = (verdict: Verdict): number => quality(verdict).overall

export const isBelow = ({ original, broken }: Pair): boolean => score(broken) < score(original)

/** Whether a mutant is dealt with as its class asks. */
export function isMet(aim: Mutation['aim'], pair: Pair): boolean {
  return !pair.broken.passed || (aim === 'ranked' && isBelow(pair))
}

/** Area under the ROC curve: how often an original scores above a mutant, ties counted half. */
export function auc(pairs: readonly Pair[]): number {
  return aucOf(pairs.map(({ original }) => score(original)), pairs.map(({ broken }) => score(broken)))
}

/** The same of the scores themselves. */
export function aucOf(originals: readonly number[], broken: readonly number[]): number {
  let wins = 0
  for (const a of originals) for (const b of broken) wins += a > b ? 1 : a === b ? 0.5 : 0
  return wins / Math.max(1, originals.length * broken.length)
}

/** `L2 unknown-api 98, L3 runtime-error 2`: what catches most of them first. */
export function topCodes(verdicts: readonly Verdict[], most = 3): string {
  const counts = new Map<string, number>()
  for (const verdict of verdicts) {
    const { level, codes } = caughtBy(verdict) ?? { level: '', codes: [] }
    for (const code of codes) counts.set(`${level} ${code}`, (counts.get(`${level} ${code}`) ?? 0) + 1)
  }
  const byCount = [...counts].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  return byCount.slice(0, most).map(([code, count]) => `${code} ${count}`).join(', ')
}

export function share(part: number, whole: number): string {
  return whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`
}

/** Cells of one class, in the order of HEAD. */
export function row({ id, aim }: Mutation, pairs: readonly Pair[]): string[] {
  const rejected = pairs.map(({ broken }) => broken).filter(({ passed }) => !passed)
  const byLevel = LEVELS.map((level) => String(rejected.filter((each) => caughtBy(each)?.level === level).length))
  return [
    id,
    aim,
    String(pairs.length),
    share(rejected.length, pairs.length),
    ...byLevel,
    share(pairs.filter(isBelow).length, pairs.length),
    pairs.length === 0 ? '-' : auc(pairs).toFixed(2),
    topCodes(rejected),
  ]
}

export const HEAD = ['class', 'must be', 'planted', 'rejected', ...LEVELS, 'below own', 'AUC', 'caught first by']

/** A line for each aim: which classes miss the target, and by how much. */
export function targetLines(classes: readonly { mutation: Mutation; pairs: readonly Pair[] }[]): string[] {
  const lines = { rejected: 'rejected', ranked: 'rejected or below their original' }
  return (['rejected', 'ranked'] as const).map((aim) => {
    const judged = classes.filter(({ mutation, pairs }) => mutation.aim === aim && pairs.length > 0)
    const missed = judged.flatMap(({ mutation, pairs }) => {
      const met = pairs.filter((pair) => isMet(aim, pair)).length
      return met < TARGET * pairs.length ? [`${mutation.id} ${share(met, pairs.length)}`] : []
    })
    const outcome = missed.length === 0 ? 'met by all' : `missed by ${missed.join(', ')}`
    return `target: ${TARGET * 100} % of each of ${judged.length} classes ${lines[aim]}: ${outcome}`
  })
}
