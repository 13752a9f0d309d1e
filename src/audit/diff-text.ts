/** A comparison of two datasets as people read it. */
import { count } from '../reports/numbers.ts'
import { oneLine } from '../text/printable.ts'
import type { DiffReport } from './diff.ts'

/** Rows that are named of each kind; --json has all. */
const EXAMPLES = 5

const LABEL = 24
const NUMBER = 12

/** The comparison as lines, safe to show. `names`: the two datasets as the user typed them. */
export function renderDiff(report: DiffReport, names: readonly [string, string]): string {
  const { rows, both, only, changed, counts, tokens } = report
  const lines = [
    ...names.map((name, at) => `${at + 1}: ${oneLine(name, '?')}`),
    '',
    line('', ['1', '2', 'difference']),
    numbers('rows', rows),
    numbers('tokens', tokens),
    ...Object.entries(counts).flatMap(([kind, all]) =>
      Object.entries(all).map(([name, change]) => numbers(`${kind} ${oneLine(name, '?')}`, change)),
    ),
    '',
    `in both: ${count(both.by_id)} by id, ${count(both.by_program)} more by program`,
    ...listed('only in 1', only[0]),
    ...listed('only in 2', only[1]),
    ...listed('in another split', changed.split.map(moved)),
    ...listed('with another score', changed.quality_score.map(moved)),
    ...listed('with another prompt', changed.prompt),
    ...listed('with another program', changed.program),
  ]
  return lines.join('\n') + '\n'
}

function moved({
  row,
  change: [from, to],
}: {
  row: string
  change: readonly [string | number, string | number]
}): string {
  return `${row}: ${from} → ${to}`
}

function numbers(label: string, [before, after]: readonly [number, number]): string {
  const more = after - before
  const difference = more === 0 ? '' : `${more > 0 ? '+' : '-'}${count(Math.abs(more))}`
  return line(label, [count(before), count(after), difference])
}

function line(label: string, cells: readonly string[]): string {
  return (label.padEnd(LABEL) + cells.map((cell) => cell.padStart(NUMBER)).join('')).trimEnd()
}

function listed(title: string, rows: readonly string[]): string[] {
  const shown = rows.slice(0, EXAMPLES).map((row) => `  ${oneLine(row, '?')}`)
  const more = rows.length > EXAMPLES ? [`  … and ${count(rows.length - EXAMPLES)} more`] : []
  return [`${title}: ${count(rows.length)}`, ...shown, ...more]
}
