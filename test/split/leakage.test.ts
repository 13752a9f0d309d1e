import t from 'tap'
import { leakage, type AuditedRow } from '../../src/split/leakage.ts'
import { resultOf } from '../../src/stream/work.ts'
import { programText } from '../helpers/programs.ts'

function row(name: string, split: AuditedRow['split'], overrides: Partial<AuditedRow> = {}): AuditedRow {
  return { promptId: name, seed: { task: `task of ${name}` }, code: () => programText(name), split, ...overrides }
}

const NONE = { same_prompt: 0, same_template: 0, near_duplicate: 0 }
const renamed = programText('alpha').replace(/\b(add|set|move|turn|grow|fade|spin|drop|push|pull|wrap|tint)/g, 'x$1y')

const copy = programText('alpha')

const CASES: [name: string, rows: AuditedRow[], expected: object][] = [
  ['nothing', [row('alpha', 'train'), row('beta', 'val'), row('gamma', 'test')], NONE],
  ['a prompt', [row('alpha', 'train'), row('beta', 'val', { promptId: 'alpha' })], { ...NONE, same_prompt: 1 }],
  [
    'a template',
    [
      row('alpha', 'train', { seed: { task: 'draw 3 red stars' } }),
      row('beta', 'test', { seed: { task: 'draw 5 circles' } }),
    ],
    { ...NONE, same_template: 1 },
  ],
  [
    'a family',
    [
      row('alpha', 'val', { seed: { task: 'one thing', family: 'f' } }),
      row('beta', 'test', { seed: { task: 'another', family: 'f' } }),
    ],
    { ...NONE, same_template: 1 },
  ],
  [
    'a template that is held out by its prompts',
    [
      row('alpha', 'train', { seed: { task: 'draw 3 red stars', family: 'f' } }),
      row('beta', 'val', { seed: { task: 'draw 5 circles', family: 'f' }, byPrompt: true }),
    ],
    NONE,
  ],
  ['a copied program', [row('alpha', 'train'), row('beta', 'val', { code: () => copy })], { ...NONE, near_duplicate: 1 }],
  ['a renamed copy', [row('alpha', 'val'), row('beta', 'test', { code: () => renamed })], { ...NONE, near_duplicate: 1 }],
]
for (const [name, rows, expected] of CASES) {
  t.test(`${name} in two splits is counted as it should be, whatever the order of the rows`, async (t) => {
    t.strictSame(resultOf(leakage(rows)), expected)
    t.strictSame(resultOf(leakage(rows.toReversed())), expected)
  })
}

t.test('within one split nothing leaks', async (t) => {
  const rows = [row('alpha', 'train'), row('beta', 'train', { promptId: 'alpha', code: () => programText('alpha') })]
  t.strictSame(resultOf(leakage(rows)), NONE)
})
