import t, { type Test } from 'tap'
import { readFolder } from '../../src/audit/read-folder.ts'
import { splitFiles } from '../../src/audit/split-files.ts'
import { testContext } from '../helpers/context.ts'
import { folderWith } from '../helpers/folder.ts'

const row = (name: string) => ({ instruction: `Make ${name}.`, output: `make('${name}')` })
const lines = (...names: string[]) => names.map((name) => JSON.stringify(row(name)) + '\n').join('')

t.test('splits are told by the words in the names of files, one file of a name', async (t) => {
  const names = [
    'games-val.json',
    'train.jsonl',
    'train.parquet',
    'test-00000-of-00001.parquet',
    'eval.ndjson',
    'Train_2.json',
  ]
  const others = ['README.md', 'dpo.jsonl', 'latest.jsonl', 'train.yaml', 'contest.json']
  const folder = folderWith(t, Object.fromEntries([...names, ...others].map((name) => [name, ''])))
  t.strictSame(
    splitFiles(folder).map(({ split, name }) => [split, name]),
    [
      ['train', 'Train_2.json'],
      ['train', 'train.jsonl'],
      ['val', 'eval.ndjson'],
      ['val', 'games-val.json'],
      ['test', 'test-00000-of-00001.parquet'],
    ],
  )
})

t.test('the files of a hub lie in data', async (t) => {
  const folder = folderWith(t, { 'README.md': '', 'data/train-00000-of-00001.jsonl': '' })
  t.strictSame(
    splitFiles(folder).map(({ split }) => split),
    ['train'],
  )
})

t.test('a folder without splits, and one that is not there, are no input', async (t) => {
  t.throws(() => splitFiles(folderWith(t, { 'a.jsonl': '' })), { code: 'ERR_NO_INPUT' })
  t.throws(() => splitFiles('/nowhere/at/all'), { code: 'ERR_NO_INPUT' })
})

async function read(t: Test, files: Record<string, string | Buffer>) {
  const context = testContext()
  const rows = await readFolder(context, 'leakage', folderWith(t, files))
  return {
    rows: rows.map(({ file, line, task }) => `${file}:${line} ${task}`),
    counts: context.ledger.stage('leakage').counts(),
  }
}

t.test('lines, lists and lists in an object are read, whatever .json holds', async (t) => {
  const { rows, counts } = await read(t, {
    'train.jsonl': `\n${lines('a', 'b')}`,
    'train_2.json': '\ufeff' + JSON.stringify([row('c'), row('d')]),
    'val.json': JSON.stringify({ version: 1, data: [row('e')] }),
    'test.json': lines('f', 'g'),
  })
  t.strictSame(rows, [
    'train.jsonl:2 Make a.',
    'train.jsonl:3 Make b.',
    'train_2.json:1 Make c.',
    'train_2.json:2 Make d.',
    'val.json:1 Make e.',
    'test.json:1 Make f.',
    'test.json:2 Make g.',
  ])
  t.strictSame(counts, { in: 7, out: 7, dropped: {} })
})

t.test('one conversation in a .json is a row, not a list of rows', async (t) => {
  const turns = [
    { role: 'user', content: 'Do it.' },
    { role: 'assistant', content: 'play()' },
  ]
  t.strictSame((await read(t, { 'test.json': JSON.stringify({ messages: turns }) })).rows, ['test.json:1 Do it.'])
})

t.test('what cannot be read is counted and told, and the rest is read', async (t) => {
  const bad = Buffer.from([0xff, 0xfe, 0x0a])
  const { rows, counts } = await read(t, {
    'train.jsonl': Buffer.concat([Buffer.from(`${lines('a')}{"cut\n[1]\n`), bad, Buffer.from(lines('b'))]),
    'test.parquet': 'no parquet',
  })
  t.strictSame(rows, ['train.jsonl:1 Make a.', 'train.jsonl:5 Make b.'])
  const dropped = { 'invalid-json': 1, 'invalid-utf8': 1, 'no-task-and-answer': 1, 'unreadable-parquet': 1 }
  t.strictSame(counts, { in: 6, out: 2, dropped })
})

t.test('under --on-error fail a bad line is the end', async (t) => {
  const context = testContext({ onError: 'fail' })
  const folder = folderWith(t, { 'train.jsonl': `${lines('a')}{"cut\n` })
  await t.rejects(readFolder(context, 'leakage', folder), { code: 'ERR_BAD_INPUT', message: 'train.jsonl:2: not JSON' })
})
