import t from 'tap'
import { join } from 'node:path'
import { prompts } from '../../src/domains/phaser/prompts/index.ts'
import { mistakesOf, pitfallsOf, readPitfalls } from '../../src/reports/pitfalls.ts'
import { readReport, reportFile } from '../../src/reports/read-report.ts'
import { buildReport, renderReport } from '../../src/reports/report.ts'
import type { Mistake } from '../../src/stream/facts.ts'
import { testContext } from '../helpers/context.ts'

const mistake = (code: string, count: number, topic = ''): Mistake => ({
  level: 'L2',
  code,
  topic,
  count,
  symbols: [],
  messages: [],
})

const mistakes = { programs: 3, failed: 2, ranked: [mistake('must-use-missing', 2), mistake('check-crashed', 1)] }

t.test('the list has the share of all programs, and the advice where there is one', async (t) => {
  const list = pitfallsOf(mistakes, prompts)
  t.match(list, {
    programs: 3,
    failed: 2,
    pitfalls: [{ code: 'must-use-missing', count: 2, share: 0.6667 }, { share: 0.3333 }],
  })
  t.match(list.pitfalls[0].advice, { zh: /必须使用/, en: /must be used/ })
  t.equal(list.pitfalls[1].advice, null)
  t.strictSame(pitfallsOf({ programs: 0, failed: 0, ranked: [] }, prompts), { programs: 0, failed: 0, pitfalls: [] })
})

t.test('a list that was printed is read back: the advice, in its order', async (t) => {
  const text = JSON.stringify(pitfallsOf(mistakes, prompts))
  const dir = t.testdir({
    'list.json': text,
    'other.json': '{"pitfalls":[{"advice":{"zh":"x"}}]}',
    'rows.jsonl': '{}\n{}',
  })
  t.strictSame(readPitfalls(join(dir, 'list.json')), [prompts.advice(mistake('must-use-missing', 2))])
  for (const name of ['other.json', 'rows.jsonl']) t.throws(() => readPitfalls(join(dir, name)), { code: 'ERR_CONFIG' })
  t.throws(() => readPitfalls(join(dir, 'none.json')), { code: 'ERR_NO_INPUT' })
})

t.test('a report without mistakes: the issues of its levels that have an advice stand for them', async (t) => {
  const issues = { 'unknown-api': 4, 'no-unused-vars': 9 }
  const levels = { L1: { in: 10, passed: 9, issues: { 'no-undef': 1 } }, L2: { in: 9, passed: 5, issues } }
  const found = mistakesOf({ mistakes: null, levels }, prompts)
  t.match(found, { programs: 10, failed: 5 })
  t.strictSame(
    found.ranked.map(({ level, code, count }) => [level, code, count]),
    [
      ['L2', 'unknown-api', 4],
      ['L1', 'no-undef', 1],
    ],
  )
  t.strictSame(mistakesOf({ mistakes: null, levels: null }, prompts), { programs: 0, failed: 0, ranked: [] })
  t.equal(mistakesOf({ mistakes, levels }, prompts), mistakes)
})

t.test('a report is read back from its file or the folder around it; anything else is none', async (t) => {
  const context = testContext()
  context.facts.mistakes = () => mistakes
  const text = renderReport(buildReport(context))
  const dir = t.testdir({ 'report.json': text, 'rows.jsonl': '{"id":"a"}\n{"id":"b"}\n', 'row.jsonl': '{"id":"a"}\n' })
  t.equal(reportFile(dir), join(dir, 'report.json'))
  t.equal(reportFile(join(dir, 'rows.jsonl')), join(dir, 'rows.jsonl'))
  t.strictSame(readReport(reportFile(dir))?.mistakes, mistakes)
  for (const name of ['rows.jsonl', 'row.jsonl', 'missing']) t.equal(readReport(join(dir, name)), undefined)
})
