import { EXIT, SftError } from '../../src/errors.ts'
import { printable } from '../../src/text/printable.ts'
import { buildReport, saveReport, type Report } from '../../src/reports/report.ts'
import { promptsLine, renderSummary } from '../../src/reports/summary.ts'
import type { Say } from '../../src/text/localize.ts'
import { failuresOf, type Failure } from '../../src/stream/failures.ts'
import type { RunContext } from '../../src/stream/run-context.ts'
import type { Io } from './command.ts'

/**
 * The end of a run, however it went: the report, the summary for people, the gates. Throws the error that decides the
 * exit code, if there is one: the failure that ended the run, else the first of what stages and gates found wanting.
 */
export function finish(context: RunContext, io: Io, failure: unknown, say: Say): number {
  const { options } = context
  const report = buildReport(context)
  if (options.report !== undefined) saveReport(options.report, report)
  if (!options.quiet && failure === undefined) sayCounts(report, options.out, io, say)
  if (failure !== undefined) throw failure
  const failures = [...failuresOf(context), ...lostRequests(context), ...missedGates(context, report)]
  for (const { message } of failures.slice(1)) context.notice(message)
  const [first] = failures
  if (first) throw new SftError(first.code, first.message)
  return EXIT.done
}

/** A table where the pipeline ends; a line where prompts were made, or a stage dropped rows. */
function sayCounts(report: Report, out: string | undefined, io: Io, say: Say): void {
  if (report.stages.write) {
    io.stderr.write(renderSummary(report, out).split('\n').map(say).join('\n') + '\n')
    return
  }
  const { prompts } = report
  if (prompts) io.stderr.write(`sft-stream: ${say(`${prompts.requests} requests: about ${promptsLine(prompts)}`)}\n`)
  for (const [stage, counts] of Object.entries(report.stages)) {
    const dropped = Object.entries(counts.dropped).map(([reason, count]) => `${count} ${reason}`)
    if (dropped.length === 0) continue
    const line = say(`${stage}: ${counts.in} in, ${counts.out} out; dropped ${dropped.join(', ')}`)
    io.stderr.write(`sft-stream: ${printable(line)}\n`)
  }
}

/** Requests that the teacher gave up on: the others were used, and the run says so by its exit code. */
function lostRequests({ facts }: RunContext): Failure[] {
  const { failed = 0, over_budget: unasked = 0, budget_usd: budget } = facts.teacher ?? {}
  const lost = `the teacher gave up on ${failed} requests; run again to ask for them only`
  const over = `the budget of ${budget} USD was reached: ${unasked} requests were not made; a further run asks for them only`
  return [
    ...(failed > 0 ? [{ code: 'ERR_TEACHER', message: lost } as const] : []),
    ...(unasked > 0 ? [{ code: 'ERR_TEACHER', message: over } as const] : []),
  ]
}

/** --fail-under L3=90: the share that passed among the rows that the level judged, in percent. */
function missedGates({ options }: RunContext, { levels }: Report): Failure[] {
  return options.failUnder.flatMap(({ level, percent }) => {
    const judged = levels?.[level]
    const share = judged && judged.in > 0 ? (100 * judged.passed) / judged.in : 0
    if (share >= percent) return []
    return [{ code: 'ERR_SHORT' as const, message: `--fail-under ${level}=${percent}: ${share.toFixed(1)} % passed` }]
  })
}
