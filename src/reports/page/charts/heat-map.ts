/** Shares of a whole by two names, as shades. */
import { html, Html } from '../../../pages/html.ts'
import { count, percent } from '../../numbers.ts'
import { table } from '../table.ts'
import { clipped, figure } from './figure.ts'

export interface Cell {
  readonly part: number
  readonly whole: number
}

export interface HeatMap {
  readonly title: string
  readonly says: string
  readonly rows: readonly string[]
  readonly columns: readonly string[]
  readonly cell: (row: string, column: string) => Cell
  /** Names of whole, part and share in the table. */
  readonly names: readonly [whole: string, part: string, share: string]
  readonly note?: Html
}

const ROW = 32
/** Percent of the width that the names of the rows take. */
const NAMES = 34
/** The darkest shade: text on it keeps its contrast. */
const DARKEST = 0.35

export function heatMap({ title, says, rows, columns, cell, names, note }: HeatMap): Html {
  const width = (100 - NAMES) / columns.length
  const left = (column: number): string => `${Number((NAMES + column * width).toFixed(3))}%`
  const middle = (column: number): string => `${Number((NAMES + (column + 0.5) * width).toFixed(3))}%`
  const heads = columns.map((name, at) => html`<text x="${middle(at)}" y="18" class="middle">${name}</text>`)
  const lines = rows.map((row, at) => {
    const cells = columns.map((column, place) => {
      const { part, whole } = cell(row, column)
      const shade = whole === 0 ? 0 : Number(((DARKEST * part) / whole).toFixed(3))
      const text = whole === 0 ? '–' : `${count(part)}/${count(whole)}`
      return html`<rect x="${left(place)}" width="${Number((width - 0.5).toFixed(3))}%" height="${ROW - 3}" class="cell" fill-opacity="${shade}"/><text x="${middle(place)}" y="20" class="middle">${text}</text>`
    })
    return html`<svg y="${(at + 1) * ROW}" width="100%" height="${ROW}">${clipped(row, 20, `${NAMES - 1}%`)}${cells}</svg>`
  })
  const numbers = rows.flatMap((row) =>
    columns.map((column) => {
      const { part, whole } = cell(row, column)
      return [row, column, whole, part, percent(part, whole)]
    }),
  )
  return figure({
    title,
    says,
    height: ROW * (rows.length + 1),
    marks: [...heads, ...lines],
    table: table(['Module', 'Difficulty', ...names.map((name) => `#${name}`)], numbers),
    ...(note === undefined ? {} : { note }),
  })
}
