/** What is to come, for people. */
import { DIFFICULTIES } from '../record.ts'
import type { Outlook } from '../requests/outlook.ts'
import type { Rate } from '../requests/projection.ts'
import type { Forecast } from '../teacher/forecast.ts'
import { oneLine } from '../text/printable.ts'
import { count, percent } from './numbers.ts'

export function renderForecast(forecast: Forecast): string {
  const { provider, model, to_ask: toAsk, output_tokens_expected: expected } = forecast
  const rows = [
    ['teacher', model === null ? provider : `${provider}, ${oneLine(model, '?')}`],
    ['requests', count(forecast.requests)],
    ['answered without a call', count(forecast.from_journal)],
    ['to ask', count(toAsk)],
    ['input tokens', `about ${count(forecast.input_tokens)}`],
    ['output tokens, at most', count(forecast.output_tokens_at_most)],
    [
      'output tokens, expected',
      expected === null ? 'unknown: the journal has too few replies of this model' : count(expected),
    ],
    [
      'USD, at most',
      forecast.usd_at_most === null ? 'unknown: the config has no price of this model' : usd(forecast.usd_at_most),
    ],
    ['USD, expected', usd(forecast.usd_expected)],
  ]
  return lines(rows)
}

/** The forecast, where the seeds stand, and the whole run as projected. */
export function renderOutlook(outlook: Outlook): string {
  const { standing, projection } = outlook
  const rates = DIFFICULTIES.flatMap((difficulty) => {
    const { first, repairs } = standing.by_difficulty[difficulty] ?? {}
    return first ? [[`${difficulty}: passed`, [shown(first), ...repaired(repairs)].join(', ')]] : []
  })
  const rows = [
    ['seeds', count(standing.seeds)],
    ['with a program that passed', count(standing.covered)],
    ['given up', count(standing.lost)],
    ['replies judged', count(standing.judged)],
    ['replies to judge', count(standing.to_judge)],
    ...rates,
  ]
  return [renderForecast(outlook), lines(rows), lines(projected(projection))].join('\n')
}

function projected(projection: Outlook['projection']): string[][] {
  if (!projection) return [['the whole', 'unknown: too few replies were judged; run a pilot with --max-items 20']]
  return [
    ['the whole', `${count(projection.seeds)} seeds, ${count(projection.calls)} calls, those made so far included`],
    ['programs that pass', `about ${count(projection.programs)}, of ${count(projection.covered)} seeds`],
    ['USD in all', usd(projection.usd)],
  ]
}

function shown({ judged, passed }: Rate): string {
  return `${percent(passed, judged)} of ${count(judged)}`
}

function repaired(repairs: Rate | undefined): string[] {
  return repairs && repairs.judged > 0 ? [`repaired ${shown(repairs)}`] : []
}

function usd(value: number | null): string {
  return value === null ? 'unknown' : value.toFixed(value < 1 ? 4 : 2)
}

function lines(rows: readonly (readonly string[])[]): string {
  return rows.map(([name, value]) => `${name!.padEnd(28)}${value}\n`).join('')
}
