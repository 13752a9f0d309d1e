/** Help as text: headings, paragraphs and tables, laid out for the width of a terminal. */
import { columnsOf, padded } from '../../../src/text/columns.ts'
import type { Say } from '../../../src/text/localize.ts'
import { wrapped } from '../../../src/text/wrapped.ts'
import type { Io } from '../command.ts'
import type { Paint } from '../colour.ts'

/** Lines longer than this are tiring to read. */
const WIDEST = 100
const NARROWEST = 20
/** Narrower than this, what a term means stands below it. */
const TWO_COLUMNS = 60
/** A longer term has a line of its own. */
const LONGEST_TERM = 30
const USUAL = 80

/** What help is printed on. */
export interface Page {
  readonly columns: number
  readonly paint: Paint
  /** A text of the help in the language of the user. */
  readonly say: Say
}

export function pageFor(io: Io, paint: Paint, say: Say): Page {
  const columns = io.stdout.columns ?? (Number(io.env.COLUMNS) || USUAL)
  return { columns: Math.max(NARROWEST, Math.min(WIDEST, columns)), paint, say }
}

export type Row = readonly [term: string, meaning: string]

/** A heading with what stands under it. */
export function section({ paint, say }: Page, title: string, body: string): string {
  return `${paint('heading', say(`${title}:`))}\n${body}`
}

/** Paragraphs of the text, each set anew; an empty line parts them. */
export function paragraphs({ columns, say }: Page, text: string): string {
  const parts = say(text)
    .trim()
    .split(/\n\s*\n/)
  return parts.map((part) => wrapped(part, columns).join('\n')).join('\n\n')
}

/** Terms with what they mean: side by side, or on a narrow terminal one below the other. `brief` keeps to a line each. */
export function table({ columns, say }: Page, rows: readonly Row[], brief = false): string {
  const longest = Math.max(...rows.map(([term]) => columnsOf(term)).filter((length) => length <= LONGEST_TERM), 0)
  const indent = columns < TWO_COLUMNS ? 6 : longest + 4
  const lines = rows.flatMap(([term, meaning]) => {
    const texts = linesOf(say(meaning), columns - indent, brief).map((line) => ' '.repeat(indent) + line)
    const isBeside = columns >= TWO_COLUMNS && columnsOf(term) <= longest
    if (isBeside) return [padded('  ' + term, indent) + texts[0].trimStart(), ...texts.slice(1)]
    return ['  ' + (columns < TWO_COLUMNS ? term.trim() : term), ...texts]
  })
  return lines.map((line) => line.trimEnd()).join('\n')
}

/** Where a sentence can end early: between its parts, or else at a comma. */
const PART_END = /\s\(|[;:.](?=\s)|[；：。（]/gu
const ANY_END = /\s\(|[;:.,](?=\s)|[；：。，（]/gu

function linesOf(text: string, columns: number, brief: boolean): string[] {
  if (!brief || columnsOf(text) <= columns) return wrapped(text, columns)
  const start = longestStart(text, PART_END, columns / 2, columns) ?? longestStart(text, ANY_END, columns / 4, columns)
  return start === undefined ? wrapped(text, columns) : [start]
}

/** The longest start that ends well, with more than `least` columns and no open bracket. */
function longestStart(text: string, end: RegExp, least: number, most: number): string | undefined {
  return [...text.matchAll(end)]
    .map(({ index }) => text.slice(0, index))
    .filter((start) => start.split(/[(（]/).length === start.split(/[)）]/).length)
    .findLast((start) => columnsOf(start) <= most && columnsOf(start) > least)
}
