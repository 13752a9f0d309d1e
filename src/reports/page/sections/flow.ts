/** How many rows each stage and level let through, and why others went. */
import { html } from '../../../pages/html.ts'
import { byCount } from '../../../order.ts'
import { count, percent } from '../../numbers.ts'
import type { Report } from '../../report.ts'
import { funnelChart, type Bar } from '../charts/bars.ts'
import { table } from '../table.ts'
import type { Section } from './section.ts'

export function flow(report: Report): Section {
  const stages = Object.entries(report.stages)
  const content =
    stages.length === 0 ? undefined : html`${stageFunnel(report)}${levelFunnel(report)}${dropExamples(report)}`
  return { id: 'flow', title: 'From seeds to rows', content }
}

function stageFunnel({ stages }: Report) {
  const entries = Object.entries(stages)
  const bars = entries.map(([name, { in: taken, out }]): Bar => ({
    name,
    value: out,
    behind: taken,
    text: `${count(taken)} → ${count(out)}`,
  }))
  const lines = entries.map(([name, { in: taken, out, dropped }]) => [name, taken, out, tally(dropped)])
  return funnelChart({
    title: 'Rows in and out of each stage',
    says: bars.map(({ name, text }) => `${name} ${text}`).join(', '),
    bars,
    table: table(['Stage', '#In', '#Out', 'Dropped'], lines),
  })
}

function levelFunnel({ levels }: Report) {
  if (levels === null) return html``
  const entries = Object.entries(levels)
  const bars = entries.map(([name, { in: taken, passed }]): Bar => {
    return {
      name,
      value: passed,
      behind: taken,
      text: `${count(passed)} of ${count(taken)}, ${percent(passed, taken)}`,
    }
  })
  const lines = entries.map(([name, { in: taken, passed, issues }]) => [
    name,
    taken,
    passed,
    percent(passed, taken),
    tally(issues),
  ])
  return funnelChart({
    title: 'Programs that pass each level',
    says: bars.map(({ name, text }) => `${name} ${text}`).join(', '),
    bars,
    table: table(['Level', '#Checked', '#Passed', '#Share', 'Issues, warnings included'], lines),
  })
}

function dropExamples({ stages, examples }: Report) {
  const lines = Object.entries(stages).flatMap(([stage, { dropped }]) =>
    byCount(Object.entries(dropped)).map(([reason, rows]) => {
      const { id, line, message = '' } = examples[stage]?.[reason] ?? {}
      return [stage, reason, rows, id ?? (line === undefined ? '' : `line ${line}`), message]
    }),
  )
  if (lines.length === 0) return html`<p>No row was dropped.</p>`
  return html`<h3>Why rows were dropped</h3>${table(['Stage', 'Reason', '#Rows', 'For example', 'Message'], lines)}`
}

function tally(counts: Readonly<Record<string, number>>) {
  return html`${byCount(Object.entries(counts)).map(([name, n]) => html`<div>${name} ${count(n)}</div>`)}`
}
