/** The man page, in troff: all commands, all flags, as the help has them. */
import { packageVersion } from '../../../src/version.ts'
import type { Command } from '../command.ts'
import { FLAGS, type FlagName } from '../flags.ts'
import { usageOf } from './command.ts'
import { ABOUT, ENVIRONMENT, EXAMPLES, EXIT_CODES, FILES, OPTIONS } from './facts.ts'
import { groupedRows } from './flag-rows.ts'
import type { Row } from './layout.ts'

export function manPage(commands: readonly Command[]): string {
  const everyFlag = (Object.keys(FLAGS) as FlagName[]).filter((name) => name !== 'listPitfalls')
  return [
    `.TH SFT\\-STREAM 1 "" "sft\\-stream ${escaped(packageVersion)}" "User Commands"`,
    '.SH NAME',
    'sft\\-stream \\- makes verified fine\\-tuning data of task prompts',
    '.SH SYNOPSIS',
    '.B sft\\-stream',
    '[COMMAND] [FILE] [flags]',
    '.SH DESCRIPTION',
    line(ABOUT),
    '.SH COMMANDS',
    ...commands.flatMap(commandPart),
    '.SH FLAGS',
    ...groupedRows({ flags: everyFlag }).flatMap(({ title, rows }) => [`.SS ${line(title)}`, ...terms(rows)]),
    '.SH OPTIONS FILE',
    line(OPTIONS),
    '.SH ENVIRONMENT',
    ...terms(ENVIRONMENT),
    '.SH FILES',
    ...terms(FILES),
    '.SH EXIT STATUS',
    ...terms(EXIT_CODES),
    '.SH EXAMPLES',
    ...examples(EXAMPLES),
    '',
  ].join('\n')
}

function commandPart(command: Command): string[] {
  const { summary, details, flags } = command
  const own = [...new Set(flags)].map((name) => FLAGS[name].flags.replace(/^-\w, | <.*/g, ''))
  return [
    `.SS ${line(usageOf(command))}`,
    line(summary),
    ...details
      .split(/\n\s*\n/)
      .filter((part) => part.trim() !== '')
      .flatMap((part) => ['.PP', line(part)]),
    ...(own.length > 0 ? ['.PP', `Flags: ${line(own.join(', '))}`] : []),
    ...examples(command.examples),
  ]
}

function terms(rows: readonly Row[]): string[] {
  return rows.flatMap(([term, meaning]) => ['.TP', `.B ${line(term)}`, line(meaning)])
}

function examples(lines: readonly string[]): string[] {
  return ['.PP', '.nf', '.RS', ...lines.map(line), '.RE', '.fi']
}

/** Text as one line of troff: white space as one space, and nothing that would be a request. */
function line(text: string): string {
  return escaped(text.replace(/\s+/g, ' ').trim()).replace(/^[.']/, '\\&$&')
}

function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/[^\x20-\x7e]/gu, (sign) => `\\[u${sign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`)
}
