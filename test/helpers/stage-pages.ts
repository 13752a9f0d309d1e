/** What the pages of the stages say of commands, options and records. */
import type * as z from 'zod'
import type { Command } from '../../bin/cli/command.ts'
import { COMMON_FLAGS, FLAGS, GENERAL_FLAGS, type FlagName } from '../../bin/cli/flags.ts'
import { usageOf } from '../../bin/cli/help/command.ts'
import { groupsOf } from '../../bin/cli/help/flag-rows.ts'
import { lineageSchema } from '../../src/formats/lineage.ts'
import { PARSE_ERRORS, PARSE_WARNINGS } from '../../src/reply/codes.ts'
import { RECORDS, issueSchema, sampleSchema, type RecordName } from '../../src/record.ts'
import { wrapped } from '../../src/text/wrapped.ts'
import { fieldTable } from './record-fields.ts'
import type { Makers } from './made-parts.ts'

const WIDTH = 120

/** Records that are others with more fields. */
const MADE_OF: Partial<Record<RecordName, RecordName>> = { verdict: 'candidate', selected: 'verdict' }

/** What is no record of a stream, or stands otherwise in its file. */
const OTHERS: Readonly<Record<string, z.ZodType>> = {
  issue: issueSchema,
  lineage: lineageSchema,
  sample: sampleSchema.omit({ turns: true, origin: true, trace: true }),
}

/** The makers of all parts. `pageOf` is where a command has its page, from the place of the part. */
export function stageMakers(commands: readonly Command[], pageOf: (command: string) => string): Makers {
  const named = (name: string) => commands.find((command) => command.name === name) ?? missing(name)
  return {
    commands: () => table(['command', 'in → out'], commands.map(({ name, summary }) => [`\`${name}\``, text(summary)])),
    stages: (names) =>
      table(
        ['stage', 'in → out'],
        names.split(' ').map((name) => [`[${name}](${pageOf(name)})`, text(named(name).summary)]),
      ),
    command: (name) => commandPart(named(name)),
    'common-options': () => optionTable([...COMMON_FLAGS, ...GENERAL_FLAGS]),
    'parse-codes': () =>
      table(['code', 'field', 'means'], [...codeRows('parse_errors', PARSE_ERRORS), ...codeRows('parse_warnings', PARSE_WARNINGS)]),
    fields: (name) => (Object.hasOwn(OTHERS, name) ? fieldTable(OTHERS[name]) : recordFields(name as RecordName)),
  }
}

function codeRows(field: string, codes: Readonly<Record<string, string>>): string[][] {
  return Object.entries(codes).map(([code, meaning]) => [`\`${code}\``, `\`${field}\``, text(meaning)])
}

function missing(name: string): never {
  throw new Error(`there is no command '${name}'`)
}

/** A command as its help has it, without the options that every stage has. */
function commandPart(command: Command): string {
  const own = command.flags.filter((name) => !COMMON_FLAGS.includes(name))
  const options = groupsOf(own).map(({ title, names }) => (title === 'Flags' ? '' : `${title}:\n\n`) + optionTable(names))
  const paragraphs = [command.summary, ...command.details.split(/\n\s*\n/)].map((part) => wrapped(text(part), WIDTH).join('\n'))
  const examples = command.examples.map((line) => `    ${line}\n`).join('')
  return [
    `\`${usageOf(command)}\`\n`,
    ...paragraphs.map((part) => `${part}\n`),
    `## Examples\n\n${examples}`,
    ...(options.length > 0 ? [`## Options\n\n${options.join('\n')}`] : []),
  ].join('\n')
}

function optionTable(names: readonly FlagName[]): string {
  return table(['option', 'what'], names.map((name) => [`\`${FLAGS[name].flags}\``, text(FLAGS[name].help)]))
}

function recordFields(record: RecordName): string {
  const base = MADE_OF[record]
  return fieldTable(RECORDS[record], base && RECORDS[base])
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`
  return line(heads) + `|${'---|'.repeat(heads.length)}\n` + rows.map(line).join('')
}

/** What the help writes in pointed brackets is no HTML. */
function text(plain: string): string {
  return plain.trim().replaceAll('<', '\\<')
}
