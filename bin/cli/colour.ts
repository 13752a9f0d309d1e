/** Colour, for headings and errors, on terminals only. Whoever prints asks here. */
import { earlyValue } from './early-value.ts'
import { FLAGS } from './flags.ts'

type Env = Readonly<Record<string, string | undefined>>

/** Ways to set words off from the text around them. */
const STYLES = { heading: 1, error: 31, warning: 33, good: 32 } as const

export type Paint = (style: keyof typeof STYLES, text: string) => string

export const plain: Paint = (_style, text) => text

const coloured: Paint = (style, text) => `\u001b[${STYLES[style]}m${text}\u001b[0m`

/**
 * How to paint on a stream. --color goes before SFT_STREAM_COLOR, and both before NO_COLOR (no-color.org) and TERM=dumb.
 * It is read from the arguments as they are: what is wrong with these is said in colour too.
 */
export function paintFor(stream: { isTTY?: boolean }, argv: readonly string[], env: Env): Paint {
  const when = earlyValue('--color', argv, FLAGS.color.values) ?? env.SFT_STREAM_COLOR ?? 'auto'
  if (when === 'always') return coloured
  const mayColour = when !== 'never' && !env.NO_COLOR && env.TERM !== 'dumb'
  return mayColour && stream.isTTY === true ? coloured : plain
}
