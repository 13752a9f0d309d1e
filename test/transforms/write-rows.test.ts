import t from 'tap'
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough, Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parse } from 'yaml'
import type { RawOptions } from '../../src/config.ts'
import type { Sample } from '../../src/record.ts'
import { writeRows } from '../../transforms/write-rows.ts'
import { testContext, type TestContext } from '../helpers/context.ts'
import { sample } from '../helpers/sample.ts'
import { tick } from '../helpers/streams.ts'

const SAMPLES = [
  sample({ id: 'distill_a_v1' }, { instruction: '弹跳的球' }),
  sample({ id: 'distill_b_v2', split: 'val', difficulty: 'hard' }),
  sample({ id: 'distill_c_v1', split: 'test' }),
  sample({ id: 'distill_d_v1' }),
]

const FILES = [
  'README.md', 'axolotl.yaml', 'dataset_info.json', 'lineage.jsonl', 'manifest.json', 'rejects.jsonl', 'report.html', 'report.json',
  'sft.yaml', 'sft_full.yaml', 'test.jsonl', 'train.jsonl', 'val.jsonl',
]

const decidedByRows = (name: string) => !/^report|^rejects|^README|^manifest/.test(name)

const write = (rows: Iterable<Sample>, context: TestContext, stdout: NodeJS.WritableStream = new PassThrough()) =>
  pipeline(Readable.from(rows), writeRows(context, stdout))

const read = (...path: string[]) => readFileSync(join(...path), 'utf8')
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const rowsOf = (text: string) => text.split('\n').slice(0, -1).map((line) => JSON.parse(line) as Sample)

t.test('without --out each sample is one line with sorted keys, split included', async (t) => {
  const stdout = new PassThrough({ encoding: 'utf8' })
  const context = testContext()
  await write(SAMPLES, context, stdout)
  const text = stdout.read() as string
  t.strictSame(rowsOf(text), SAMPLES)
  t.match(text, /^{"input":"","instruction":/)
  t.strictSame(context.ledger.counts(), { write: { in: 4, out: 4, dropped: {} } })
  t.notOk(stdout.writableEnded, 'stdout is not ours to end')
})

t.test('--format decides the shape on stdout too', async (t) => {
  const stdout = new PassThrough({ encoding: 'utf8' })
  await write(SAMPLES.slice(0, 1), testContext({ format: 'openai' }), stdout)
  t.match(JSON.parse(stdout.read() as string), { messages: [{ role: 'system' }, {}, {}], metadata: { split: 'train' } })
})

t.test('a slow reader holds the rows back', async (t) => {
  const waiting: (() => void)[] = []
  const stdout = new Writable({ highWaterMark: 1, write: (_chunk, _encoding, done) => void waiting.push(done) })
  let taken = 0
  function* endless() {
    for (;;) yield sample({ id: `distill_${taken++}_v1` })
  }
  const controller = new AbortController()
  const run = pipeline(Readable.from(endless()), writeRows(testContext(), stdout), { signal: controller.signal })
  for (let turn = 0; turn < 50; turn++) await tick()
  t.equal(waiting.length, 1, 'one line is on its way')
  t.ok(taken < 100, `${taken} rows were taken in`)
  controller.abort()
  await t.rejects(run, { name: 'AbortError' })
})

t.test('a reader that went away ends the chain with its own code', async (t) => {
  const broken = Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })
  const stdout = new Writable({ write: (_chunk, _encoding, done) => done(broken) }).on('error', () => {})
  await t.rejects(write(SAMPLES, testContext(), stdout), { code: 'EPIPE' })
})

t.test('a full disk behind stdout is an I/O error', async (t) => {
  const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
  const stdout = new Writable({ write: (_chunk, _encoding, done) => done(full) }).on('error', () => {})
  await t.rejects(write(SAMPLES, testContext(), stdout), { code: 'ERR_IO', message: /no space left/ })
})

t.test('--out: rows by split, and all files of the contract', async (t) => {
  const out = join(t.testdir(), 'out')
  await write(SAMPLES, testContext({ out }))
  t.strictSame(readdirSync(out), FILES)
  for (const split of ['train', 'val', 'test']) {
    t.strictSame(rowsOf(read(out, `${split}.jsonl`)), SAMPLES.filter(({ metadata }) => metadata.split === split), split)
  }
  t.match(read(out, 'train.jsonl'), '弹跳的球', 'rows are UTF-8')
  t.match(parse(read(out, 'sft.yaml')), { dataset: 'train', eval_dataset: 'val' })
  t.match(JSON.parse(read(out, 'report.json')), { totals: { written: 4, mock: false }, selection: null })
})

interface Manifest {
  files: Record<string, { sha256: string; bytes: number }>
  rows: object
}

t.test('--out: the manifest hashes what the rows decide, the lineage each row', async (t) => {
  const out = join(t.testdir(), 'out')
  await write(SAMPLES, testContext({ out }))
  const { files, rows } = JSON.parse(read(out, 'manifest.json')) as Manifest
  t.strictSame(Object.keys(files), FILES.filter(decidedByRows))
  for (const [name, { sha256: hash, bytes }] of Object.entries(files)) {
    t.equal(hash, sha256(read(out, name)), name)
    t.equal(bytes, readFileSync(join(out, name)).length, name)
  }
  t.strictSame(rows, { train: 2, val: 1, test: 1 })
  const lineage = rowsOf(read(out, 'lineage.jsonl')) as unknown as { id: string; row_sha256: string }[]
  t.strictSame(lineage.map(({ id }) => id), SAMPLES.map(({ metadata }) => metadata.id))
  t.equal(lineage[1].row_sha256, sha256(read(out, 'val.jsonl')))
})

t.test('equal runs give equal bytes in all files but those that tell of the run', async (t) => {
  const dir = t.testdir()
  await write(SAMPLES, testContext({ out: join(dir, 'a'), jobs: 1, cache: join(dir, 'x'), versions: 5 }))
  await write(SAMPLES, testContext({ out: join(dir, 'b'), jobs: 4, rejects: join(dir, 'r.jsonl'), progress: 'never' }))
  for (const name of [...FILES.filter(decidedByRows), 'manifest.json']) {
    t.equal(read(dir, 'a', name), read(dir, 'b', name), name)
  }
  t.notMatch(read(dir, 'a', 'manifest.json'), dir)
})

t.test('dropped rows go into the folder, and into the file that the user named for them', async (t) => {
  const dir = t.testdir()
  const context = testContext({ out: join(dir, 'a') })
  const mine = join(dir, 'mine.jsonl')
  context.ledger.openRejects(mine)
  const writer = writeRows(context, new PassThrough())
  context.ledger.stage('parse').drop('too-odd', { id: 'x' })
  await pipeline(Readable.from(SAMPLES), writer)
  context.ledger.closeRejects(mine)
  for (const name of ['a/rejects.jsonl', 'mine.jsonl']) {
    t.strictSame(JSON.parse(read(dir, name)), { stage: 'parse', reason: 'too-odd', id: 'x' }, name)
  }
})

t.test('a mock row puts the notice on card and report', async (t) => {
  const out = join(t.testdir(), 'out')
  await write([...SAMPLES, sample({ id: 'm', source: 'mock' })], testContext({ out }))
  t.match(read(out, 'README.md'), 'mock data, not for training')
  t.match(read(out, 'report.html'), 'mock data, not for training')
})

t.test('a val split without rows is named nowhere', async (t) => {
  const out = join(t.testdir(), 'out')
  await write(SAMPLES.filter(({ metadata }) => metadata.split !== 'val'), testContext({ out }))
  t.equal(read(out, 'val.jsonl'), '')
  t.strictSame(Object.keys(JSON.parse(read(out, 'dataset_info.json')) as object), ['train', 'test'])
  t.notMatch(read(out, 'sft.yaml'), 'eval')
})

t.test('without a row there is no dataset: the old folder stays and the run has failed', async (t) => {
  const dir = t.testdir()
  const out = join(dir, 'out')
  await write(SAMPLES, testContext({ out }))
  const before = read(out, 'train.jsonl')
  const context = testContext({ out })
  await write([], context)
  t.match(context.facts.failures, [{ code: 'ERR_NOTHING_SURVIVED' }])
  t.equal(read(out, 'train.jsonl'), before)
  t.strictSame(readdirSync(dir), ['out'])
})

t.test('a failure that is already known is not told twice', async (t) => {
  const context = testContext()
  context.facts.failures = [{ code: 'ERR_NOTHING_SURVIVED', message: 'none passed' }]
  await write([], context)
  t.strictSame(context.facts.failures, [{ code: 'ERR_NOTHING_SURVIVED', message: 'none passed' }])
})

function* broken(): Generator<Sample> {
  yield sample({ id: 'new' })
  throw new Error('upstream')
}

t.test('a run that breaks off leaves the old folder and nothing beside it', async (t) => {
  const dir = t.testdir()
  const out = join(dir, 'out')
  await write(SAMPLES, testContext({ out }))
  const before = read(out, 'manifest.json')
  await t.rejects(write(broken(), testContext({ out })), { message: 'upstream' })
  t.equal(read(out, 'manifest.json'), before)
  t.strictSame(readdirSync(dir), ['out'])
})

const make = (options: RawOptions) => () => writeRows(testContext(options), new PassThrough())

t.test('a foreign folder and an unknown format are refused before the first row', async (t) => {
  const dir = t.testdir({ foreign: { 'notes.txt': 'mine' } })
  t.throws(make({ out: join(dir, 'foreign') }), { code: 'ERR_OUT_DIR' })
  t.throws(make({ out: join(dir, 'out'), format: 'xml' }), { code: 'ERR_USAGE' })
  t.strictSame(readdirSync(dir), ['foreign'])
})

t.test('repairs become conversations and pairs of their own, which LLaMA-Factory is told of', async (t) => {
  const out = join(t.testdir(), 'dataset')
  const turns = [
    { role: 'user' as const, content: 'the task' },
    { role: 'assistant' as const, content: 'failed' },
    { role: 'user' as const, content: 'wrong' },
  ]
  const repaired = sample({ id: 'distill_r_v1_r1' }, { turns, output: 'passed' })
  await write([...SAMPLES, repaired], testContext({ out, repairKeep: true }))
  t.notOk(read(out, 'train.jsonl').includes('wrong'), 'the row itself has one turn')
  t.match(JSON.parse(read(out, 'repairs.jsonl')), {
    system: 'You write games.',
    conversations: [
      { from: 'human', value: 'the task' },
      { from: 'gpt', value: 'failed' },
      { from: 'human', value: 'wrong' },
      { from: 'gpt', value: 'passed' },
    ],
    metadata: { id: 'distill_r_v1_r1' },
  })
  t.match(JSON.parse(read(out, 'repair_pairs.jsonl')), {
    conversations: [{ from: 'human', value: 'the task' }],
    chosen: { from: 'gpt', value: 'passed' },
    rejected: { from: 'gpt', value: 'failed' },
  })
  const info = JSON.parse(read(out, 'dataset_info.json')) as Record<string, object>
  t.match(info, {
    train: { file_name: 'train.jsonl' },
    repairs: { file_name: 'repairs.jsonl', formatting: 'sharegpt' },
    repair_pairs: { ranking: true, columns: { chosen: 'chosen', rejected: 'rejected', messages: 'conversations' } },
  })
  const { files } = JSON.parse(read(out, 'manifest.json')) as { files: Record<string, object> }
  t.ok(files['repairs.jsonl'] && files['repair_pairs.jsonl'])
})

t.test('repairs for TRL have all but the last answer in the prompt', async (t) => {
  const out = join(t.testdir(), 'dataset')
  const turns = [
    { role: 'user' as const, content: 'the task' },
    { role: 'assistant' as const, content: 'failed' },
    { role: 'user' as const, content: 'wrong' },
  ]
  const repaired = sample({ id: 'distill_r_v1_r1' }, { turns, output: 'passed' })
  await write([...SAMPLES, repaired], testContext({ out, repairKeep: true, format: 'trl' }))
  const system = { role: 'system', content: 'You write games.' }
  const passed = [{ role: 'assistant', content: 'passed' }]
  t.match(JSON.parse(read(out, 'repairs.jsonl')), { prompt: [system, ...turns], completion: passed })
  t.match(JSON.parse(read(out, 'repair_pairs.jsonl')), {
    prompt: [system, turns[0]],
    chosen: passed,
    rejected: [turns[1]],
  })
  t.strictSame(JSON.parse(read(out, 'dataset_info.json')), {})
})

t.test('--repair-keep without a folder is refused', async (t) => {
  t.throws(() => writeRows(testContext({ repairKeep: true }), new PassThrough()), { code: 'ERR_USAGE', hint: /--out/ })
})
