/** A report with something in every section, and rows to go with it. */
import { buildReport, type Report } from '../../../src/reports/report.ts'
import { Histogram, hundredths } from '../../../src/reports/histogram.ts'
import type { KnownRow } from '../../../src/reports/page/page-rows.ts'
import type { TeacherFacts } from '../../../src/stream/facts.ts'
import { renderOutput } from '../../../src/formats/canonical.ts'
import { testContext } from '../../helpers/context.ts'
import { sample } from '../../helpers/sample.ts'

/** `say`: what stands wherever a program, a reply, a file or a server may have put its text. */
export function fullReport(say = 'text'): Report {
  const context = testContext()
  const { facts, ledger } = context
  const read = ledger.stage('read')
  read.in = 12_000
  read.out = 11_998
  read.drop('invalid-json', { line: 7, message: say })
  read.drop('duplicate-id', { id: say })
  facts.levels = { L1: { in: 11_998, passed: 11_000, issues: { 'no-undef': 900, [say]: 98 } } }
  facts.mistakes = () => ({
    programs: 11_998,
    failed: 998,
    ranked: [mistake('L1', 'no-undef', 900, say), mistake('L2', say, 98, say)],
    invented: [
      { symbol: say, count: 12, suggestion: say },
      { symbol: 'Engine.fillStar', count: 3 },
    ],
  })
  const diversity = {
    rows: 200,
    api_coverage: 0.5,
    vendi: 20.5,
    compression: 7.25,
    nearest_mean: 0.5,
    nearest_half: 0.25,
    mean_tokens: 264,
  }
  facts.selection = {
    achieved: { total: 100, easy: 60, medium: 30, hard: 10 },
    target: 120,
    binding: ['hard'],
    thresholds: { easy: 1, medium: 0.5, hard: 1 },
    before: {
      ...diversity,
      near_duplicates: { clusters: 30, programs: 90, largest: 11, sizes: { '2': 26, '3-4': 3, '9-16': 1 } },
    },
    after: { ...diversity, near_duplicates: { clusters: 5, programs: 10, largest: 2, sizes: { '2': 5 } } },
    quality: {},
  }
  facts.split = {
    train: 90,
    val: 5,
    test: 5,
    groups: 80,
    largest_group: 7,
    purged: 3,
    purged_from: { train: 3, val: 0, test: 0 },
    shares: { train: 90, val: 5, test: 5 },
    held_out: { template: 12, prompt: 1 },
    leakage: { same_prompt: 0, same_template: 0, near_duplicate: 4 },
  }
  facts.rows = rowFacts()
  facts.teacher = teacher(say)
  facts.latency = () => [
    { provider: 'openai', model: say, replies: 40, median_ms: 1500, p95_ms: 4200, most_ms: 61_000 },
  ]
  facts.written = { rows: 100, tokens: 123_456, mock: false }
  facts.run = { [say]: say, verdict_cache: { verdicts: 50, known: 20 } }
  const share = { seeds: 30, survived: 12 }
  const cells = { [say]: { easy: { seeds: 20, survived: 11 }, hard: { seeds: 10, survived: 1 } } }
  const coverage = { seeds: share, by_difficulty: { easy: share }, by_module: { [say]: share }, cells }
  return { ...buildReport(context, new Date(0)), coverage }
}

function mistake(level: 'L1' | 'L2', code: string, count: number, say: string) {
  const example = { id: say, message: say, excerpt: { from: 9, lines: [say, '  next()'] } }
  return {
    level,
    code,
    topic: level === 'L1' ? '' : say,
    count,
    symbols: [{ symbol: say, count: 1, suggestion: say }],
    messages: [{ message: say, count: 1 }],
    example,
  }
}

function rowFacts() {
  const score = hundredths()
  for (let at = 1; at <= 100; at++) score[at] = 1
  const lengths = new Histogram(16)
  for (let at = 0; at < 100; at++) lengths.add(600 + 4 * at)
  const split = { rows: 90, tokens: 72_000, difficulties: { easy: 60, medium: 20, hard: 10 } }
  const splits = { train: split, val: { ...split, rows: 5 }, test: { ...split, rows: 5 } }
  return {
    score: { easy: score, medium: hundredths() },
    quality: score,
    tokens: lengths.facts(),
    lines: lengths.facts(),
    splits,
  }
}

function teacher(say: string): TeacherFacts {
  const account = {
    calls: 44,
    retries: 4,
    replies: 50,
    from_journal: 10,
    tokens: { input: 1000, output: 2000, cached: 250, reasoning: 0 },
    cost_usd: 12.5,
    spent_usd: 10,
  }
  const model = { provider: 'openai', model: say, ...account }
  return { ...model, over_budget: 0, failed: 0, budget_usd: null, models: [model] }
}

/** A row that was written; `code` is its program. */
export function knownRow(id: string, code: string, say = 'text'): KnownRow {
  const number = Number(/\d+/.exec(id)?.[0] ?? 0)
  const { metadata, output } = sample(
    {
      id,
      prompt_id: say,
      difficulty: ['easy', 'medium', 'hard'][number % 3],
      modules: [say, 'Input'],
      quality_score: (number % 100) / 100,
      tokens: 100 + number,
      teacher_model: say,
      group: say,
      source: say,
    },
    { output: renderOutput({ requirements: say, apis: [say], steps: [say], raw: '' }, code) },
  )
  const trace = {
    seed: { id: say, difficulty: 'easy' as const, modules: [say], task: say, family: say },
    levels: { L1: true, L2: true, L3: null },
    versions: {},
    conditions: { runtime: say, frames: 60, check_timeout: 5 },
    issues: [{ level: 'L2' as const, code: 'argument-type', severity: 'warning' as const, message: say, line: 3 }],
    probes: { total: 3, held: 2, failed: 0, unknown: 1 },
    quality: { overall: 0.875, api: 1 },
  }
  return { metadata, output, trace, origin: { licence: say, repository: say, commit: '', path: '', assets: '' } }
}
