import { existsSync } from 'node:fs'
import { inspect } from 'node:util'
import { EXIT, SftError, interruption, messageOf, systemCode } from '../../src/errors.ts'
import { printable } from '../../src/text/printable.ts'
import { Ledger } from '../../src/stream/ledger.ts'
import type { RecordInput } from '../../src/stream/read-records.ts'
import type { RunContext } from '../../src/stream/run-context.ts'
import { nearestNames } from '../../src/text/nearest-names.ts'
import { packageVersion } from '../../src/version.ts'
import { COMMANDS } from './commands/index.ts'
import type { Command, Io } from './command.ts'
import { finish } from './finish.ts'
import { generalHelp } from './help.ts'
import { openInput } from './input.ts'
import { gatherOptions } from './options.ts'
import { helpText, parseArgs } from './parse-args.ts'
import { startProgress } from './progress.ts'

/** Runs the command line; resolves to the exit code and never rejects. Writes to the streams it is given only. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  // A reader that went away is no error of ours; without a listener the event would end the process.
  for (const stream of [io.stdout, io.stderr]) stream.on('error', () => {})
  try {
    return await dispatch(argv, io)
  } catch (error) {
    return report(error, io)
  }
}

async function dispatch(argv: readonly string[], io: Io): Promise<number> {
  const [first] = argv
  if (first === '--version') return print(io, await versionLine())
  if (first === '-h' || first === '--help' || first === 'help') return print(io, await generalHelp())
  const isCommand = first !== undefined && Object.hasOwn(COMMANDS, first)
  if (!isCommand) refuseUnknownWord(first)
  const command = await COMMANDS[isCommand ? first : 'run']()
  return await runCommand(command, isCommand ? argv.slice(1) : argv, io)
}

/** A first word that is neither command, flag nor file is a mistyped command. */
function refuseUnknownWord(word: string | undefined): void {
  if (word === undefined || word.startsWith('-') || existsSync(word)) return
  const [guess] = nearestNames(word, Object.keys(COMMANDS), 1)
  const hint = guess !== undefined ? `did you mean: sft-stream ${guess}` : 'sft-stream --help lists the commands'
  throw new SftError('ERR_USAGE', `'${word}' is neither a command nor a file`, { hint })
}

/** A second file would go unread, and nobody would notice. */
function refuseExtraWord({ name, operands: most = 1 }: Command, operands: readonly string[]): void {
  if (operands.length <= most) return
  const hint = `sft-stream ${name} --help; several files: cat FILE… | sft-stream ${name}`
  throw new SftError('ERR_USAGE', `${name} takes one file; '${operands[most]}' is one too many`, { hint })
}

async function runCommand(command: Command, argv: readonly string[], io: Io): Promise<number> {
  const args = parseArgs(command, argv)
  if (args.help) return print(io, helpText(command, args.help))
  refuseExtraWord(command, args.operands)
  const options = gatherOptions(args, io)
  const context: RunContext = {
    options,
    ledger: new Ledger(),
    signal: new AbortController().signal,
    interrupt: io.interrupt,
    env: io.env,
    facts: { run: { started_at: new Date().toISOString() } },
    notice: noticer(io, options.quiet),
  }
  if (options.rejects !== undefined) context.ledger.openRejects(options.rejects)
  let opened: RecordInput | undefined
  const stopProgress = startProgress(context, io, () => opened)
  let failure: unknown
  try {
    const input = (operand?: string) => (opened = openInput(operand, io, options.maxItems))
    const { operands, json, listPitfalls } = args
    await command.run({ context, operands, json, listPitfalls, io, input })
    if (io.interrupt?.aborted) throw interruption()
  } catch (error) {
    failure = error
  }
  stopProgress()
  if (failure !== undefined && options.logLevel === 'debug') io.stderr.write(printable(inspect(failure)) + '\n')
  if (options.rejects !== undefined) context.ledger.closeRejects(options.rejects)
  return finish(context, io, failure)
}

function noticer(io: Io, quiet: boolean): (message: string) => void {
  const said = new Set<string>()
  return (message) => {
    if (quiet || said.has(message)) return
    said.add(message)
    io.stderr.write(`sft-stream: ${printable(message)}\n`)
  }
}

async function versionLine(): Promise<string> {
  const { domain } = await import('../../src/domains/registry.ts')
  const { engine } = await domain().api()
  return `sft-stream ${packageVersion} (${engine}, node ${process.versions.node})\n`
}

function print(io: Io, text: string): number {
  io.stdout.write(text)
  return EXIT.done
}

/** Says what went wrong and what to do next; an error that we do not know keeps its stack. Returns the exit code. */
function report(error: unknown, io: Io): number {
  if (error instanceof SftError) {
    io.stderr.write(`sft-stream: ${printable(error.message)}\n`)
    if (error.hint) io.stderr.write(`  ${printable(error.hint)}\n`)
    const signalCode = error.code === 'ERR_INTERRUPTED' ? (io.interrupt?.reason as number | undefined) : undefined
    return signalCode ?? error.exitCode
  }
  if (systemCode(error)?.match(/^E[A-Z]+$/)) {
    io.stderr.write(`sft-stream: ${printable(messageOf(error))}\n`)
    return EXIT.io
  }
  const stack = error instanceof Error ? error.stack : undefined
  io.stderr.write(`sft-stream: an internal error; please report it\n${printable(stack ?? String(error))}\n`)
  return EXIT.internal
}
