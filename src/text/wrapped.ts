import { columnsOf } from './columns.ts'

/** What may not begin a line in Chinese text. */
const CLOSING = /^[，。；：！？、）》」』”’…]/u

/**
 * The text in lines of at most `columns` columns, broken at spaces and between wide characters; a longer word has a line
 * of its own. White space counts as one space.
 */
export function wrapped(text: string, columns: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.trim().split(/\s+/)) {
    let glue = line === '' ? '' : ' '
    for (const piece of piecesOf(word)) {
      if (line !== '' && columnsOf(line + glue + piece) > columns) {
        lines.push(line)
        line = piece
      } else line += glue + piece
      glue = ''
    }
  }
  return [...lines, line]
}

/** The parts of a word between which a line may end. */
function piecesOf(word: string): string[] {
  const pieces: string[] = []
  let isOpen = false
  for (const sign of word) {
    const isWide = columnsOf(sign) === 2
    if (pieces.length > 0 && (CLOSING.test(sign) || (isOpen && !isWide))) pieces[pieces.length - 1] += sign
    else pieces.push(sign)
    isOpen = !isWide
  }
  return pieces
}
