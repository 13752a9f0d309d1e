import { Command as Parser, CommanderError, Option } from 'commander'
import type { OptionName, RawOptions } from '../../src/config.ts'
import { SftError } from '../../src/errors.ts'
import { didYouMean } from '../../src/text/did-you-mean.ts'
import { FLAGS, GENERAL_FLAGS, NOT_OPTIONS, type Flag, type FlagName } from './flags.ts'
import type { Command } from './command.ts'

export interface ParsedArgs {
  /** What is no flag: files, ids, words. */
  operands: string[]
  options: RawOptions
  config: string | undefined
  json: boolean
  listPitfalls: boolean
  page: string | undefined
}

/** What is asked for instead of a run: short help, long help or the version. */
export function asksFor(args: readonly string[]): 'short' | 'long' | 'version' | undefined {
  const end = args.indexOf('--')
  const flags = end === -1 ? args : args.slice(0, end)
  if (flags.includes('-h')) return 'short'
  if (flags.includes('--help')) return 'long'
  return flags.includes('--version') ? 'version' : undefined
}

/** Parses the arguments of one command by its flags. Throws ERR_USAGE, with a "did you mean" where there is one. */
export function parseArgs(command: Command, args: readonly string[]): ParsedArgs {
  const values = new Map<FlagName, unknown>()
  const parser = flagParser(command, values)
  try {
    parser.parse(args, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    const message = error.message.replace(/^error: /, '').replace(/\n\(Did you mean/, ' (did you mean')
    const hint = `sft-stream ${command.name} --help lists the flags`
    throw new SftError('ERR_USAGE', message, { hint, cause: error })
  }
  checkColour(values)
  const options: RawOptions = {}
  for (const [name, value] of values) if (!NOT_OPTIONS.has(name)) options[name as OptionName] = value
  return {
    operands: parser.args,
    options,
    config: values.get('config') as string | undefined,
    json: values.has('json'),
    listPitfalls: values.has('listPitfalls'),
    page: values.get('page') as string | undefined,
  }
}

/** The flag that the command does not have, of an error that parseArgs threw; undefined for another error. */
export function unknownFlagOf({ cause }: SftError): string | undefined {
  const isUnknown = cause instanceof CommanderError && cause.code === 'commander.unknownOption'
  return isUnknown ? /'(--?[^'=]+)/.exec(cause.message)?.[1] : undefined
}

/** The words that call a flag: `-j` and `--jobs`. */
export function wordsOf({ flags }: Flag): string[] {
  return flags.split(/[ ,]+/).filter((word) => word.startsWith('-'))
}

function flagParser(command: Command, values: Map<FlagName, unknown>): Parser {
  const parser = new Parser(command.name).helpOption(false).exitOverride().allowExcessArguments()
  parser.configureOutput({ writeErr: () => {}, writeOut: () => {} })
  for (const name of new Set([...command.flags, ...GENERAL_FLAGS])) {
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

/** The values of all other flags are checked where options are. */
function checkColour(values: ReadonlyMap<FlagName, unknown>): void {
  const known: readonly string[] = FLAGS.color.values
  const value = values.get('color')
  if (value === undefined || known.includes(String(value))) return
  throw new SftError('ERR_USAGE', `--color: one of ${known.join(', ')} (got ${JSON.stringify(value)})`, {
    hint: didYouMean(String(value), known) ?? 'NO_COLOR=1 does the same as never',
  })
}
