import { DIFFICULTIES } from '../record.ts'
import type { SeedStatistics } from '../seeds/statistics.ts'
import { columnsOf, padded, toRight } from '../text/columns.ts'
import { inEnglish, type Say } from '../text/localize.ts'

/** The statistics of seeds as text: module × family × difficulty, then how much the tasks differ. */
export function statisticsTable({ seeds, duplicates, rows, diversity }: SeedStatistics, say: Say = inEnglish): string {
  const families = rows.map(({ module, family, seeds: counts }) => [
    module, family, ...DIFFICULTIES.map((each) => String(counts[each])),
  ])
  const modules = [...new Set(rows.map(({ module }) => module))].map((module) => {
    const own = rows.filter((row) => row.module === module)
    const totals = DIFFICULTIES.map((each) => own.reduce((sum, row) => sum + row.seeds[each], 0))
    return [module, String(own.length), ...totals.map(String)]
  })
  const nearness = diversity.flatMap(({ lang, nearest }) =>
    nearest.map(({ difficulty, seeds: count, median, below_half }) => [
      lang, difficulty, String(count), median.toFixed(3), `${(100 * below_half).toFixed(1)} %`,
    ]),
  )
  const distinct = diversity.map(({ lang, seeds: count, distinct: shares }) => [
    lang, String(count), ...shares.map((share) => share.toFixed(3)),
  ])
  return [
    table([say('module'), say('family'), ...DIFFICULTIES], families),
    table([say('module'), say('families'), ...DIFFICULTIES], modules),
    table([say('language'), say('seeds'), 'distinct-1', 'distinct-2', 'distinct-3'], distinct),
    table([say('language'), say('difficulty'), say('seeds'), say('nearest task (median)'), say('below 0.5')], nearness),
    say(`${seeds} seeds, ${new Set(rows.map(({ family }) => family)).size} families, ${duplicates} duplicate tasks`) + '\n',
  ].join('\n')
}

/** Columns as wide as their widest cell; numbers to the right. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, at) => Math.max(...[title, ...rows.map((row) => row[at])].map(columnsOf)))
  const line = (cells: readonly string[]): string =>
    cells.map((cell, at) => (/^[\d.]+( %)?$/.test(cell) ? toRight(cell, widths[at]) : padded(cell, widths[at]))).join('  ').trimEnd()
  return [head, ...rows].map(line).join('\n') + '\n'
}
