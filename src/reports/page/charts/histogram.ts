/** Columns over a scale. */
import { html, Html } from '../../../pages/html.ts'
import { count } from '../../numbers.ts'
import { table } from '../table.ts'
import { figure, share } from './figure.ts'

const HEIGHT = 140
/** Below the columns, for the ends of the scale; above them, for the height of the highest. */
const BELOW = 22
const ABOVE = 20
/** Part of a column's room that it takes. */
const FILLED = 0.86

export interface HistogramChart {
  readonly id?: string
  readonly title: string
  readonly counts: readonly number[]
  /** Where a column begins, as people read it; also of the one after the last, where the scale ends. */
  readonly edge: (column: number) => string
  /** What is counted: 'rows'. */
  readonly unit: string
  readonly note?: Html
  /** Neighbouring columns that make one line of the table. */
  readonly perLine?: number
}

export function histogramChart({ title, counts, edge, unit, note, perLine = 1 }: HistogramChart): Html {
  const most = Math.max(1, ...counts)
  const total = counts.reduce((sum, each) => sum + each, 0)
  const highest = counts.indexOf(Math.max(...counts))
  const marks = [
    html`<text y="14">${count(most)} ${unit}</text>`,
    ...counts.map((value, at) => column(value, most, at, counts.length)),
    html`<line x1="0" x2="100%" y1="${ABOVE + HEIGHT}" y2="${ABOVE + HEIGHT}" class="axis"/>`,
    ...[0, 0.5, 1].map((place) => tick(place, edge(Math.round(place * counts.length)))),
  ]
  return figure({
    title,
    says: `${count(total)} ${unit} from ${edge(0)} to ${edge(counts.length)}, most of them around ${edge(Math.max(0, highest))}`,
    height: ABOVE + HEIGHT + BELOW,
    marks,
    table: table(['From', 'To', `#${unit}`], lines(counts, edge, perLine)),
    ...(note === undefined ? {} : { note }),
  })
}

function column(value: number, most: number, at: number, columns: number): Html {
  const height = value === 0 ? 0 : Math.max(1, Math.round((HEIGHT * value) / most))
  const left = share(at + (1 - FILLED) / 2, columns)
  return html`<rect x="${left}" y="${ABOVE + HEIGHT - height}" width="${share(FILLED, columns)}" height="${height}" class="bar"/>`
}

function tick(place: number, text: string): Html {
  const side = place === 0 ? 'start' : place === 1 ? 'end' : 'middle'
  return html`<text x="${100 * place}%" y="${ABOVE + HEIGHT + 16}" class="${side}">${text}</text>`
}

function lines(counts: readonly number[], edge: (column: number) => string, perLine: number): (string | number)[][] {
  const found: (string | number)[][] = []
  for (let at = 0; at < counts.length; at += perLine) {
    const end = Math.min(counts.length, at + perLine)
    const sum = counts.slice(at, end).reduce((all, each) => all + each, 0)
    if (sum > 0) found.push([edge(at), edge(end), sum])
  }
  return found
}
