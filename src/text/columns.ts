/** How text fills a terminal: columns and lines. */

/** Characters of two columns (UAX #11, W and F): Han, kana, Hangul, their punctuation, and pictures. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u

/** What takes no column: marks over the character before, and format characters. */
const NARROWEST = /[\p{Mn}\p{Me}\p{Cf}]/u

/** Columns that a text of one line fills on a terminal. */
export function columnsOf(text: string): number {
  let columns = 0
  for (const sign of text) columns += WIDE.test(sign) ? 2 : NARROWEST.test(sign) ? 0 : 1
  return columns
}

/** The text with spaces behind it, up to so many columns. */
export function padded(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - columnsOf(text)))
}

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
    const isWide = WIDE.test(sign)
    if (pieces.length > 0 && (CLOSING.test(sign) || (isOpen && !isWide))) pieces[pieces.length - 1] += sign
    else pieces.push(sign)
    isOpen = !isWide
  }
  return pieces
}
