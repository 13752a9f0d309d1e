import t from 'tap'
import type { Level, Verdict } from '../../src/record.ts'
import { quality } from '../../src/select/quality.ts'
import { programText, verdictRow } from '../helpers/programs.ts'

const code = programText('quality', 20) + '\n// a word on what it does, and why it does so'

const LIVELY = {
  last: { objects: 5 },
  changes: { moved: 3, rotated: 1, scaled: 0 },
  listeners: ['pointerdown'],
  scenes: [{ updates: 120 }],
}

const level = (metrics: Record<string, number>) => ({ passed: true, issues: [], metrics })

function row(levels: Verdict['validation']['levels'], observed?: unknown): Verdict {
  return verdictRow('a', { code, validation: { levels, observed } })
}

const PERFECT = row(
  {
    L1: level({ lint_warnings: 0 }),
    L2: level({ api_references: 10, api_misses: 0, must_use_total: 2, must_use_met: 2 }),
    L4: level({ plan_apis: 3, plan_precision: 1, plan_recall: 1 }),
  },
  LIVELY,
)

t.test('a row without a flaw has 1 in every component', async (t) => {
  t.strictSame(quality(PERFECT), { lint: 1, api: 1, must_use: 1, plan: 1, behaviour: 1, form: 1, overall: 1 })
})

function changed(name: Level, metrics: Record<string, number>): Verdict {
  return row({ ...PERFECT.validation.levels, [name]: level(metrics) }, LIVELY)
}

const FLAWS: [component: string, flawed: Verdict, value: number][] = [
  ['lint', changed('L1', { lint_warnings: 10 }), 0.5],
  ['api', changed('L2', { api_references: 10, api_misses: 1, must_use_total: 0, must_use_met: 0 }), 0.9],
  ['api', changed('L2', { api_references: 10, api_misses: 0, api_argument_faults: 1 }), 0.7],
  ['api', changed('L2', { api_references: 10, api_misses: 0, api_unknown_events: 2 }), 0.49],
  ['must_use', changed('L2', { api_references: 0, api_misses: 0, must_use_total: 4, must_use_met: 1 }), 0.25],
  ['plan', changed('L4', { plan_precision: 0.5, plan_recall: 1 }), 0.6667],
  ['plan', changed('L4', { plan_precision: 0, plan_recall: 0 }), 0.05],
  ['behaviour', row(PERFECT.validation.levels, { ...LIVELY, listeners: [] }), 0.75],
  ['behaviour', row(PERFECT.validation.levels, { ...LIVELY, last: null, changes: { moved: 1 } }), 0.625],
  ['behaviour', row(PERFECT.validation.levels, {}), 0.05],
  ['behaviour', row(PERFECT.validation.levels, { ...LIVELY, last: { objects: 4, transparent: 2 } }), 0.875],
  ['behaviour', changed('L4', { plan_precision: 1, plan_recall: 1, probes_held: 1, probes_failed: 1 }), 0.75],
  ['form', { ...PERFECT, code: code.slice(0, 40) }, 0.0],
  ['form', { ...PERFECT, code: code.replace(/\/\/.*/, '') }, 0.5],
]
for (const [component, flawed, value] of FLAWS) {
  t.test(`a flaw in ${component} (${value}) lowers that component and the mean`, async (t) => {
    const result = quality(flawed)
    if (value > 0) t.equal(result[component as 'lint'], value)
    t.ok((result[component as 'lint'] as number) < 1)
    t.ok(result.overall < 1)
  })
}

t.test('what was not measured is left out and does not count', async (t) => {
  t.strictSame(quality(row({})), { form: 1, overall: 1 })
  t.strictSame(quality(row({ L1: level({}) }, null)), { form: 1, overall: 1 })
})

t.test('behaviour that is nonsense gives a number all the same', async (t) => {
  for (const observed of [{ last: 'x', changes: 7, listeners: 'y', scenes: [null, 3] }, [], 'text']) {
    t.ok(Number.isFinite(quality(row({}, observed)).overall), JSON.stringify(observed))
  }
})

t.test('weights of one\'s own change what is the better program', async (t) => {
  const { lint, overall } = quality(verdictRow('x', { validation: { levels: { L1: { passed: true, issues: [], metrics: { lint_warnings: 10 } } } } }), {
    lint: 1, api: 0, must_use: 0, plan: 0, behaviour: 0, form: 0,
  })
  t.equal(lint, 0.5)
  t.equal(overall, lint)
  const unmeasured = { lint: 0, api: 1, must_use: 0, plan: 0, behaviour: 0, form: 0 }
  t.equal(quality(verdictRow('x'), unmeasured).overall, 1, 'nothing that counts was measured')
})
