/** What is to come, for people. */
import { DIFFICULTIES } from '../record.ts'
import type { Outlook } from '../requests/outlook.ts'
import type { Rate } from '../requests/projection.ts'
import type { Forecast } from '../teacher/forecast.ts'
import { padded } from '../text/columns.ts'
import { inEnglish, type Say } from '../text/localize.ts'
import { oneLine } from '../text/printable.ts'
import { count, percent } from './numbers.ts'

export function renderForecast(forecast: Forecast, say: Say = inEnglish): string {
  const { provider, model, to_ask: toAsk, output_tokens_expected: expected } = forecast
  const rows = [
    [say('teacher'), model === null ? provider : `${provider}, ${oneLine(model, '?')}`],
    [say('requests'), count(forecast.requests)],
    [say('answered without a call'), count(forecast.from_journal)],
    [say('to ask'), count(toAsk)],
    [say('input tokens'), say(`about ${count(forecast.input_tokens)}`)],
    [say('output tokens, at most'), count(forecast.output_tokens_at_most)],
    [
      say('output tokens, expected'),
      expected === null ? say('unknown: the journal has too few replies of this model') : count(expected),
    ],
    [
      say('USD, at most'),
      forecast.usd_at_most === null ? say('unknown: the config has no price of this model') : usd(forecast.usd_at_most, say),
    ],
    [say('USD, expected'), usd(forecast.usd_expected, say)],
  ]
  return lines(rows)
}

/** The forecast, where the seeds stand, and the whole run as projected. */
export function renderOutlook(outlook: Outlook, say: Say = inEnglish): string {
  const { standing, projection } = outlook
  const rates = DIFFICULTIES.flatMap((difficulty) => {
    const { first, repairs } = standing.by_difficulty[difficulty] ?? {}
    return first ? [[say(`${difficulty}: passed`), [shown(first, say), ...repaired(repairs, say)].join(', ')]] : []
  })
  const rows = [
    [say('seeds'), count(standing.seeds)],
    [say('with a program that passed'), count(standing.covered)],
    [say('given up'), count(standing.lost)],
    [say('replies judged'), count(standing.judged)],
    [say('replies to judge'), count(standing.to_judge)],
    ...rates,
  ]
  return [renderForecast(outlook, say), lines(rows), lines(projected(projection, say))].join('\n')
}

function projected(projection: Outlook['projection'], say: Say): string[][] {
  if (!projection) return [[say('the whole'), say('unknown: too few replies were judged; run a pilot with --max-items 20')]]
  return [
    [
      say('the whole'),
      say(`${count(projection.seeds)} seeds, ${count(projection.calls)} calls, those made so far included`),
    ],
    [say('programs that pass'), say(`about ${count(projection.programs)}, of ${count(projection.covered)} seeds`)],
    [say('USD in all'), usd(projection.usd, say)],
  ]
}

function shown({ judged, passed }: Rate, say: Say): string {
  return say(`${percent(passed, judged)} of ${count(judged)}`)
}

function repaired(repairs: Rate | undefined, say: Say): string[] {
  return repairs && repairs.judged > 0 ? [say(`repaired ${shown(repairs, say)}`)] : []
}

function usd(value: number | null, say: Say): string {
  return value === null ? say('unknown') : value.toFixed(value < 1 ? 4 : 2)
}

function lines(rows: readonly (readonly string[])[]): string {
  return rows.map(([name, value]) => `${padded(name!, 28)}${value}\n`).join('')
}
