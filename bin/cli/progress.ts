import type { Tally } from '../../src/stream/ledger.ts'
import type { RecordInput } from '../../src/stream/read-records.ts'
import type { RunContext } from '../../src/stream/run-context.ts'
import { shareDone } from '../../src/stream/share-done.ts'
import { columnsOf } from '../../src/text/columns.ts'
import type { Say } from '../../src/text/localize.ts'
import { usd } from '../../src/reports/numbers.ts'
import type { Io } from './command.ts'

const TERMINAL_MS = 250
const LOG_MS = 5000

/**
 * Shows the counts of all stages on stderr, and when the run will be over if the input's length is known: one line that
 * rewrites itself on a terminal, a plain line every few seconds elsewhere. Returns what ends it.
 */
export function startProgress(
  context: RunContext,
  io: Io,
  input: () => RecordInput | undefined,
  say: Say,
): () => void {
  const { ledger, options, facts } = context
  if (options.progress === 'never' || options.quiet) return () => {}
  const started = performance.now()
  const terminal = io.stderr.isTTY === true && io.env.TERM !== 'dumb'
  let shown = false
  const show = () => {
    const tallies = ledger.tallies()
    if (!tallies.some((tally) => tally.in > 0)) return
    const source = input()
    const share = source && shareDone(source, tallies.filter(isOfTheFlow))
    const line = progressLine(tallies, (performance.now() - started) / 1000, share, facts.teacher?.spent_usd ?? 0, say)
    io.stderr.write(terminal ? `\r\u001b[2K${cut(line, (io.stderr.columns ?? 80) - 1)}` : `${line}\n`)
    shown = true
  }
  const timer = setInterval(show, terminal ? TERMINAL_MS : LOG_MS)
  timer.unref()
  return () => {
    clearInterval(timer)
    if (terminal && shown) io.stderr.write('\r\u001b[2K')
  }
}

/** What else is read (`read-official`, `read-exclude`) is beside the flow of rows. */
function isOfTheFlow({ stage }: Tally): boolean {
  return !stage.startsWith('read-')
}

/** The time comes first: where the terminal is too narrow, what is cut is the counts of the last stages. */
function progressLine(tallies: readonly Tally[], seconds: number, share: number | undefined, spent: number, say: Say): string {
  const active = tallies.filter((tally) => tally.in > 0)
  const counts = active.map(({ stage, out, droppedTotal }) => {
    return `${stage} ${out}${droppedTotal > 0 ? ` (-${droppedTotal})` : ''}`
  })
  const rate = active.at(-1)!.in / seconds
  const left = share !== undefined && share > 0 && share < 1 ? `  ${say(`ETA ${clock((seconds * (1 - share)) / share)}`)}` : ''
  const cost = spent > 0 ? `  ${usd(spent)}` : ''
  return `${clock(seconds)}${left}${cost}  ${counts.join(' > ')}  ${rate.toFixed(rate < 10 ? 1 : 0)} ${say('rows/s')}`
}

/** The start of the line that fits into so many columns. */
function cut(line: string, columns: number): string {
  let start = ''
  for (const sign of line) {
    if (columnsOf(start + sign) > columns) break
    start += sign
  }
  return start
}

/** 75 -> '1:15', 3675 -> '1:01:15' */
function clock(seconds: number): string {
  const whole = Math.round(seconds)
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60]
  const tail = String(whole % 60).padStart(2, '0')
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`
}
