/** The lines of a program that an issue is about. */

const AROUND = 2
/** Minified programs have lines without end. */
const MAX_COLUMNS = 160

/** The line (from 1) and two on either side, each cut; undefined when the program has no such line. */
export function excerptOf(
  code: string,
  line: number | null | undefined,
): { from: number; lines: string[] } | undefined {
  const lines = code.split('\n')
  if (!line || !Number.isInteger(line) || line < 1 || line > lines.length) return undefined
  const from = Math.max(1, line - AROUND)
  return { from, lines: lines.slice(from - 1, line + AROUND).map((text) => text.trimEnd().slice(0, MAX_COLUMNS)) }
}
