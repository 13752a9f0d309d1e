/** report.html: all that a run tells, as one page that needs nothing else. */
import { MOCK_NOTICE } from '../../formats/statistics.ts'
import { renderDocument, type PlayableGames } from '../../pages/document.ts'
import { html, Html } from '../../pages/html.ts'
import { usd } from '../numbers.ts'
import type { Report } from '../report.ts'
import { showSamples } from './browser/sample-table.ts'
import { moveThreshold } from './browser/threshold.ts'
import type { PageRows } from './page-rows.ts'
import { coverage } from './sections/coverage.ts'
import { flow } from './sections/flow.ts'
import { mistakes } from './sections/mistakes.ts'
import { remaining } from './sections/remaining.ts'
import { rows } from './sections/rows.ts'
import { samples } from './sections/samples.ts'
import { contents, renderSection } from './sections/section.ts'
import { selection } from './sections/selection.ts'
import { split } from './sections/split.ts'
import { teacher } from './sections/teacher.ts'
import { STYLE } from './style.ts'
import { facts } from './table.ts'

/** The text of the page. `engine` is what the programs of `found` need; it is left out when there are none. */
export function renderReportPage(report: Report, found: PageRows, games: PlayableGames): string {
  const sections = [
    flow(report),
    mistakes(report.mistakes),
    rows(report.rows),
    coverage(report.coverage),
    selection(report.selection),
    split(report.split, report.rows),
    teacher(report),
    samples(found),
    remaining(report),
  ]
  const body = html`<main>
${report.totals.mock ? html`<p class="notice" role="note">${MOCK_NOTICE}</p>` : html``}
<h1>${report.name} ${report.version}: report</h1>
${totals(report)}
${contents(sections)}
${sections.map(renderSection)}</main>`
  return renderDocument({
    lang: 'en',
    title: `${report.name} report`,
    style: STYLE,
    body,
    data: { score: report.rows?.score ?? {}, rows: found.rows },
    script: `(data, games) => {
(${moveThreshold})(data.score)
;(${showSamples})(data.rows, games)
}`,
    games,
  })
}

function totals({ totals: { read, written, dropped, tokens }, teacher: asked }: Report): Html {
  return facts([
    ['seeds read', read],
    ['rows written', written],
    ['dropped on the way', dropped],
    ['tokens, about', tokens],
    ...(asked ? [['cost', usd(asked.cost_usd)] as const] : []),
  ])
}
