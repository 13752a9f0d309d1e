import { existsSync } from 'node:fs'
import { inspect } from 'node:util'
import { EXIT, SftError, interruption, messageOf, outputError, systemCode } from '../../src/errors.ts'
import { inEnglish, type Say } from '../../src/text/localize.ts'
import { printable } from '../../src/text/printable.ts'
import { Ledger } from '../../src/stream/ledger.ts'
import type { RecordInput } from '../../src/stream/read-records.ts'
import type { RunContext } from '../../src/stream/run-context.ts'
import { nearestNames } from '../../src/text/nearest-names.ts'
import { packageVersion } from '../../src/version.ts'
import { againLine } from './again.ts'
import { COMMANDS, allCommands } from './commands/index.ts'
import { paintFor, type Paint } from './colour.ts'
import type { Command, Io } from './command.ts'
import { finish } from './finish.ts'
import { commandHelp, usageOf } from './help/command.ts'
import { generalHelp } from './help/general.ts'
import { pageFor } from './help/layout.ts'
import { openInput } from './input.ts'
import { sayFor } from './language.ts'
import { layersOf, optionsOf } from './options.ts'
import { asksFor, type ParsedArgs } from './parse-args.ts'
import { startProgress } from './progress.ts'
import { parseOrExplain } from './unknown-flag.ts'

/** Runs the command line; resolves to the exit code and never rejects. Writes to the streams it is given only. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  // Without a listener the event would end the process. Of stderr there is nobody left to be told.
  io.stderr.on('error', () => {})
  const isLost = lossOf(io.stdout)
  let say = inEnglish
  try {
    say = await sayFor(argv, io.env)
    const code = await dispatch(argv, io, say)
    const lost = await isLost()
    if (lost) throw outputError(lost)
    return code
  } catch (error) {
    return report(error, argv, io, say)
  }
}

/** What asks, when all is written, whether some of it was lost. A reader that went away is no error of ours. */
function lossOf(stdout: Io['stdout']): () => Promise<Error | undefined> {
  let lost: Error | undefined
  stdout.on('error', (error: Error) => {
    if (isSystemError(error) && systemCode(error) !== 'EPIPE') lost ??= error
  })
  return async () => {
    // A write of the process to a file or pipe is done when it returns; its error comes in the next turn.
    await new Promise((resolve) => setImmediate(resolve))
    return lost
  }
}

/** Of the system, by its code: ENOSPC, EIO. */
function isSystemError(error: unknown): boolean {
  return /^E[A-Z\d]+$/.test(systemCode(error) ?? '')
}

async function dispatch(argv: readonly string[], io: Io, say: Say): Promise<number> {
  const [first] = argv
  const isCommand = first !== undefined && Object.hasOwn(COMMANDS, first)
  if (!isCommand) refuseUnknownWord(first)
  const args = isCommand ? argv.slice(1) : argv
  const asked = asksFor(args)
  const paint = paintFor(io.stdout, argv, io.env)
  if (asked === 'version') return print(io, await versionLine())
  if (asked && !isCommand) return print(io, generalHelp(await allCommands(), asked, pageFor(io, paint, say)))
  const command = await COMMANDS[isCommand ? first : 'run']()
  if (asked) return print(io, commandHelp(command, asked, pageFor(io, paint, say)))
  const parsed = await parseOrExplain(command, args, allCommands)
  if (!isCommand) refuseLateCommand(parsed.operands)
  return await runCommand(command, parsed, { argv, io, paint, say })
}

/** A first word that is neither command, flag nor file is a mistyped command. */
function refuseUnknownWord(word: string | undefined): void {
  if (word === undefined || word.startsWith('-') || existsSync(word)) return
  const [guess] = nearestNames(word, Object.keys(COMMANDS), 1)
  const hint = guess !== undefined ? `did you mean: sft-stream ${guess}` : 'sft-stream --help lists the commands'
  throw new SftError('ERR_USAGE', `'${word}' is neither a command nor a file`, { hint })
}

/** `sft-stream -q validate FILE` would read a file named validate. */
function refuseLateCommand([word]: readonly string[]): void {
  if (word === undefined || !Object.hasOwn(COMMANDS, word) || existsSync(word)) return
  throw new SftError('ERR_USAGE', `the command ${word} comes too late`, {
    hint: `flags stand behind it: sft-stream ${word} FILE [flags]`,
  })
}

/** A second file would go unread, and nobody would notice. */
function refuseExtraWord({ name, operands: most = 1 }: Command, operands: readonly string[]): void {
  if (operands.length <= most) return
  const hint = `sft-stream ${name} --help; several files: cat FILE… | sft-stream ${name}`
  throw new SftError('ERR_USAGE', `${name} takes one file; '${operands[most]}' is one too many`, { hint })
}

interface Call {
  argv: readonly string[]
  io: Io
  paint: Paint
  say: Say
}

async function runCommand(command: Command, args: ParsedArgs, { argv, io, paint, say }: Call): Promise<number> {
  refuseExtraWord(command, args.operands)
  const layers = layersOf(args, io)
  const options = optionsOf(layers)
  const context: RunContext = {
    options,
    ledger: new Ledger(),
    signal: io.stop ?? new AbortController().signal,
    interrupt: io.interrupt,
    env: io.env,
    facts: { run: { started_at: new Date().toISOString() } },
    underWay: {},
    notice: noticer(io, options.quiet, say),
  }
  if (options.rejects !== undefined) context.ledger.openRejects(options.rejects)
  let opened: RecordInput | undefined
  const stopProgress = startProgress(context, io, () => opened, say)
  const heedSignals = onSignals(io, () => context.notice(STOPPING), () => {
    stopProgress()
    report(interruption(AT_ONCE), argv, io, say)
  })
  let failure: unknown
  try {
    const input = (operand?: string) => (opened = openInput(operand, io, usageOf(command), options.maxItems))
    await command.run({ ...args, context, layers, commands: allCommands, io, paint, say, input })
    if (io.interrupt?.aborted) throw interruption()
  } catch (error) {
    failure = io.stop?.aborted ? interruption() : error
  }
  heedSignals()
  stopProgress()
  if (failure !== undefined && options.logLevel === 'debug') io.stderr.write(printable(inspect(failure)) + '\n')
  if (options.rejects !== undefined) context.ledger.closeRejects(options.rejects)
  return finish(context, io, failure, say)
}

const STOPPING = 'stopping: what is in flight is finished and saved; a second Ctrl-C or SIGTERM stops at once'

const AT_ONCE = 'stopped at once; the replies and verdicts that had arrived are saved'

/** Calls `first` and `second` at the first and second Ctrl-C or SIGTERM; returns what ends that. */
function onSignals({ interrupt, stop }: Io, first: () => void, second: () => void): () => void {
  interrupt?.addEventListener('abort', first)
  stop?.addEventListener('abort', second)
  return () => {
    interrupt?.removeEventListener('abort', first)
    stop?.removeEventListener('abort', second)
  }
}

function noticer(io: Io, quiet: boolean, say: Say): (message: string) => void {
  const said = new Set<string>()
  return (message) => {
    if (quiet || said.has(message)) return
    said.add(message)
    io.stderr.write(`sft-stream: ${shown(say(message))}\n`)
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

/** A message with what others wrote in it: no part of it can look like a line of its own. */
function shown(message: string): string {
  return printable(message).replaceAll('\n', '\n  ')
}

/** Says what went wrong and what to do next; an error that we do not know keeps its stack. Returns the exit code. */
function report(error: unknown, argv: readonly string[], io: Io, say: Say): number {
  const name = paintFor(io.stderr, argv, io.env)('error', 'sft-stream:')
  if (error instanceof SftError) {
    const isInterruption = error.code === 'ERR_INTERRUPTED'
    io.stderr.write(`${name} ${shown(say(error.message))}\n`)
    if (error.hint) io.stderr.write(`  ${shown(say(error.hint))}${isInterruption ? `: ${againLine(argv, io)}` : ''}\n`)
    const signalCode = isInterruption ? (io.interrupt?.reason as number | undefined) : undefined
    return signalCode ?? error.exitCode
  }
  if (isSystemError(error)) {
    io.stderr.write(`${name} ${shown(say(messageOf(error)))}\n`)
    return EXIT.io
  }
  const stack = error instanceof Error ? error.stack : undefined
  io.stderr.write(`${name} ${say('an internal error; please report it')}\n${printable(stack ?? String(error))}\n`)
  return EXIT.internal
}
