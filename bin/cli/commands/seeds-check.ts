import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import split2 from 'split2'
import { openIndex } from '../../../src/api-index/index-store.ts'
import { domain } from '../../../src/domains/registry.ts'
import { SftError } from '../../../src/errors.ts'
import { SeedChecker, type SeedProblem } from '../../../src/seeds/check-seeds.ts'
import { jsonLine } from '../../../src/stream/json-line.ts'
import { lineGuard } from '../../../src/stream/line-guard.ts'
import { readUntil, type RecordInput } from '../../../src/stream/read-records.ts'
import type { Say } from '../../../src/text/localize.ts'
import { printable } from '../../../src/text/printable.ts'
import type { Invocation } from '../command.ts'

/** `seeds check`: a line for every problem, as compilers have it. Throws ERR_BAD_SEEDS when one of them is an error. */
export async function checkSeeds(invocation: Invocation, operand: string | undefined): Promise<void> {
  const { context, input, io, json, say } = invocation
  const source = input(operand)
  const api = await domain().api()
  const checker = new SeedChecker(await domain().seedTerms(), await openIndex(api, context.options.cache))
  const counts = { seeds: 0, error: 0, warning: 0 }
  await eachLine(source, (text, line, unreadable) => {
    if (unreadable === undefined && text.trim() === '') return
    counts.seeds++
    const problems = unreadable ? [unreadable] : checker.check(text, line)
    for (const problem of problems) {
      counts[problem.severity]++
      io.stdout.write(json ? jsonLine({ file: source.name, ...problem }) : shown(source.name, problem, say))
    }
  })
  const summary = `${source.name}: ${counts.seeds} seeds, ${counts.error} errors, ${counts.warning} warnings`
  if (counts.error > 0) throw new SftError('ERR_BAD_SEEDS', summary)
  context.notice(summary)
}

type OnLine = (text: string, line: number, unreadable: SeedProblem | undefined) => void

/** The lines of the input with their numbers; of one that is no text, why. */
async function eachLine({ source, intake }: RecordInput, onLine: OnLine): Promise<void> {
  const unreadable = new Map<number, SeedProblem>()
  const guard = lineGuard((code, line, message) => {
    unreadable.set(line, { line, severity: 'error', code, message })
  })
  const bytes = Readable.from(readUntil(source, intake.signal), { objectMode: false })
  await pipeline(bytes, guard, split2(), async (lines: AsyncIterable<string>) => {
    let line = 0
    for await (const text of lines) {
      line++
      onLine(text, line, unreadable.get(line))
    }
    // Of what is no text, and of a last line that is too long, nothing comes through.
    for (const [number, problem] of unreadable) if (number > line) onLine('', number, problem)
  })
}

function shown(file: string, { line, severity, message, suggestion }: SeedProblem, say: Say): string {
  const told = severity === 'error' ? say(message) : say(`warning: ${say(message)}`)
  const whole = suggestion === undefined ? told : say(`${told}; did you mean ${suggestion}?`)
  return printable(`${file}:${line}: ${whole}`).replaceAll('\n', ' ') + '\n'
}
