/** The help of one command: `-h` the flags that are used most, a line each; `--help` everything, with examples. */
import type { Command } from '../command.ts'
import { groupedRows, oftenRows } from './flag-rows.ts'
import { paragraphs, section, table, type Page } from './layout.ts'

/** Returns the help of a command as text that ends with a newline. */
export function commandHelp(command: Command, kind: 'short' | 'long', page: Page): string {
  const parts = kind === 'short' ? shortParts(command, page) : longParts(command, page)
  return (
    [paragraphs(page, `Usage: ${usageOf(command)}`), paragraphs(page, command.summary), ...parts].join('\n\n') + '\n'
  )
}

/** 'sft-stream teach [FILE] [flags]' */
export function usageOf({ name, usage }: Command): string {
  return `sft-stream ${name} ${usage}`.trim()
}

function shortParts(command: Command, page: Page): string[] {
  const rows = oftenRows(command)
  const flags = rows.length > 0 ? [section(page, 'Flags', table(page, rows, true))] : []
  return [...flags, paragraphs(page, `sft-stream ${command.name} --help has all flags, and examples.`)]
}

function longParts(command: Command, page: Page): string[] {
  const groups = groupedRows(command).map(({ title, rows }) => section(page, title, table(page, rows)))
  const details = command.details === '' ? [] : [paragraphs(page, command.details)]
  return [...details, ...groups, section(page, 'Examples', exampleLines(command.examples))]
}

/** As they are, whatever the width: they are there to be copied. */
export function exampleLines(examples: readonly string[]): string {
  return examples.map((line) => '  ' + line).join('\n')
}
