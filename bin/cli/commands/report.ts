import { Writable } from 'node:stream'
import { MistakeCounts } from '../../../src/checks/mistake-counts.ts'
import { domain } from '../../../src/domains/registry.ts'
import { SftError } from '../../../src/errors.ts'
import type { Verdict } from '../../../src/record.ts'
import { mistakesOf, pitfallsOf } from '../../../src/reports/pitfalls.ts'
import { readReport, reportFile } from '../../../src/reports/read-report.ts'
import { playable } from '../../../src/pages/playable.ts'
import { renderReportPage } from '../../../src/reports/page/page.ts'
import { NO_ROWS, type PageRows } from '../../../src/reports/page/page-rows.ts'
import { readRows } from '../../../src/reports/page/read-rows.ts'
import { runChain } from '../../../src/stream/chain.ts'
import type { MistakeFacts } from '../../../src/stream/facts.ts'
import type { RunContext } from '../../../src/stream/run-context.ts'
import { readRecords } from '../../../src/stream/read-records.ts'
import type { Command, Invocation } from '../command.ts'
import { COMMON_FLAGS, REPORT_FLAGS } from '../flags.ts'
import { calibrate } from './report-calibrate.ts'

export const report: Command = {
  name: 'report',
  usage: 'DIR | FILE [flags]',
  summary: 'report.json → report.html; with --pitfalls what programs fail by most often, and how to avoid it.',
  details: `Reads report.json of a dataset folder, or the file that --report wrote, and prints the page: one file that needs no
network, with charts, their numbers as tables, and an example of each mistake. Of a folder it has samples too: up to 500
rows to search and sort, with their verdicts, and the games of --games N of them, drawn over difficulties and modules by
--seed. A game runs in a sandboxed frame; the engine is in the page once, 1.2 MB, and not at all with --games 0.

With --pitfalls it prints JSON instead: each mistake with its level and code, the number and share of programs that failed by it, the
names that it was made with most often, and the advice that a teacher is given, in Chinese and English; most frequent
first. Only the first level that a program failed counts. FILE may also hold verdicts, a line each, or be - for stdin.
requests, repair and run take what it prints as --pitfalls FILE and warn the teacher of its first eight.

With --calibrate it holds decisions of a review against verdicts: how many rows that passed people reject, and why, how many that a level or
code rejects they would keep, each with its 95 % interval, and what to change where that is too often (10 % and 5 %).`,
  examples: [
    'sft-stream report verdicts.jsonl --calibrate review.jsonl',
    'sft-stream report dataset > report.html',
    'sft-stream report dataset --games 0 > small.html',
    'sft-stream report pilot --pitfalls > pitfalls.json && sft-stream run seeds.jsonl --pitfalls pitfalls.json --out dataset',
    "sft-stream report verdicts.jsonl --pitfalls | jq -r '.pitfalls[] | [.count, .code, .advice.en] | @tsv'",
  ],
  flags: ['games', 'listPitfalls', ...REPORT_FLAGS, 'json', ...COMMON_FLAGS],
  async run(invocation) {
    const { context, operands, listPitfalls, io } = invocation
    if (context.options.calibrate.length > 0) return await calibrate(invocation)
    const file = operands[0] === undefined || operands[0] === '-' ? undefined : reportFile(operands[0])
    const known = file === undefined ? undefined : readReport(file)
    if (listPitfalls) {
      const prompts = await domain().prompts()
      const mistakes = known ? mistakesOf(known, prompts) : await countMistakes(invocation, file)
      io.stdout.write(JSON.stringify(pitfallsOf(mistakes, prompts), null, 2) + '\n')
    } else if (known) {
      const rows = await rowsOf(context, operands[0]!)
      io.stdout.write(renderReportPage(known, rows, await playable(rows)))
    } else {
      invocation.input(file)
      const hint = 'report DIR, or the file that --report wrote; of verdicts there are --pitfalls'
      throw new SftError('ERR_BAD_INPUT', `${file ?? '<stdin>'} is no report of ours`, { hint })
    }
  },
}

/** The rows beside a report. A folder that cannot be read any more still has its figures. */
async function rowsOf({ options, notice }: RunContext, path: string): Promise<PageRows> {
  try {
    return await readRows(path, options.games, options.seed)
  } catch (error) {
    if (!(error instanceof SftError && error.code === 'ERR_BAD_INPUT')) throw error
    notice(`the page has no samples: ${error.message}`)
    return NO_ROWS
  }
}

/** Counts the verdicts of a file or of stdin. */
async function countMistakes({ context, input }: Invocation, file: string | undefined): Promise<MistakeFacts> {
  const counts = new MistakeCounts((await domain().prompts()).topic)
  const source = input(file)
  const into = new Writable({
    objectMode: true,
    write(verdict: Verdict, _encoding, done) {
      counts.add(verdict)
      done()
    },
  })
  await runChain(context, [(c) => readRecords(c, 'verdict', source), () => into])
  const mistakes = counts.snapshot()
  if (mistakes.programs === 0 && context.ledger.stage('read').droppedTotal > 0) {
    throw new SftError('ERR_BAD_INPUT', `${source.name} holds neither a report nor verdicts`)
  }
  return mistakes
}
