/** Style rules of the report, besides those that all our pages have. */
export const STYLE = `
main { max-width: 70rem; margin: 0 auto; padding: 1rem }
h2 { margin: 2.5rem 0 .5rem; border-top: 1px solid var(--line); padding-top: 1.5rem }
h3 { margin: 1.5rem 0 .5rem }
h4 { margin: .75rem 0 0 }
p { margin: .5rem 0 }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 0; padding: 0; list-style: none }
.notice { border: 2px solid var(--warn); color: var(--warn); padding: .5rem 1rem; font-weight: 600 }
.quiet { color: var(--quiet) }
.good { color: var(--good) }
.bad { color: var(--bad) }
.plain { list-style: none; padding: 0; margin: .5rem 0 }
.facts { display: flex; flex-wrap: wrap; gap: .5rem 2rem; margin: .75rem 0 }
.facts dt { color: var(--quiet); font-size: .875rem }
.facts dd { margin: 0; font-weight: 600; overflow-wrap: anywhere }
.beside { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 19rem), 1fr)); gap: 0 2rem }
figure { margin: 1.25rem 0 }
figcaption { font-weight: 600; margin-bottom: .25rem }
figure svg { display: block; font-size: 14px; fill: var(--text) }
.middle { text-anchor: middle }
.end { text-anchor: end }
.bar, .cell { fill: var(--accent) }
.bar.out { fill: var(--line) }
.behind { fill: var(--line) }
.axis { stroke: var(--quiet) }
summary { cursor: pointer; padding: .25rem 0 }
.example { border-bottom: 1px solid var(--line) }
.scroll { overflow-x: auto }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top }
tbody th { font-weight: 400; min-width: 6rem }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
pre, code { font: .875rem/1.45 ui-monospace, monospace }
code { overflow-wrap: anywhere }
pre { margin: .5rem 0; padding: .75rem; background: var(--panel); overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere }
.threshold { background: var(--panel); padding: .75rem 1rem }
input[type=range] { width: 100%; accent-color: var(--accent); height: 2rem }
form { display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; align-items: center; margin: .75rem 0 }
input[type=search], select, button { font: inherit; color: inherit; background: var(--panel); border: 1px solid var(--quiet); border-radius: .25rem; padding: .25rem .6rem; max-width: 100% }
button { cursor: pointer }
button:disabled { cursor: default; color: var(--quiet); border-color: var(--line) }
thead button, .link { background: none; border: 0; padding: 0; text-align: left; text-decoration: underline }
thead button { font-weight: 700; text-decoration: none }
[aria-sort=ascending] button::after { content: ' ↑' }
[aria-sort=descending] button::after { content: ' ↓' }
.link { color: var(--accent); overflow-wrap: anywhere }
#samples-table { min-width: 60rem }
#samples-table th:first-child { min-width: 11rem }
.task { min-width: 16rem; overflow-wrap: anywhere }
.inner { position: sticky; left: 0; max-width: min(66rem, calc(100vw - 2rem)); padding: .25rem 0 1rem }
.stage { width: min(100%, 50rem); aspect-ratio: 4 / 3 }
.stage iframe { width: 100%; height: 100%; border: 1px solid var(--line) }
@media print {
  main { max-width: none; padding: 0 }
  nav, form, .pager, input[type=range], .threshold label { display: none }
  details::details-content { content-visibility: visible; height: auto }
  .scroll { overflow: visible }
  #samples-table { min-width: 0 }
  figure, tr { break-inside: avoid }
  .bar, .behind, .cell { print-color-adjust: exact }
}
`
