/** The help of the whole: every command with its line; `--help` also what holds for all of them. */
import type { Command } from '../command.ts'
import { COMMON_FLAGS } from '../flags.ts'
import { exampleLines } from './command.ts'
import { ABOUT, ENVIRONMENT, EXAMPLES, EXIT_CODES, FILES, OPTIONS } from './facts.ts'
import { groupedRows } from './flag-rows.ts'
import { paragraphs, section, table, type Page } from './layout.ts'

const POINTER = 'sft-stream COMMAND -h has its flags, --help all of them with examples.'

/** Returns the help of the whole as text that ends with a newline. */
export function generalHelp(commands: readonly Command[], kind: 'short' | 'long', page: Page): string {
  const summaries = commands.map(({ name, summary }) => [name, summary] as const)
  const parts = [
    paragraphs(page, 'Usage: sft-stream [COMMAND] [FILE] [flags]'),
    paragraphs(page, ABOUT),
    section(page, 'Commands', table(page, summaries, kind === 'short')),
    ...(kind === 'long' ? longParts(page) : []),
    paragraphs(page, POINTER),
  ]
  return parts.join('\n\n') + '\n'
}

function longParts(page: Page): string[] {
  return [
    ...groupedRows({ flags: COMMON_FLAGS }).map(({ title, rows }) => section(page, title, table(page, rows))),
    section(page, 'Options', paragraphs(page, OPTIONS)),
    section(page, 'Environment', table(page, ENVIRONMENT)),
    section(page, 'Files', table(page, FILES)),
    section(page, 'Exit codes', table(page, EXIT_CODES)),
    section(page, 'Examples', exampleLines(EXAMPLES)),
  ]
}
