import { Command as Parser, CommanderError, Option } from 'commander'
import type { OptionName, RawOptions } from '../../src/config.ts'
import { SftError } from '../../src/errors.ts'
import { FLAGS, NOT_OPTIONS, type Flag, type FlagName } from './flags.ts'
import type { Command } from './command.ts'

export interface ParsedArgs {
  /** What is no flag: files, ids, words. */
  operands: string[]
  options: RawOptions
  config: string | undefined
  json: boolean
  listPitfalls: boolean
  help: 'short' | 'long' | undefined
}

/** Parses the arguments of one command by its flags. Throws ERR_USAGE, with a "did you mean" where there is one. */
export function parseArgs(command: Command, args: readonly string[]): ParsedArgs {
  const values = new Map<FlagName, unknown>()
  const parser = flagParser(command, values)
  if (args.includes('-h')) return { operands: [], options: {}, config: undefined, json: false, listPitfalls: false, help: 'short' }
  if (args.includes('--help')) return { operands: [], options: {}, config: undefined, json: false, listPitfalls: false, help: 'long' }
  try {
    parser.parse(args, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    const message = error.message.replace(/^error: /, '').replace(/\n\(Did you mean/, ' (did you mean')
    const hint = `sft-stream ${command.name} --help lists the flags`
    throw new SftError('ERR_USAGE', message, { hint, cause: error })
  }
  const options: RawOptions = {}
  for (const [name, value] of values) if (!NOT_OPTIONS.has(name)) options[name as OptionName] = value
  return {
    operands: parser.args,
    options,
    config: values.get('config') as string | undefined,
    json: values.has('json'),
    listPitfalls: values.has('listPitfalls'),
    help: undefined,
  }
}

function flagParser(command: Command, values: Map<FlagName, unknown>): Parser {
  const parser = new Parser(command.name).helpOption(false).exitOverride().allowExcessArguments()
  parser.configureOutput({ writeErr: () => {}, writeOut: () => {} })
  for (const name of new Set(command.flags)) {
    const flag: Flag = FLAGS[name]
    const option = new Option(flag.flags, flag.help)
    parser.addOption(option)
    // Values are kept under our own names: the parser would fold --cache DIR and --no-cache into one.
    parser.on('option:' + option.name(), (value: string | null) => {
      const given = value ?? !option.negate
      values.set(name, flag.repeatable ? [...((values.get(name) as unknown[]) ?? []), given] : given)
    })
  }
  return parser
}

/** The help of one command: `-h` the flags, `--help` details and examples too. */
export function helpText(command: Command, kind: 'short' | 'long'): string {
  const parser = flagParser(command, new Map())
  const title = `Usage: sft-stream ${command.name} ${command.usage}\n\n${command.summary}`
  const flags = parser.createHelp().formatHelp(parser, parser.createHelp()).split('\n')
  const start = flags.findIndex((line) => line.startsWith('Options:'))
  const table = start === -1 ? '' : flags.slice(start).join('\n').replace('Options:', 'Flags:').trimEnd()
  const parts = kind === 'long' ? [title, command.details.trim(), table, examples(command)] : [title, table]
  return parts.filter((part) => part !== '').join('\n\n') + '\n'
}

function examples(command: Command): string {
  return 'Examples:\n' + command.examples.map((line) => '  ' + line).join('\n')
}
