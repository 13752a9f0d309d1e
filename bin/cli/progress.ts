import { fstatSync } from 'node:fs'
import type { Tally } from '../../src/stream/ledger.ts'
import type { RecordInput } from '../../src/stream/read-records.ts'
import type { RunContext } from '../../src/stream/run-context.ts'
import { shareDone } from '../../src/stream/share-done.ts'
import type { Say } from '../../src/text/localize.ts'
import { usd } from '../../src/reports/numbers.ts'
import type { Io } from './command.ts'
import { StatusArea } from './status-area.ts'

const TERMINAL_MS = 250

/** Plain lines are for logs: the first comes soon, and each pause is twice as long as the one before, up to the longest. */
const LOG_MS = 5000
const LONGEST_LOG_MS = 60_000

/** Columns of a stage's name and of a number: four of them leave a terminal of 40 columns one to spare. */
const NAME = 15
const NUMBER = 8

/** How far the run is. */
interface State {
  /** The stages that have rows. */
  readonly tallies: readonly Tally[]
  readonly seconds: number
  /** Which share of the work is done, where somebody knows. */
  readonly share: number | undefined
  readonly spent: number
  readonly underWay: RunContext['underWay']
  readonly say: Say
}

/**
 * Shows how far all stages are, and when the run will be over if the input's length is known: lines that rewrite themselves
 * on a terminal, plain lines now and then elsewhere. Returns what ends it. Where other commands of a pipe may have the same
 * terminal, it is one line, which theirs can replace.
 */
export function startProgress(
  context: RunContext,
  io: Io,
  input: () => RecordInput | undefined,
  say: Say,
): () => void {
  const { progress, quiet } = context.options
  if (progress === 'never' || (quiet && progress !== 'always')) return () => {}
  const started = performance.now()
  const state = () => stateOf(context, input(), (performance.now() - started) / 1000, say)
  const isTerminal = io.stderr.isTTY === true && io.env.TERM !== 'dumb'
  return isTerminal ? onTerminal(io, state) : inLog(io, state)
}

function onTerminal(io: Io, stateNow: () => State | undefined): () => void {
  const area = new StatusArea(io)
  const linesOf = isInPipe(io) ? (state: State) => [lineOf(state)] : tableOf
  const timer = setInterval(() => {
    const state = stateNow()
    if (state) area.show(linesOf(state))
  }, TERMINAL_MS)
  timer.unref()
  return () => {
    clearInterval(timer)
    area.close()
  }
}

function inLog(io: Io, stateNow: () => State | undefined): () => void {
  let timer: NodeJS.Timeout
  const wait = (pause: number): void => {
    timer = setTimeout(() => {
      const state = stateNow()
      if (state) io.stderr.write(`${lineOf(state)}\n`)
      wait(Math.min(2 * pause, LONGEST_LOG_MS))
    }, pause)
    timer.unref()
  }
  wait(LOG_MS)
  return () => clearTimeout(timer)
}

function isInPipe({ stdin, stdout }: Io): boolean {
  return [stdin, stdout].some(({ fd }) => fd !== undefined && isPipe(fd))
}

function isPipe(fd: number): boolean {
  try {
    const stat = fstatSync(fd)
    return stat.isFIFO() || stat.isSocket()
  } catch {
    return false // closed: nobody is at its other end
  }
}

function stateOf(
  context: RunContext,
  source: RecordInput | undefined,
  seconds: number,
  say: Say,
): State | undefined {
  const { ledger, facts, underWay } = context
  const all = ledger.tallies()
  const tallies = all.filter((tally) => tally.in > 0)
  if (tallies.length === 0 && underWay.step === undefined) return undefined
  const share = source && shareDone(source, all.filter(isOfTheFlow))
  return { tallies, seconds, share, spent: facts.teacher?.spent_usd ?? 0, underWay, say }
}

/** What else is read (`read-official`, `read-exclude`) is beside the flow of rows. */
function isOfTheFlow({ stage }: Tally): boolean {
  return !stage.startsWith('read-')
}

function tableOf(state: State): string[] {
  const rows = state.tallies.map((tally) => [tally.stage, tally.in, tally.out, tally.droppedTotal])
  const line = ([name, ...numbers]: (string | number)[]) =>
    String(name).padEnd(NAME) + numbers.map((number) => String(number).padStart(NUMBER)).join('')
  const table = rows.length === 0 ? [] : [state.say(line(['', 'in', 'out', 'dropped'])), ...rows.map(line)]
  return [[...timesOf(state), ...rateOf(state)].join('  '), ...table, ...stepOf(state)]
}

/** The time comes first: where the terminal is too narrow, what is cut is the counts of the last stages. */
function lineOf(state: State): string {
  const counts = state.tallies.map(({ stage, out, droppedTotal }) => {
    return `${stage} ${out}${droppedTotal > 0 ? ` (-${droppedTotal})` : ''}`
  })
  return [...timesOf(state), ...stepOf(state), counts.join(' > '), ...rateOf(state)].filter(Boolean).join('  ')
}

/** No guess when it will end while the final pass computes: how long that takes is not proportional to the rows. */
function timesOf({ seconds, share = 0, spent, underWay, say }: State): string[] {
  const isGuessed = share > 0 && share < 1 && underWay.step === undefined
  return [
    clock(seconds),
    ...(isGuessed ? [say(`ETA ${clock((seconds * (1 - share)) / share)}`)] : []),
    ...(spent > 0 ? [usd(spent)] : []),
  ]
}

function rateOf({ tallies, seconds, say }: State): string[] {
  const last = tallies.at(-1)
  if (last === undefined) return []
  const rate = last.in / seconds
  return [`${rate.toFixed(rate < 10 ? 1 : 0)} ${say('rows/s')}`]
}

function stepOf({ underWay: { step }, say }: State): string[] {
  return step ? [`${step.stage}: ${say(step.name)} ${Math.floor(100 * step.share)} %`] : []
}

/** 75 -> '1:15', 3675 -> '1:01:15' */
function clock(seconds: number): string {
  const whole = Math.round(seconds)
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60]
  const tail = String(whole % 60).padStart(2, '0')
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`
}
