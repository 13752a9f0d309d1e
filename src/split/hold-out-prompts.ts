/** The second held-out set: new prompts of templates that train knows. */
import { byCodeUnits } from '../order.ts'
import { sha256 } from '../sha256.ts'
import type { Loop } from '../stream/work.ts'
import type { SplitResult, SplitRow } from './split-rows.ts'
import { PURGE, findTwins, type Prints } from './twins.ts'

interface Prompt {
  readonly key: string
  readonly rows: number[]
}

/**
 * Rows of train to hold out by their prompt, by position: `percent` of the rows, stratum by stratum, seeded. A prompt
 * goes with all its rows, if train keeps another one of its group and no near-duplicate of its programs: nothing has
 * to be purged. Where there are too few such prompts, fewer rows are held out.
 */
export function* holdOutPrompts(
  rows: readonly SplitRow[],
  prints: Prints,
  { splitOf, groupOf }: Pick<SplitResult, 'splitOf' | 'groupOf'>,
  percent: number,
  seed: number,
): Loop<Set<number>> {
  const held = new Set<number>()
  if (percent === 0) return held
  const inTrain = (row: number) => splitOf[row] === 'train' && !rows[row].official
  const prompts = promptsOf(rows, inTrain)
  const left = countBy([...prompts.values()], ({ rows: [row] }) => groupOf[row])
  const wanted = countBy([...rows.keys()].filter(inTrain), (row) => rows[row].stratum)
  for (const [stratum, count] of wanted) wanted.set(stratum, Math.round((count * percent) / 100))
  const exposed = yield* rowsWithTwins(rows, prints, splitOf)
  for (const { rows: own } of inSeededOrder(prompts.values(), seed)) {
    const [group, stratum] = [groupOf[own[0]], rows[own[0]].stratum]
    if (own.length > wanted.get(stratum)! || left.get(group)! < 2 || own.some((row) => exposed.has(row))) continue
    wanted.set(stratum, wanted.get(stratum)! - own.length)
    left.set(group, left.get(group)! - 1)
    for (const row of own) held.add(row)
  }
  return held
}

function promptsOf(rows: readonly SplitRow[], wanted: (row: number) => boolean): Map<string, Prompt> {
  const prompts = new Map<string, Prompt>()
  for (const [at, { prompt: key }] of rows.entries()) {
    if (!wanted(at)) continue
    const prompt = prompts.get(key) ?? { key, rows: [] }
    prompts.set(key, prompt)
    prompt.rows.push(at)
  }
  return prompts
}

/** Rows of train that have a near-duplicate there under another prompt. */
function* rowsWithTwins(rows: readonly SplitRow[], prints: Prints, splitOf: SplitResult['splitOf']): Loop<Set<number>> {
  const exposed = new Set<number>()
  const apart = (a: number, b: number) =>
    splitOf[a] === 'train' && splitOf[b] === 'train' && rows[a].prompt !== rows[b].prompt
  yield* findTwins(prints, PURGE, apart, (a, b) => void exposed.add(a).add(b))
  return exposed
}

function inSeededOrder(prompts: Iterable<Prompt>, seed: number): Prompt[] {
  const keyed = [...prompts].map((prompt) => ({ prompt, key: sha256(`${seed}:${prompt.key}`) }))
  return keyed.toSorted((a, b) => byCodeUnits(a.key, b.key)).map(({ prompt }) => prompt)
}

function countBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1)
  return counts
}
