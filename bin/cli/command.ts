import type { Readable } from 'node:stream'
import type { RecordInput } from '../../src/stream/read-records.ts'
import type { RunContext } from '../../src/stream/run-context.ts'
import type { Say } from '../../src/text/localize.ts'
import type { Paint } from './colour.ts'
import type { FlagName } from './flags.ts'
import type { Layer } from './options.ts'

/** The world outside, injected: tests run the real command line in process. */
export interface Io {
  stdin: Readable & { isTTY?: boolean; fd?: number }
  stdout: NodeJS.WritableStream & { isTTY?: boolean; columns?: number; fd?: number }
  stderr: NodeJS.WritableStream & { isTTY?: boolean; columns?: number; rows?: number }
  env: Readonly<Record<string, string | undefined>>
  /** Aborted by the first Ctrl-C, with the exit code as its reason. */
  interrupt?: AbortSignal
  /** Aborted by the second one: the process ends when the listeners have returned. */
  stop?: AbortSignal
}

/** One run of a command. */
export interface Invocation {
  context: RunContext
  operands: string[]
  json: boolean
  listPitfalls: boolean
  /** The file that a page is written to. */
  page: string | undefined
  /** Where options come from. */
  layers: readonly Layer[]
  /** All commands there are. */
  commands: () => Promise<Command[]>
  io: Io
  /** How to print headings on stdout. */
  paint: Paint
  /** What people read passes through it; data does not. */
  say: Say
  /** Opens the input: the operand, stdin for `-` or nothing. Throws ERR_NO_INPUT, or ERR_USAGE on a terminal. */
  input: (operand?: string) => RecordInput
}

/** One command: what stands in --help feeds the parser, so that help and behaviour cannot drift apart. */
export interface Command {
  name: string
  /** What follows the name in the usage line. */
  usage: string
  summary: string
  details: string
  examples: readonly string[]
  flags: readonly FlagName[]
  /** Those of its flags that -h names; without it, all that are not common to all stages. */
  often?: readonly FlagName[]
  /** Words that the first operand may be: some, or the names of all commands. */
  words?: readonly string[] | 'commands'
  /** What operands are besides (default: file). */
  takes?: 'file' | 'folder' | 'nothing'
  /** How many words may stand beside the flags (default: one, the input). */
  operands?: number
  run: (invocation: Invocation) => Promise<void>
}
