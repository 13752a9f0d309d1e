/** What the rows are like: scores with a threshold to move, quality, lengths. */
import { html, Html } from '../../../pages/html.ts'
import type { HistogramFacts, RowFacts } from '../../../stream/facts.ts'
import { count } from '../../numbers.ts'
import { histogramChart } from '../charts/histogram.ts'
import type { Section } from './section.ts'

export function rows(facts: RowFacts | null): Section {
  return { id: 'rows', title: 'The rows', content: facts ? contentOf(facts) : undefined }
}

function contentOf({ score, quality, tokens, lines }: RowFacts): Html {
  return html`${scores(score)}
<div class="beside">
${sum(quality) === 0 ? html`` : hundredths('Rows by quality', quality)}
${lengths('Rows by tokens', tokens, 'tokens')}
${lengths('Rows by lines', lines, 'lines')}
</div>`
}

/** The script finds the parts of the threshold by these ids: src/reports/page/browser/threshold.ts. */
function scores(score: RowFacts['score']): Html {
  const all = Object.values(score)
  const counts = all[0].map((_, at) => all.reduce((total, each) => total + each[at], 0))
  const slider = html`<div class="threshold" id="threshold">
<label for="threshold-score">Least score of a row: <output id="threshold-shown" for="threshold-score">0.00</output></label>
<input id="threshold-score" type="range" min="0" max="100" value="0" step="1" aria-describedby="threshold-kept">
<p id="threshold-kept" role="status">kept ${count(sum(counts))} of ${count(sum(counts))} rows at score ≥ 0.00</p>
<p class="quiet"><code id="threshold-command">jq -c 'select(.metadata.quality_score &gt;= 0)' train.jsonl</code></p>
</div>`
  return html`<p>The score of a row is its rank by quality among the programs of its difficulty that passed, from 0 to 1.</p>
<div id="scores">${hundredths('Rows by score', counts, slider)}</div>`
}

/** Two hundredths make a column; what has the highest value stands with those right below it. */
function hundredths(title: string, counts: readonly number[], note?: Html): Html {
  const columns = Array.from(
    { length: 50 },
    (_, at) => counts[2 * at] + counts[2 * at + 1] + (at === 49 ? counts[100] : 0),
  )
  const edge = (column: number): string => (column / 50).toFixed(2)
  return histogramChart({ title, counts: columns, edge, unit: 'rows', perLine: 5, ...(note ? { note } : {}) })
}

function lengths(title: string, { step, counts, mean, most }: HistogramFacts, unit: string): Html {
  if (counts.length === 0) return html``
  const note = html`<p class="quiet">${count(mean)} ${unit} in the mean, ${count(most)} at most</p>`
  return histogramChart({ title, counts, edge: (column) => count(column * step), unit: 'rows', note })
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, each) => total + each, 0)
}
