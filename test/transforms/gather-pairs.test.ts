import t from 'tap'
import { join } from 'node:path'
import { readFileSync } from 'node:fs'
import { PassThrough, Readable, type Duplex } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Issue, Selected, Verdict } from '../../src/record.ts'
import { gatherPairs, readPairs } from '../../transforms/gather-pairs.ts'
import { splitSets } from '../../transforms/split-sets.ts'
import { writeRows } from '../../transforms/write-rows.ts'
import { testContext, type TestContext } from '../helpers/context.ts'
import { selectedRow, verdictRow } from '../helpers/programs.ts'
import { through } from '../helpers/streams.ts'

const issue: Issue = { level: 'L3', code: 'runtime-error', severity: 'error', message: 'it fails' }
const validation = { levels: { L3: { passed: false, issues: [issue] } } }

const SELECTED = ['a', 'b', 'c'].map((id) => selectedRow(`${id}_1`, { prompt_id: id }))
const VERDICTS: Verdict[] = [
  ...SELECTED,
  ...['a', 'b', 'c'].map((id) => verdictRow(`${id}_2`, { prompt_id: id, passed: false, validation })),
]

const OPTIONS = { pairs: true, ratios: '100/0/0' } as const

async function folderOf(context: TestContext, ...first: Duplex[]): Promise<void> {
  await pipeline([Readable.from(SELECTED), ...first, await splitSets(context), writeRows(context, new PassThrough())])
}

const read = (...path: string[]) => readFileSync(join(...path), 'utf8')

t.test('verdicts of the run and verdicts of a file give the same pairs', async (t) => {
  const dir = t.testdir({ 'verdicts.jsonl': VERDICTS.map((row) => JSON.stringify(row) + '\n').join('') })
  const run = testContext({ ...OPTIONS, out: join(dir, 'run') })
  const out = await through<Verdict>(VERDICTS, gatherPairs(run) as Duplex)
  t.strictSame(out, VERDICTS, 'verdicts go on as they came')
  await folderOf(run)

  const split = testContext({ ...OPTIONS, out: join(dir, 'split'), verdicts: join(dir, 'verdicts.jsonl') })
  await folderOf(split, readPairs(split) as Duplex)
  for (const name of ['dpo.jsonl', 'kto.jsonl', 'dataset_info.json', 'dpo.yaml', 'kto.yaml']) {
    t.equal(read(dir, 'run', name), read(dir, 'split', name), name)
  }
  t.equal(read(dir, 'run', 'dpo.jsonl').split('\n').length, 4)
  t.match(run.facts.pairs, { failed: 3, dpo: 3, kto: { good: 3, bad: 3 } })
})

t.test('without --pairs there is no such stage', async (t) => {
  t.strictSame([gatherPairs(testContext()), readPairs(testContext({ verdicts: 'any' }))], [[], []])
})

t.test('split must be told where the verdicts are', async (t) => {
  t.throws(() => readPairs(testContext({ pairs: true })), { code: 'ERR_USAGE', hint: /--verdicts/ })
  const verdicts = join(t.testdir(), 'absent.jsonl')
  t.throws(() => readPairs(testContext({ pairs: true, verdicts })), { code: 'ERR_NO_INPUT', hint: /--verdicts/ })
})

t.test('pairs that cannot be made leave empty files, no entry, and a word to the user', async (t) => {
  const out = join(t.testdir(), 'out')
  const context = testContext({ ...OPTIONS, out })
  await folderOf(context)
  t.equal(read(out, 'dpo.jsonl') + read(out, 'kto.jsonl'), '')
  t.strictSame(Object.keys(JSON.parse(read(out, 'dataset_info.json')) as object), ['train'])
  t.match(context.notices.join('\n'), /no failed program/)
})

t.test('pairs and Parquet are files: without a folder they are refused', async (t) => {
  for (const option of ['pairs', 'parquet'] as const) {
    const context = testContext({ [option]: true })
    t.throws(() => writeRows(context, new PassThrough()), { code: 'ERR_USAGE', message: `--${option}`, hint: /--out/ })
  }
})

t.test('rows above the cutoff are marked in every row, or dropped before the split', async (t) => {
  const long = selectedRow('long', { prompt_id: 'l', code: 'x = [1, 2, 3, 4]\n'.repeat(400) })
  const split = async (context: TestContext, rows: readonly Selected[]) =>
    through<{ metadata: { id: string; over_long?: boolean } }>(rows, await splitSets(context))
  const rows = [...SELECTED, long]
  const flagging = testContext({ ratios: '100/0/0', cutoffLen: 2000 })
  const marks = (await split(flagging, rows)).map(({ metadata }) => [metadata.id, metadata.over_long])
  t.strictSame(marks, [
    ['a_1', false],
    ['b_1', false],
    ['c_1', false],
    ['long', true],
  ])
  t.match(flagging.facts.tokens, { source: 'qwen2.5', cutoff_len: 2000, over_long: 1, dropped: 0 })
  t.match(flagging.notices.join('\n'), /1 rows .*--over-long drop/)

  const dropping = testContext({ ratios: '100/0/0', cutoffLen: 2000, overLong: 'drop' })
  t.equal((await split(dropping, rows)).length, 3)
  t.match(dropping.facts.tokens, { over_long: 0, dropped: 1 })
  t.strictSame(dropping.ledger.counts().split, { in: 4, out: 3, dropped: { 'over-long': 1 } })

  const plain = await split(testContext({ ratios: '100/0/0' }), rows)
  t.notOk(plain.some(({ metadata }) => 'over_long' in metadata))
})

t.test('what an official example says of its origin reaches lineage and card, and no row', async (t) => {
  const out = join(t.testdir(), 'out')
  const context = testContext({ ratios: '100/0/0', out })
  const official = selectedRow('o', {
    licence: 'MIT',
    repository: 'games',
    commit: 'abc',
    path: 'a.js',
    source: 'official',
  })
  await pipeline([
    Readable.from([...SELECTED, official]),
    await splitSets(context),
    writeRows(context, new PassThrough()),
  ])
  const lines = read(out, 'lineage.jsonl')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as object)
  t.match(lines.at(-1), { id: 'o', licence: 'MIT', repository: 'games', commit: 'abc', path: 'a.js', assets: '' })
  t.match(lines[0], { licence: '', path: '' })
  t.notMatch(read(out, 'train.jsonl'), '"MIT"')
  t.match(read(out, 'README.md'), '| MIT, games at abc | 1 |')
})
