import { padded } from '../text/columns.ts'
import { oneLine } from '../text/printable.ts'

const WIDTH = 11

/** What a level said, in words. */
export const PASSED = { true: 'passed', false: 'failed', null: 'not run' } as const

/** Lines with a word before the first of them, each ended by a line break; safe to show. */
export function step(word: string, lines: readonly string[]): string {
  return lines.map((line, at) => `${padded(at === 0 ? word : '', WIDTH)}${oneLine(line, ' ')}\n`).join('')
}
