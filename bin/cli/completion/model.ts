/** What completion knows of the command line, taken from the tables of commands and flags. */
import type { Command } from '../command.ts'
import { FLAGS, GENERAL_FLAGS, valueOf, type Flag } from '../flags.ts'
import { wordsOf } from '../parse-args.ts'

export interface FlagModel {
  /** '--jobs' and, where there is one, '-j'. */
  readonly long: string
  readonly short: string | undefined
  readonly help: string
  readonly value: ReturnType<typeof valueOf>
  /** What stands for the value in the help: 'n'. */
  readonly placeholder: string
  /** Fixed values; with `isList` several of them, with commas between. */
  readonly values: readonly string[]
  readonly isList: boolean
  readonly isRepeatable: boolean
}

export interface CommandModel {
  readonly name: string
  readonly summary: string
  /** What the first operand may be. */
  readonly words: readonly string[]
  readonly takes: 'file' | 'folder' | 'nothing'
  readonly flags: readonly FlagModel[]
}

export function completionModel(commands: readonly Command[]): CommandModel[] {
  const names = commands.map(({ name }) => name)
  return commands.map(({ name, summary, words = [], takes = 'file', flags }) => ({
    name,
    summary,
    words: words === 'commands' ? names : words,
    takes,
    flags: [...new Set([...flags, ...GENERAL_FLAGS])].map((flag) => flagModel(FLAGS[flag])).concat(HELP),
  }))
}

function flagModel(flag: Flag): FlagModel {
  const words = wordsOf(flag)
  return {
    long: words.find((word) => word.startsWith('--'))!,
    short: words.find((word) => !word.startsWith('--')),
    help: flag.help,
    value: valueOf(flag),
    placeholder: /<(\w+)>/.exec(flag.flags)?.[1] ?? '',
    values: flag.values ?? [],
    isList: flag.list ?? false,
    isRepeatable: flag.repeatable ?? false,
  }
}

/** What every command takes besides its flags. */
const HELP: FlagModel[] = [
  flagModel({ flags: '-h, --help', help: 'short help, or all of it' }),
  flagModel({ flags: '--version', help: 'versions of sft-stream and engine' }),
]
