/** What the held-out rows of a dataset have in common with the rows before them. Knows nothing of how it was split. */
import { SPLITS, type Split } from '../record.ts'
import { TokenLcs } from '../select/token-lcs.ts'
import { maskTask } from '../split/template.ts'
import { LEAK, findTwins, printsOf, twinPrint } from '../split/twins.ts'
import { part, step, type Loop, type Work } from '../stream/work.ts'
import { OverlapIndex, plainWords, trigramsOf } from '../text/trigrams.ts'
import { nameOf, type FolderRow } from './read-folder.ts'
import { frameRemover } from './task-frame.ts'

/** Tasks are near from this Jaccard similarity of their character trigrams on: the measure of the seed generator. */
export const NEAR_TASK = 0.8

/** Each kind of leak, and how it is told. */
export const LEAK_KINDS = {
  same_prompt: 'same prompt',
  same_words: 'same prompt but for frame, case and punctuation',
  same_template: 'same template of prompts',
  near_prompt: `prompts alike: character trigrams, Jaccard >= ${NEAR_TASK}`,
  near_duplicate: 'near-duplicate program',
} as const

export type LeakKind = keyof typeof LEAK_KINDS

export interface LeakExample {
  /** The held-out row and the one of an earlier split, by file, line and id. */
  readonly row: string
  readonly like: string
  readonly task: string
  readonly like_task: string
  /** Jaccard similarity of the tasks' trigrams, and token-LCS ratio of the programs. */
  readonly task_similarity: number
  readonly code_similarity: number
}

interface LeakCount {
  /** Held-out rows concerned, and their share of all held-out rows, 0..1. */
  readonly rows: number
  readonly share: number
  readonly val: number
  readonly test: number
}

export interface LeakReport {
  readonly rows: Readonly<Record<Split, number>>
  readonly held_out: number
  /** Those of them that say so themselves: that an earlier split has their template is meant. */
  readonly held_out_by_prompt: number
  readonly leaks: Readonly<Record<LeakKind, LeakCount & { readonly examples: readonly LeakExample[] }>>
  /** Held-out rows with a leak of any kind. */
  readonly any: LeakCount
}

/** By held-out row: the row of an earlier split that it is like. */
type Twins = Map<number, number>

/**
 * What leaks into val from train, and into test from train and val. `rows` are ordered by split; `examples`: how many of
 * each kind at most, the first ones.
 */
export function* auditLeaks(rows: readonly FolderRow[], examples: number): Work<LeakReport> {
  const withoutFrame = frameRemover(rows.map(({ task }) => task))
  const tasks = rows.map(({ task }) => withoutFrame(task))
  const twins: Record<LeakKind, Twins> = {
    same_prompt: sameKey(rows, (row) => rows[row].task.trim()),
    same_words: sameKey(rows, (row) => plainWords(tasks[row])),
    same_template: sameKey(rows, (row) => maskTask(tasks[row])),
    near_prompt: yield* step('prompts', nearTasks(rows, tasks)),
    near_duplicate: yield* step('programs', nearPrograms(rows)),
  }
  const heldOut = rows.filter(({ split }) => split !== 'train').length
  const count = (leaking: Iterable<number>) => countRows(rows, [...leaking], heldOut)
  const describe = ([kind, found]: [string, Twins]) => {
    const shown = [...found].slice(0, examples).map(([row, like]) => exampleOf(rows, tasks, row, like))
    return [kind, { ...count(found.keys()), examples: shown }]
  }
  return {
    rows: countSplits(rows),
    held_out: heldOut,
    held_out_by_prompt: rows.filter(({ metadata }) => metadata.held_out === 'held-out-prompt').length,
    leaks: Object.fromEntries(Object.entries(twins).map(describe)) as LeakReport['leaks'],
    any: count(new Set(Object.values(twins).flatMap((found) => [...found.keys()]))),
  }
}

/** Held-out rows with a key of an earlier split; '' is no key. */
function sameKey(rows: readonly FolderRow[], keyOf: (row: number) => string): Twins {
  const firsts = new Map<string, number>()
  const twins: Twins = new Map()
  for (let row = 0; row < rows.length; row++) {
    const key = keyOf(row)
    if (key === '') continue
    const first = firsts.get(key)
    if (first === undefined) firsts.set(key, row)
    else if (rows[first].split !== rows[row].split) twins.set(row, first)
  }
  return twins
}

function* nearTasks(rows: readonly FolderRow[], tasks: readonly string[]): Loop<Twins> {
  const twins: Twins = new Map()
  const index = new OverlapIndex<string>()
  let added = 0
  for (let row = rows.findIndex(({ split }) => split !== 'train'); row >= 0 && row < rows.length; row++) {
    yield row / rows.length
    // All splits before, none of its own.
    for (; rows[added].split !== rows[row].split; added++) index.add(trigramsOf(tasks[added]))
    const similarities = index.similarities(trigramsOf(tasks[row]))
    const nearest = similarities.reduce((best, similarity, at) => (similarity > similarities[best] ? at : best), 0)
    if (similarities[nearest] >= NEAR_TASK) twins.set(row, nearest)
  }
  return twins
}

function* nearPrograms(rows: readonly FolderRow[]): Loop<Twins> {
  const twins: Twins = new Map()
  const prints = yield* part(0, 0.2, printsOf(rows.length, (row) => rows[row].code))
  const apart = (a: number, b: number) => rows[a].split !== rows[b].split
  const train = rows.filter(({ split }) => split === 'train').length
  const nearest = (a: number, b: number): void => void twins.set(a, Math.min(b, twins.get(a) ?? b))
  yield* part(0.2, 1, findTwins(prints, LEAK, apart, nearest, train))
  return twins
}

function exampleOf(rows: readonly FolderRow[], tasks: readonly string[], row: number, like: number): LeakExample {
  const codes = [row, like].map((at) => twinPrint(rows[at].code).tokens)
  const index = new OverlapIndex<string>()
  index.add(trigramsOf(tasks[like]))
  return {
    row: nameOf(rows[row]),
    like: nameOf(rows[like]),
    task: tasks[row],
    like_task: tasks[like],
    task_similarity: rounded(index.nearest(trigramsOf(tasks[row]))),
    code_similarity: rounded(new TokenLcs().ratio(codes[0], codes[1])),
  }
}

function countRows(rows: readonly FolderRow[], leaking: readonly number[], heldOut: number): LeakCount {
  const { val, test } = countSplits(leaking.map((row) => rows[row]))
  return { rows: leaking.length, share: heldOut === 0 ? 0 : rounded(leaking.length / heldOut), val, test }
}

/** Rows by split. */
export function countSplits(rows: readonly { readonly split: Split }[]): Record<Split, number> {
  const counts = Object.fromEntries(SPLITS.map((split) => [split, 0])) as Record<Split, number>
  for (const { split } of rows) counts[split]++
  return counts
}

function rounded(share: number): number {
  return Math.round(share * 10_000) / 10_000
}
