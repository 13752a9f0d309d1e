/** A forecast for people. */
import type { Forecast } from '../teacher/forecast.ts'
import { oneLine } from '../text/printable.ts'
import { count } from './numbers.ts'

export function renderForecast(forecast: Forecast): string {
  const { provider, model, to_ask: toAsk, output_tokens_expected: expected } = forecast
  const usd = (value: number | null) => (value === null ? 'unknown' : value.toFixed(value < 1 ? 4 : 2))
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
  return rows.map(([name, value]) => `${name!.padEnd(26)}${value}\n`).join('')
}
