import t from 'tap'
import { renderDiff } from '../../src/audit/diff-text.ts'
import { diffRows } from '../../src/audit/diff.ts'
import type { FolderRow } from '../../src/audit/read-folder.ts'

function row(id: string, overrides: Partial<FolderRow> = {}): FolderRow {
  const metadata = {
    id,
    difficulty: 'easy',
    modules: ['Scene', 'Input'],
    source: 'mock',
    quality_score: 0.5,
    tokens: 10,
  }
  return {
    split: 'train',
    file: 'train.jsonl',
    line: 1,
    task: `Task ${id}`,
    code: `play('${id}')`,
    metadata,
    ...overrides,
  }
}

const like = (id: string, metadata: object, overrides: Partial<FolderRow> = {}): FolderRow => {
  const plain = row(id, overrides)
  return { ...plain, metadata: { ...plain.metadata, ...metadata } }
}

t.test('a dataset and itself differ in nothing', async (t) => {
  const rows = [row('a'), row('b')]
  t.match(diffRows(rows, rows), {
    rows: [2, 2],
    both: { by_id: 2, by_program: 0 },
    only: [[], []],
    changed: { split: [], quality_score: [], prompt: [], program: [] },
    tokens: [20, 20],
  })
})

t.test('rows are told that left, came, moved or changed', async (t) => {
  const first = [row('gone'), row('moved'), row('scored'), row('reworded'), row('rewritten')]
  const second = [
    row('moved', { split: 'test', file: 'test.jsonl' }),
    like('scored', { quality_score: 0.75 }),
    row('reworded', { task: 'Other words' }),
    row('rewritten', { code: 'other()' }),
    row('new'),
  ]
  const { only, changed, both } = diffRows(first, second)
  t.strictSame(both, { by_id: 4, by_program: 0 })
  t.strictSame(only, [['train.jsonl:1 gone'], ['train.jsonl:1 new']])
  t.strictSame(changed, {
    split: [{ row: 'test.jsonl:1 moved', change: ['train', 'test'] }],
    quality_score: [{ row: 'train.jsonl:1 scored', change: [0.5, 0.75] }],
    prompt: ['train.jsonl:1 reworded'],
    program: ['train.jsonl:1 rewritten'],
  })
})

t.test('rows without an id, or under another one, are found by their program, each of them once', async (t) => {
  const bare = { metadata: {}, code: 'same()' }
  const first = [row('', bare), row('', bare), row('', bare), row('old')]
  const second = [row('', bare), row('', { ...bare, split: 'val' }), row('renamed', { code: row('old').code })]
  const { both, only, changed } = diffRows(first, second)
  t.strictSame(both, { by_id: 0, by_program: 3 })
  t.strictSame(only, [['train.jsonl:1'], []])
  t.strictSame(changed.split, [{ row: 'train.jsonl:1', change: ['train', 'val'] }])
})

t.test('counts stand side by side, and tokens are estimated where no row says them', async (t) => {
  const second = [like('a', { difficulty: 'hard', modules: ['Scene'], source: 'distill' }), row('b', { metadata: {} })]
  const { counts, tokens } = diffRows([row('a')], second)
  t.strictSame(counts, {
    split: { train: [1, 2] },
    difficulty: { easy: [1, 0], hard: [0, 1] },
    module: { Input: [1, 0], Scene: [1, 1] },
    source: { distill: [0, 1], mock: [1, 0] },
  })
  t.equal(tokens[0], 10)
  t.ok(tokens[1] > 10)
})

t.test('the text names some rows of each kind and lets nothing act on a terminal', async (t) => {
  const names = Array.from({ length: 7 }, (_, at) => `row-${at}\u001b[2J`)
  const text = renderDiff(
    diffRows(
      names.map((name) => row(name)),
      [row('row-0\u001b[2J', { split: 'val' })],
    ),
    ['one', 'two'],
  )
  t.match(text, /^1: one\n2: two\n/)
  t.match(text, /\nrows +7 +1 +-6\n/)
  t.match(text, /\nonly in 1: 6\n {2}train\.jsonl:1 row-1\?\[2J\n/)
  t.match(text, /\n {2}… and 1 more\n/)
  t.match(text, /\nin another split: 1\n {2}train\.jsonl:1 row-0\?\[2J: train → val\n/)
  t.notOk(text.includes('\u001b'))
})
