/** report.html: the report as one page without a network, a script or a font of its own. */
import { MOCK_NOTICE } from '../formats/statistics.ts'
import { byCount } from '../order.ts'
import type { LevelFacts } from '../stream/facts.ts'
import { html, Html } from '../pages/html.ts'
import { count, percent } from './numbers.ts'
import type { Report } from './report.ts'

const STYLE = new Html(`
:root { color-scheme: light dark; --line: #8884; --bar: #2f6fb3; --warn: #8a4b00 }
@media (prefers-color-scheme: dark) { :root { --bar: #6aa5e0; --warn: #ffb454 } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem }
h2 { margin-top: 2.5rem }
.scroll { overflow-x: auto }
table { border-collapse: collapse; width: 100% }
caption { text-align: left; padding-bottom: .5rem }
th, td { text-align: left; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
td.bar { width: 30% }
.bar i { display: block; height: .8rem; background: var(--bar); min-width: 1px }
.notice { border: 2px solid var(--warn); color: var(--warn); padding: .5rem 1rem; font-weight: 600 }
pre { overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere }
@media print { body { max-width: none; margin: 0 } .bar i { print-color-adjust: exact } }
`)

/** The whole page. */
export function renderReportPage(report: Report): string {
  const { totals } = report
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${report.name} report</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${totals.mock ? html`<p class="notice" role="note">${MOCK_NOTICE}</p>` : html``}
<h1>${report.name} ${report.version}</h1>
<p>${count(totals.read)} read, ${count(totals.written)} written, ${count(totals.dropped)} dropped on the way;
about ${count(totals.tokens)} tokens.</p>
${funnel(report)}
${section('Prompts', report.prompts)}
${levels(report)}
${split(report)}
${section('Selection', report.selection)}
${coverage(report)}
${section('Teacher', report.teacher)}
${section('Attempts', report.attempts)}
${section('Run', report.run)}
</main>
</body>
</html>
`
  return page.text
}

function funnel({ stages }: Report): Html {
  const most = Math.max(1, ...Object.values(stages).map((stage) => stage.out))
  const rows = Object.entries(stages).map(
    ([name, stage]) => html`<tr><th scope="row">${name}</th><td class="n">${count(stage.in)}</td>
<td class="n">${count(stage.out)}</td><td class="bar">${bar(stage.out, most)}</td><td>${tally(stage.dropped)}</td></tr>
`,
  )
  return table('Funnel', ['Stage', '#In', '#Out', '', 'Dropped'], rows)
}

function levels(report: Report): Html {
  if (report.levels === null) return absent('Levels')
  const rows = Object.entries(report.levels).map(([level, facts]) => levelRow(level, facts))
  return table('Levels', ['Level', '#Checked', '#Passed', '#Share', '', 'Issues'], rows)
}

function levelRow(level: string, { in: taken, passed, issues }: LevelFacts): Html {
  return html`<tr><th scope="row">${level}</th><td class="n">${count(taken)}</td><td class="n">${count(passed)}</td>
<td class="n">${percent(passed, taken)}</td>
<td class="bar">${bar(passed, taken)}</td><td>${tally(issues)}</td></tr>
`
}

function split(report: Report): Html {
  if (report.split === null) return absent('Split')
  const { train, val, test, ...rest } = report.split
  const whole = train + val + test
  const rows = Object.entries({ train, val, test }).map(
    ([name, rows]) => html`<tr><th scope="row">${name}</th><td class="n">${count(rows)}</td>
<td class="n">${percent(rows, whole)}</td><td class="bar">${bar(rows, whole)}</td></tr>
`,
  )
  return html`${table('Split', ['Split', '#Rows', '#Share', ''], rows)}${json(rest)}`
}

function coverage(report: Report): Html {
  if (report.coverage === null) return absent('Coverage')
  const { seeds, by_difficulty: difficulties, by_module: modules } = report.coverage
  const shares = [['all seeds', seeds] as const, ...Object.entries(difficulties), ...Object.entries(modules)]
  const rows = shares.map(
    ([name, share]) => html`<tr><th scope="row">${name}</th><td class="n">${count(share.seeds)}</td>
<td class="n">${count(share.survived)}</td><td class="n">${percent(share.survived, share.seeds)}</td>
<td class="bar">${bar(share.survived, share.seeds)}</td></tr>
`,
  )
  return table('Coverage', ['Seeds', '#Read', '#With a row', '#Share', ''], rows)
}

/** Column names with a # before them hold numbers. */
function table(title: string, columns: readonly string[], rows: readonly Html[]): Html {
  const heads = columns.map((name) => {
    if (name === '') return html`<td></td>`
    if (name.startsWith('#')) return html`<th scope="col" class="n">${name.slice(1)}</th>`
    return html`<th scope="col">${name}</th>`
  })
  return html`<h2>${title}</h2>
<div class="scroll"><table><thead><tr>${heads}</tr></thead><tbody>
${rows}</tbody></table></div>
`
}

function section(title: string, facts: object | null): Html {
  return facts === null ? absent(title) : html`<h2>${title}</h2>${json(facts)}`
}

function absent(title: string): Html {
  return html`<h2>${title}</h2><p>Not part of this run.</p>`
}

function json(facts: object): Html {
  return Object.keys(facts).length === 0 ? html`` : html`<pre>${JSON.stringify(facts, null, 2)}</pre>`
}

function tally(counts: Readonly<Record<string, number>>): Html {
  const parts = byCount(Object.entries(counts)).map(([name, n]) => html`<div>${name} ${count(n)}</div>`)
  return html`${parts}`
}

/** Decoration beside the number, so hidden from screen readers. */
function bar(part: number, whole: number): Html {
  if (part === 0 || whole === 0) return html``
  const width = Math.min(100, (100 * part) / whole)
  return html`<i aria-hidden="true" style="width:${width.toFixed(1)}%"></i>`
}
