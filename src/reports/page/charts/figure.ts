/** A chart as it stands on a page: picture, what it says in words, and its numbers as a table. */
import { html, Html } from '../../../pages/html.ts'

export interface Figure {
  readonly title: string
  /** What the picture says, for those who do not see it. */
  readonly says: string
  /** Pixels. Widths in `marks` are percent, so that text keeps its size on a narrow screen. */
  readonly height: number
  readonly marks: readonly Html[]
  readonly table: Html
  /** What stands between picture and table. */
  readonly note?: Html
}

export function figure({ title, says, height, marks, table, note = html`` }: Figure): Html {
  return html`<figure>
<figcaption>${title}</figcaption>
<svg role="img" aria-label="${title}: ${says}" width="100%" height="${height}">${marks}</svg>
${note}
<details><summary>${title} as a table</summary>${table}</details>
</figure>
`
}

/** `part` of `whole` as a length of an SVG, never beyond it. */
export function share(part: number, whole: number): string {
  const percent = whole <= 0 ? 0 : Math.min(100, Math.max(0, (100 * part) / whole))
  return `${Number(percent.toFixed(3))}%`
}

/** Text that ends where its room does, however long it is. `width` in percent. */
export function clipped(text: string, y: number, width: string): Html {
  return html`<svg width="${width}" height="${y + 5}"><text y="${y}">${text}</text></svg>`
}
