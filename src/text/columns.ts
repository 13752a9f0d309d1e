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
  return text + spaces(columns - columnsOf(text))
}

/** The text with spaces before it, up to so many columns. */
export function toRight(text: string, columns: number): string {
  return spaces(columns - columnsOf(text)) + text
}

function spaces(count: number): string {
  return ' '.repeat(Math.max(0, count))
}
