import t from 'tap'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Coverage } from '../../src/reports/coverage.ts'
import { buildReport, renderReport, saveReport } from '../../src/reports/report.ts'
import type { Seed } from '../../src/record.ts'
import { testContext } from '../helpers/context.ts'
import { sample } from '../helpers/sample.ts'

function seed(id: string, difficulty: Seed['difficulty'], modules: string[]): Seed {
  return { id, difficulty, modules, task: 'x' }
}

t.test('a report has the keys of the contract; what did not run is null', async (t) => {
  const context = testContext()
  context.ledger.stage('read').in = 3
  context.ledger.stage('read').out = 2
  context.ledger.stage('read').drop('invalid-json')
  const report = buildReport(context)
  t.strictSame(Object.keys(report), [
    'name', 'version', 'totals', 'stages', 'examples', 'prompts', 'levels', 'mistakes', 'selection', 'split', 'rows', 'tokens', 'pairs',
    'coverage', 'teacher', 'attempts', 'run',
  ])
  t.strictSame(report.stages, { read: { in: 3, out: 2, dropped: { 'invalid-json': 1 } } })
  t.match(report, { name: 'sft-stream', version: /^\d+\.\d+\.\d+/, totals: { read: 3, written: 2, dropped: 1 } })
  t.match(report, { prompts: null, levels: null, mistakes: null, selection: null, split: null, coverage: null, teacher: null })
})

function reportAt(time: string): { run: Record<string, unknown>; rest: object } {
  const context = testContext({ jobs: time.length })
  context.facts.run = { started_at: '2026-01-01T00:00:00Z', cache_hits: time.length }
  const { run, ...rest } = buildReport(context, new Date(time))
  return { run, rest }
}

t.test('equal runs differ in `run` alone', async (t) => {
  const [first, second] = [reportAt('2026-01-01T00:01:00Z'), reportAt('2026-01-02T00:00:00.000Z')]
  t.strictSame(first.rest, second.rest)
  t.match(first.run, { seconds: 60, finished_at: '2026-01-01T00:01:00.000Z', cache_hits: 20 })
  t.not(first.run.seconds, second.run.seconds)
})

t.test('lists of counts take a line, and read back as they were', async (t) => {
  const report = buildReport(testContext())
  report.tokens = { source: '[\n1, 2]', cutoff_len: null, over_long: 0, dropped: 0 }
  const histogram = { step: 2, counts: [1, 0, 25], mean: 1.5, most: 3 }
  report.rows = { score: { easy: [1, 2] }, quality: [], tokens: histogram, lines: histogram, splits: {} as never }
  const text = renderReport(report)
  t.match(text, '"counts": [1,0,25]')
  t.strictSame(JSON.parse(text), JSON.parse(JSON.stringify(report)))
})

t.test('what is secret in an option stays out of the report', async (t) => {
  const options = {
    baseUrl: 'https://user:hunter2@example.com/v1?key=hunter2',
    queue: 'rediss://:hunter2@queue.example.com:6379',
    openai: { headers: { 'x-account': 'hunter2' } },
  }
  const text = JSON.stringify(buildReport(testContext(options)))
  t.notMatch(text, 'hunter2')
  for (const shown of ['example.com/v1', 'queue.example.com:6379', 'x-account']) t.match(text, shown)
})

t.test('coverage counts each seed once, however many of its rows survive', async (t) => {
  const context = testContext()
  const coverage = Coverage.of(context)
  coverage.seed(seed('a', 'easy', ['Scene', 'Scene', 'Input']))
  coverage.seed(seed('b', 'hard', ['Scene']))
  for (const id of ['distill_a_v1', 'distill_a_v2']) {
    coverage.row(sample({ id, prompt_id: 'a', modules: ['Scene', 'Input'] }))
  }
  coverage.row(sample({ prompt_id: 'official_1', source: 'official' }))
  t.strictSame(buildReport(context).coverage, {
    seeds: { seeds: 2, survived: 1 },
    by_difficulty: { easy: { seeds: 1, survived: 1 }, hard: { seeds: 1, survived: 0 } },
    by_module: { Input: { seeds: 1, survived: 1 }, Scene: { seeds: 2, survived: 1 } },
    cells: {
      Input: { easy: { seeds: 1, survived: 1 } },
      Scene: { easy: { seeds: 1, survived: 1 }, hard: { seeds: 1, survived: 0 } },
    },
  })
})

t.test('module names without end do not fill the memory', async (t) => {
  const coverage = new Coverage()
  for (let n = 0; n < 5000; n++) coverage.seed(seed(`s${n}`, 'easy', [`module ${n}`]))
  const modules = coverage.counts()!.by_module
  t.equal(Object.keys(modules).length, 1001)
  t.strictSame(modules['(others)'], { seeds: 4000, survived: 0 })
})

t.test('--report writes JSON, and says when it cannot', async (t) => {
  const dir = t.testdir()
  const report = buildReport(testContext())
  saveReport(join(dir, 'report.json'), report)
  t.strictSame(JSON.parse(readFileSync(join(dir, 'report.json'), 'utf8')), JSON.parse(JSON.stringify(report)))
  t.throws(() => saveReport(join(dir, 'no/such/report.json'), report), { code: 'ERR_IO' })
})
