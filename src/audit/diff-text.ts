/** A comparison of two datasets as people read it. */
import { count } from '../reports/numbers.ts'
import { padded, toRight } from '../text/columns.ts'
import { inEnglish, type Say } from '../text/localize.ts'
import { oneLine } from '../text/printable.ts'
import type { DiffReport } from './diff.ts'

/** Rows that are named of each kind; --json has all. */
const EXAMPLES = 5

const LABEL = 24
const NUMBER = 12

/** What rows are counted by. */
const KINDS = { split: 'split', difficulty: 'difficulty', module: 'module', source: 'source' } as const satisfies Record<keyof DiffReport['counts'], string>

/** The comparison as lines, safe to show. `names`: the two datasets as the user typed them. */
export function renderDiff(report: DiffReport, names: readonly [string, string], say: Say = inEnglish): string {
  const { rows, both, only, changed, counts, tokens } = report
  const listed = (title: string, of: readonly string[]): string[] => {
    const shown = of.slice(0, EXAMPLES).map((row) => `  ${oneLine(row, '?')}`)
    const more = of.length > EXAMPLES ? [`  ${say(`… and ${count(of.length - EXAMPLES)} more`)}`] : []
    return [`${title}: ${count(of.length)}`, ...shown, ...more]
  }
  const lines = [
    ...names.map((name, at) => `${at + 1}: ${oneLine(name, '?')}`),
    '',
    line('', ['1', '2', say('difference')]),
    numbers(say('rows'), rows),
    numbers(say('tokens'), tokens),
    ...Object.entries(counts).flatMap(([kind, all]) =>
      Object.entries(all).map(([name, change]) => numbers(`${say(KINDS[kind as keyof typeof KINDS])} ${oneLine(name, '?')}`, change)),
    ),
    '',
    say(`in both: ${count(both.by_id)} by id, ${count(both.by_program)} more by program`),
    ...listed(say('only in 1'), only[0]),
    ...listed(say('only in 2'), only[1]),
    ...listed(say('in another split'), changed.split.map(moved)),
    ...listed(say('with another score'), changed.quality_score.map(moved)),
    ...listed(say('with another prompt'), changed.prompt),
    ...listed(say('with another program'), changed.program),
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
  return (padded(label, LABEL) + cells.map((cell) => toRight(cell, NUMBER)).join('')).trimEnd()
}
