/** What the teachers cost in money and time, and what did not have to be paid again. */
import { html, Html } from '../../../pages/html.ts'
import type { LatencyFacts, ModelFacts } from '../../../stream/facts.ts'
import { count, percent, usd } from '../../numbers.ts'
import type { Report } from '../../report.ts'
import { facts, table } from '../table.ts'
import type { Section } from './section.ts'

export function teacher(report: Report): Section {
  return { id: 'teacher', title: 'Teacher: cost and time', content: report.teacher ? contentOf(report) : undefined }
}

const COLUMNS = [
  'Model',
  '#Replies',
  '#From the journal',
  '#Calls',
  '#Retries',
  '#Tokens in',
  '#Tokens out',
  '#In from cache',
  '#Cost',
  '#Paid in this run',
  '#Median',
  '#95 %',
  '#Longest',
]

function contentOf({ teacher, attempts, run }: Report): Html {
  const {
    models,
    replies,
    from_journal: saved,
    retries,
    calls,
    tokens,
    cost_usd: cost,
    spent_usd: spent,
    cost_per_row_usd: each,
  } = teacher!
  const latencies = (Array.isArray(run.latency) ? run.latency : []) as LatencyFacts[]
  const cache = run.verdict_cache as { verdicts: number; known: number } | undefined
  return html`${facts([
    ['cost of all replies', usd(cost)],
    ['paid in this run', usd(spent)],
    ['cost of a row', usd(each)],
    ['retries', `${count(retries)} of ${count(calls)} calls`],
    ['replies from the journal', `${count(saved)} of ${count(replies)}`],
    ['prompt tokens from a cache', percent(tokens.cached, tokens.input)],
    ...(cache ? [['verdicts from the cache', `${count(cache.known)} of ${count(cache.verdicts)}`] as const] : []),
    ...(attempts
      ? [['repairs that passed', `${count(attempts.repaired)} of ${count(attempts.repairs)}`] as const]
      : []),
  ])}
${table(
  COLUMNS,
  models.map((model) => [...account(model), ...times(latencies, model)]),
)}
<p class="quiet">Times are from the request to its reply, waits for limits and retries included; only replies of this run have one.</p>`
}

function account({
  provider,
  model,
  replies,
  from_journal: saved,
  calls,
  retries,
  tokens,
  cost_usd: cost,
  spent_usd: spent,
}: ModelFacts) {
  return [
    `${provider} ${model ?? ''}`,
    replies,
    saved,
    calls,
    retries,
    tokens.input,
    tokens.output,
    tokens.cached,
    usd(cost),
    usd(spent),
  ]
}

function times(latencies: readonly LatencyFacts[], { provider, model }: ModelFacts): string[] {
  const found = latencies.find((each) => each.provider === provider && each.model === model)
  return found
    ? [found.median_ms, found.p95_ms, found.most_ms].map((ms) => `${(ms / 1000).toFixed(1)} s`)
    : ['–', '–', '–']
}
