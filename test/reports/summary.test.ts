import t from 'tap'
import { buildReport, type Report } from '../../src/reports/report.ts'
import { renderSummary } from '../../src/reports/summary.ts'
import type { TeacherFacts } from '../../src/stream/facts.ts'
import { testContext } from '../helpers/context.ts'

const TEACHER: TeacherFacts = {
  provider: 'openai',
  model: 'm',
  calls: 1,
  retries: 0,
  replies: 1,
  from_journal: 0,
  over_budget: 0, failed: 0,
  tokens: { input: 1, output: 1, cached: 0, reasoning: 0 },
  cost_usd: null, spent_usd: null, budget_usd: null,
  models: [],
}

function report(changes: Partial<Report> = {}): Report {
  const context = testContext()
  const read = context.ledger.stage('read')
  read.in = 12000
  read.out = 11998
  read.drop('invalid-json')
  read.drop('duplicate-id')
  context.facts.levels = {
    L1: { in: 11998, passed: 11000, issues: { 'no-undef': 900, 'eval-used': 98 } },
  }
  context.facts.split = {
    train: 90,
    val: 5,
    test: 5,
    groups: 80,
    largest_group: 7,
    purged: 0,
    purged_from: { train: 0, val: 0, test: 0 },
    shares: { train: 90, val: 5, test: 5 },
    held_out: { template: 12, prompt: 0 },
    leakage: { same_prompt: 0, same_template: 0, near_duplicate: 0 },
  }
  context.facts.written = { rows: 100, tokens: 123456, mock: false }
  return { ...buildReport(context), ...changes }
}

t.test('the summary shows stages, levels, splits and the next step', async (t) => {
  const text = renderSummary(report(), 'out')
  t.match(text, '12,000 read, 100 written, about 123,456 tokens')
  t.match(text, /^read +12,000 +11,998 +2 +duplicate-id 1, invalid-json 1$/m)
  t.match(text, /^level +checked +passed +issues, warnings too$/m)
  t.match(text, /^L1 +11,998 +11,000 +91\.7 % +no-undef 900, eval-used 98$/m)
  t.match(text, 'train 90, val 5, test 5; largest group 7')
  t.match(text, 'report: out/report.html')
  t.match(text, 'cd out && llamafactory-cli train sft.yaml')
})

t.test('no line of the summary is wider than 80 columns or acts on the terminal', async (t) => {
  const issues = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`long-issue-code-${n}\u001b[2J\u202e`, n]))
  const text = renderSummary(report({ levels: { L1: { in: 9, passed: 1, issues } } }), `/tmp/o'dd\u0007 path`)
  for (const line of text.split('\n')) t.ok(line.length <= 80, line)
  t.notMatch(text, /[\u0000-\u0009\u000b-\u001f\u202e]/)
})

t.test('the summary says what a prompt takes, and of it the context and the shared prefix', async (t) => {
  const prompts = { requests: 6000, tokens: 9_623_286, context_tokens: 3_774_000, shared_tokens: 4_284_000 }
  const line = renderSummary({ ...buildReport(testContext()), prompts }).split('\n').find((each) => each.startsWith('prompts'))
  t.equal(line, 'prompts   9,623,286 tokens, 1,604 a prompt: API context 629, shared prefix 714')
  const none = { requests: 0, tokens: 0, context_tokens: 0, shared_tokens: 0 }
  t.match(renderSummary({ ...buildReport(testContext()), prompts: none }), /0 tokens, 0 a prompt/)
})

t.test('the next step fits what happened', async (t) => {
  const totals = report().totals
  t.match(renderSummary(report()), /next: --out DIR/)
  t.match(renderSummary(report({ totals: { ...totals, written: 0 } }), 'out'), /next: --rejects FILE/)
  const mock = renderSummary(report({ totals: { ...totals, mock: true } }), 'out')
  t.match(mock, /^mock data, not for training\n/)
  t.match(mock, /next: .*--teacher/)
})

t.test('the summary shows what the teachers cost and what repairs and further versions brought', async (t) => {
  const [a, b] = [{ ...TEACHER, model: 'a', replies: 4000, cost_usd: 12.5 }, { ...TEACHER, model: 'b', cost_usd: null }]
  const teacher = { ...TEACHER, cost_usd: 12.5, spent_usd: 0.25, models: [a, b], cost_per_row_usd: 0.125 }
  const attempts = { rounds: 3, repairs: 40, repaired: 12, further_versions: 7, seeds_without_survivor: 2 }
  const text = renderSummary(report({ teacher, attempts }))
  t.match(text, /^teacher +openai a: 4,000 replies \(0 from the journal\), \$12\.50$/m)
  t.match(text, /^teacher +openai b: 1 replies \(0 from the journal\), \$\?$/m)
  t.match(text, /^cost +\$12\.50 in all, \$0\.2500 in this run, \$0\.1250 a row$/m)
  t.match(text, /^attempts +40 repairs, 12 passed; 7 further versions, 2 seeds left without$/m)
})

t.test('the cost of a row is that of all replies, and unknown when a price is', async (t) => {
  const context = testContext()
  context.facts.written = { rows: 4, tokens: 1, mock: false }
  for (const [cost_usd, expected] of [[2, 0.5], [null, null]] as const) {
    context.facts.teacher = { ...TEACHER, cost_usd }
    t.equal(buildReport(context).teacher!.cost_per_row_usd, expected)
  }
})

t.test('a report without anything in it still makes a summary', async (t) => {
  t.match(renderSummary(buildReport(testContext())), '0 read, 0 written')
})

t.test('the summary tells of long rows and pairs where they were asked for', async (t) => {
  const tokens = { source: 'qwen2.5', cutoff_len: 4096, over_long: 3, dropped: 0 }
  const none = { good: 0, bad: 0 }
  const pairs = {
    failed: 90, dpo: 40, kto: { good: 30, bad: 30 }, left_out: {}, levels: {}, same_but_defect: 0,
    mean_tokens: { dpo: none, kto: none },
  }
  const text = renderSummary(report({ tokens, pairs }))
  t.match(text, /tokens +above 4,096: 3 rows flagged, 0 dropped/)
  t.match(text, /pairs +40 for DPO, 60 answers for KTO, of 90 failed programs/)
  t.notMatch(renderSummary(report({ tokens: { ...tokens, cutoff_len: null } })), 'above')
})

t.test('the next step names the trainer that reads the format', async (t) => {
  const totals = { ...report().totals, mock: false, written: 1 }
  t.match(renderSummary(report({ totals, run: { options: { format: 'trl' } } }), 'out'), 'cd out && trl sft --config trl.yaml')
  t.match(renderSummary(report({ totals, run: {} }), 'out'), 'cd out && llamafactory-cli train sft.yaml')
})
