import t from 'tap'
import { renderOutput } from '../../../src/formats/canonical.ts'
import { PairPool } from '../../../src/formats/pairs/pair-pool.ts'
import { ESTIMATE } from '../../../src/formats/token-counter.ts'
import type { Issue, Level, Selected, Split, Verdict } from '../../../src/record.ts'
import { resultOf } from '../../../src/stream/work.ts'
import { programText, reordered, selectedRow, verdictRow } from '../../helpers/programs.ts'
import { sample } from '../../helpers/sample.ts'

type Metadata = Record<string, string | number>

function failedRow(id: string, promptId: string, overrides: Partial<Verdict> = {}, level: Level = 'L3'): Verdict {
  const issue: Issue = { level, code: 'runtime-error', severity: 'error', message: `${id} is wrong` }
  const validation = { levels: { [level]: { passed: false, issues: [issue] } } }
  return verdictRow(id, { prompt_id: promptId, passed: false, validation, ...overrides })
}

interface Given {
  failed: readonly Verdict[]
  rows: readonly [Selected, Split][]
}

function made({ failed, rows }: Given, most?: number) {
  const pool = new PairPool(undefined)
  for (const row of failed) pool.failed(row)
  for (const [row, split] of rows) {
    const { id, prompt_id, code_hash } = row
    const output = renderOutput(row.plan, row.code)
    pool.placed(row, sample({ id, prompt_id, code_hash, split }, { output, instruction: `do ${prompt_id}` }))
  }
  const found = resultOf(pool.finish(ESTIMATE, most))
  const result = {
    pairs: [...found.pairs()],
    answers: [...found.answers()],
    facts: found.facts,
    longest: found.longest,
  }
  pool.close()
  return result
}

const row = (id: string, promptId: string, overrides: Partial<Selected> = {}) =>
  selectedRow(id, { prompt_id: promptId, ...overrides })

t.test('a pair has the task of the row, its answer, a failed one and why it failed', async (t) => {
  const bad = failedRow('a2', 'a')
  const { pairs, facts, longest } = made({ failed: [bad], rows: [[row('a1', 'a'), 'train']] })
  const [{ metadata, ...pair }] = pairs
  t.strictSame(pair, {
    system: 'You write games.',
    instruction: 'do a',
    input: '',
    chosen: renderOutput(bad.plan, programText('a1')),
    rejected: renderOutput(bad.plan, programText('a2')),
  })
  t.match(metadata, {
    prompt_id: 'a',
    chosen_id: 'a1',
    rejected_id: 'a2',
    rejected_hash: 'hash-a2',
    level: 'L3',
    code: 'runtime-error',
    message: 'a2 is wrong',
  })
  t.match(facts, { failed: 1, dpo: 1, kto: { good: 1, bad: 1 }, left_out: {}, levels: { L3: 1 } })
  t.ok(longest > 100)
})

t.test('each pair gives a good and a bad answer, labelled so', async (t) => {
  const { answers } = made({ failed: [failedRow('a2', 'a')], rows: [[row('a1', 'a'), 'train']] })
  t.match(
    answers.map(({ label, metadata }) => ({ label, ...(metadata as Metadata) })),
    [
      { label: true, id: 'a1', level: '', code: '' },
      { label: false, id: 'a2', level: 'L3', code: 'runtime-error' },
    ],
  )
  t.strictSame(Object.keys(answers[0].metadata), Object.keys(answers[1].metadata))
})

t.test('nothing comes from a prompt without a row in train', async (t) => {
  const { pairs, answers, facts } = made({
    failed: [failedRow('v2', 'v'), failedRow('t2', 't'), failedRow('x2', 'x'), failedRow('a2', 'a')],
    rows: [
      [row('v1', 'v'), 'val'],
      [row('t1', 't'), 'test'],
      [row('a1', 'a'), 'train'],
    ],
  })
  t.strictSame(
    pairs.map(({ metadata }) => (metadata as Metadata).prompt_id),
    ['a'],
  )
  t.ok(answers.every(({ metadata }) => (metadata as Metadata).prompt_id === 'a'))
  t.strictSame(facts.left_out, { 'no-train-row': 3 })
})

t.test('a failed program that is much like a held-out one stays out', async (t) => {
  const heldOut = programText('v1', 40)
  const { pairs, facts } = made({
    failed: [failedRow('a2', 'a', { code: heldOut.replace(/\n/, '\nbroken()\n') }), failedRow('a3', 'a')],
    rows: [
      [row('v1', 'v', { code: heldOut }), 'val'],
      [row('a1', 'a'), 'train'],
    ],
  })
  t.strictSame(
    pairs.map(({ metadata }) => (metadata as Metadata).rejected_id),
    ['a3'],
  )
  t.strictSame(facts.left_out, { 'held-out-twin': 1 })
})

t.test('a program that failed twice for one prompt counts once', async (t) => {
  const again = { code: programText('a2'), code_hash: 'hash-a2' }
  const { facts } = made({
    failed: [failedRow('a2', 'a'), failedRow('a3', 'a', again)],
    rows: [[row('a1', 'a'), 'train']],
  })
  t.match(facts, { dpo: 1, left_out: { repeated: 1 } })
})

t.test('a failed answer that the trainer would cut off is left out', async (t) => {
  const given: Given = { failed: [failedRow('a2', 'a')], rows: [[row('a1', 'a'), 'train']] }
  t.match(made(given, 90).facts, { dpo: 0, left_out: { 'over-long': 1 } })
  t.match(made(given, 900).facts, { dpo: 1, left_out: {} })
})

t.test('the order of arrival has no say, and every failed program is counted', async (t) => {
  const prompts = Array.from({ length: 30 }, (_, at) => `p${at}`)
  const failed = prompts.flatMap((id, at) =>
    [2, 3, 4].map((n) => failedRow(`${id}_${n}`, id, { code: programText(`${id}${n}`, 15 + ((at * n) % 12)) })),
  )
  const rows = prompts.map((id, at): [Selected, Split] => [row(`${id}_1`, id), at % 10 === 0 ? 'val' : 'train'])
  const first = made({ failed, rows })
  for (const seed of [1, 2]) t.strictSame(made({ failed: reordered(failed, seed), rows: reordered(rows, seed) }), first)
  const left = Object.values(first.facts.left_out).reduce((a, b) => a + b, 0)
  t.equal(first.facts.dpo + left, 90)
  const { good, bad } = first.facts.mean_tokens.dpo
  t.ok(Math.abs(bad / good - 1) < 0.06, `${good} ${bad}`)
})

t.test('without failed programs there are no pairs, and that is no fault', async (t) => {
  const { pairs, answers, facts } = made({
    failed: [verdictRow('a2', { prompt_id: 'a' })],
    rows: [[row('a1', 'a'), 'train']],
  })
  t.strictSame([pairs, answers, facts.failed, facts.dpo], [[], [], 0, 0])
})
