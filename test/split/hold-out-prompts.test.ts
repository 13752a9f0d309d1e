import t from 'tap'
import { holdOutPrompts } from '../../src/split/hold-out-prompts.ts'
import { PURGE, findTwins, twinPrint, type TwinPrint } from '../../src/split/twins.ts'
import type { SplitRow } from '../../src/split/split-rows.ts'
import { resultOf } from '../../src/stream/work.ts'
import { programText } from '../helpers/programs.ts'

interface Sketch {
  prompt: string
  group?: string
  code?: string
  stratum?: string
  official?: boolean
}

function rowOf({ prompt, code, stratum = 'easy/distill', official = false }: Sketch, at: number): SplitRow & { print: TwinPrint } {
  const print = twinPrint(code ?? programText(`own-${at}`))
  return { id: `row-${at}`, keys: [prompt], prompt, stratum, official, qualityScore: 0.5, print }
}

/** Prompts held out of rows that are all in train, unless `splits` says otherwise. */
function held(
  sketches: readonly Sketch[],
  percent: number,
  splits: readonly ('train' | 'val' | undefined)[] = [],
): string[] {
  const splitOf = sketches.map((_, at) => (at in splits ? splits[at] : 'train'))
  const groupOf = sketches.map(({ group = 'g' }) => group)
  const rows = sketches.map(rowOf)
  const prints = rows.map(({ print }) => print)
  const found = resultOf(holdOutPrompts(rows, prints, { splitOf, groupOf }, percent, 1))
  return [...found].toSorted((a, b) => a - b).map((at) => `${at} ${sketches[at].prompt}`)
}

const grouped = Array.from({ length: 40 }, (_, at) => ({ prompt: `p${at >> 1}`, group: `g${(at >> 1) % 5}` }))

t.test('whole prompts are held out, as many rows as asked for, the same ones every time', async (t) => {
  const rows = held(grouped, 20)
  t.equal(rows.length, 8)
  const prompts = new Set(rows.map((row) => row.split(' ')[1]))
  t.equal(prompts.size, 4)
  t.strictSame(held(grouped, 20), rows)
  t.strictSame(held(grouped, 0), [])
})

t.test('each stratum gives its part', async (t) => {
  const strata = grouped.map((row, at) => ({ ...row, stratum: at < 20 ? 'easy/distill' : 'hard/distill' }))
  const places = held(strata, 20).map((row) => Number(row.split(' ')[0]))
  t.strictSame([places.filter((at) => at < 20).length, places.filter((at) => at >= 20).length], [4, 4])
})

t.test('train keeps a prompt of every template', async (t) => {
  t.strictSame(
    held(
      [
        { prompt: 'a', group: 'g' },
        { prompt: 'b', group: 'h' },
      ],
      50,
    ),
    [],
  )
  t.equal(held([{ prompt: 'a' }, { prompt: 'b' }], 50).length, 1)
})

t.test('no program of train is a near-duplicate of one held out', async (t) => {
  const code = (at: number) => (at % 3 === 0 ? `${programText('twin')}\nlast(${at})` : undefined)
  const rows = Array.from({ length: 30 }, (_, at) => ({ prompt: `p${at}`, code: code(at) }))
  const out = new Set(held(rows, 50).map((row) => Number(row.split(' ')[0])))
  t.equal(out.size, 15)
  const prints = rows.map(rowOf).map(({ print }) => print)
  let leaks = 0
  resultOf(findTwins(
    prints,
    PURGE,
    (a, b) => out.has(a) !== out.has(b),
    () => leaks++,
  ))
  t.equal(leaks, 0)
})

t.test('official, purged and held-out rows stay what they are', async (t) => {
  const rows = [{ prompt: 'a', official: true }, { prompt: 'b' }, { prompt: 'c' }, { prompt: 'd' }]
  t.strictSame(held(rows, 50, ['train', undefined, 'val', 'train']), [])
})
