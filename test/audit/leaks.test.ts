import t from 'tap'
import { renderLeaks } from '../../src/audit/leak-text.ts'
import { auditLeaks, type LeakKind } from '../../src/audit/leaks.ts'
import type { FolderRow } from '../../src/audit/read-folder.ts'
import type { Split } from '../../src/record.ts'
import { resultOf } from '../../src/stream/work.ts'
import { programText } from '../helpers/programs.ts'

function row(split: Split, name: string, overrides: Partial<FolderRow> = {}): FolderRow {
  return {
    split,
    file: `${split}.jsonl`,
    line: 1,
    task: `All about ${name}`,
    code: programText(name),
    metadata: {},
    ...overrides,
  }
}

const task = (text: string) => ({ task: text })
const renamed = programText('alpha').replace(/\b(add|set|move|turn|grow|fade|spin|drop|push|pull|wrap|tint)/g, 'x$1y')
const LONG = 'a long sentence about planets that orbit a sun while comets cross the sky'

const CASES: [name: string, rows: FolderRow[], found: LeakKind[]][] = [
  ['nothing', [row('train', 'alpha'), row('val', 'beta'), row('test', 'gamma')], []],
  ['a pair inside a split', [row('train', 'alpha'), row('test', 'beta'), row('test', 'beta')], []],
  [
    'a prompt',
    [row('train', 'alpha'), row('val', 'beta', task('All about alpha'))],
    ['same_prompt', 'same_words', 'same_template', 'near_prompt'],
  ],
  [
    'a prompt in other case',
    [row('train', 'alpha'), row('test', 'beta', task('all about  ALPHA!'))],
    ['same_words', 'same_template', 'near_prompt'],
  ],
  [
    'a template',
    [row('train', 'alpha', task('draw 3 red stars')), row('test', 'beta', task('draw 12 blue circles'))],
    ['same_template'],
  ],
  ['a task', [row('val', 'alpha', task(LONG)), row('test', 'beta', task(LONG + ' again'))], ['near_prompt']],
  ['a program', [row('train', 'alpha'), row('val', 'beta', { code: programText('alpha') })], ['near_duplicate']],
  ['a renamed program', [row('val', 'alpha'), row('test', 'beta', { code: renamed })], ['near_duplicate']],
]
for (const [name, rows, found] of CASES) {
  t.test(`${name} across splits`, async (t) => {
    const { leaks, any, held_out: heldOut } = resultOf(auditLeaks(rows, 3))
    t.strictSame(
      Object.entries(leaks).flatMap(([kind, { rows: n }]) => (n > 0 ? [kind] : [])),
      found,
    )
    t.equal(any.rows, found.length > 0 ? 1 : 0)
    t.equal(any.share, any.rows / heldOut)
  })
}

t.test('lines that frame all prompts make none of them alike', async (t) => {
  const frame = 'You are an expert in games of every kind.\nWrite the whole program, with all its parts.'
  const rows = ['alpha', 'beta', 'gamma', 'delta'].map((name, at) => {
    return row(at < 3 ? 'train' : 'val', name, { task: `${frame}\n${name} ${name}` })
  })
  t.equal(resultOf(auditLeaks(rows, 3)).any.rows, 0)
})

t.test('examples name both rows and are no more than asked for', async (t) => {
  const rows = [
    row('train', 'alpha', { metadata: { id: 'a' }, line: 7 }),
    ...[1, 2, 3].map((line) => row('val', 'alpha', { line })),
  ]
  const { same_prompt: found } = resultOf(auditLeaks(rows, 2)).leaks
  t.strictSame([found.rows, found.val, found.test, found.share], [3, 3, 0, 1])
  t.strictSame(
    found.examples.map(({ row: held, like }) => [held, like]),
    [
      ['val.jsonl:1', 'train.jsonl:7 a'],
      ['val.jsonl:2', 'train.jsonl:7 a'],
    ],
  )
  t.match(found.examples[0], { task_similarity: 1, code_similarity: 1 })
})

t.test('without a row there is no share', async (t) => {
  t.strictSame(resultOf(auditLeaks([], 3)).any, { rows: 0, share: 0, val: 0, test: 0 })
})

t.test('the text has a line for each kind, and lets nothing act on a terminal', async (t) => {
  const evil = task('red \u001b[31m and \u202e reversed')
  const text = renderLeaks(resultOf(auditLeaks([row('train', 'alpha', evil), row('val', 'beta', evil)], 3)))
  t.match(text, /^train 1, val 1, test 0\n/)
  t.match(text, /\nsame prompt +1 +0 +1 +100\.0 %\n/)
  t.match(text, /\nnear-duplicate program +0 +0 +0 +0\.0 %\n/)
  t.match(text, /\n {2}val\.jsonl:1 ~ train\.jsonl:1: tasks 1\.00, programs 0\.\d\d\n/)
  // eslint-disable-next-line no-control-regex
  t.notMatch(text, /[\u001b\u202e]/)
})
