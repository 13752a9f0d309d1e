/** Horizontal bars, each below its name: readable at any width. */
import { html, Html } from '../../../pages/html.ts'
import { clipped, figure, share, type Figure } from './figure.ts'

export interface Bar {
  readonly name: string
  readonly value: number
  /** The value in words, at the end of the line of the name. */
  readonly text: string
  /** What it was before, or should be: a paler bar behind. */
  readonly behind?: number
}

const ROW = 40
const THICKNESS = 12

type BarChart = Omit<Figure, 'height' | 'marks'> & { readonly bars: readonly Bar[] }

export function barChart({ bars, ...rest }: BarChart): Html {
  const most = longest(bars)
  const marks = bars.map((bar, at) =>
    line(bar, at, html`${rect(bar.behind ?? 0, most, 'behind')}${rect(bar.value, most, 'bar')}`),
  )
  return figure({ ...rest, height: ROW * bars.length, marks })
}

/** The same with bars in the middle: what is left of a whole, step by step. */
export function funnelChart({ bars, ...rest }: BarChart): Html {
  const most = longest(bars)
  const marks = bars.map((bar, at) =>
    line(bar, at, html`${middle(bar.behind ?? 0, most, 'behind')}${middle(bar.value, most, 'bar')}`),
  )
  return figure({ ...rest, height: ROW * bars.length, marks })
}

function longest(bars: readonly Bar[]): number {
  return Math.max(1, ...bars.map(({ value, behind = 0 }) => Math.max(value, behind)))
}

/** A name has the room that its value leaves. */
function line({ name, text }: Bar, at: number, marks: Html): Html {
  const room = text.length > 8 ? '60%' : '84%'
  return html`<svg y="${at * ROW}" width="100%" height="${ROW}">${clipped(name, 14, room)}<text x="100%" y="14" class="end">${text}</text>${marks}</svg>`
}

function rect(value: number, most: number, kind: string): Html {
  return html`<rect y="20" width="${share(value, most)}" height="${THICKNESS}" class="${kind}"/>`
}

function middle(value: number, most: number, kind: string): Html {
  return html`<rect x="${share(most - Math.min(value, most), 2 * most)}" y="20" width="${share(value, most)}" height="${THICKNESS}" class="${kind}"/>`
}
