import { once } from 'node:events'
import { existsSync, statSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { Readable, Writable } from 'node:stream'
import { validate } from '../../../transforms/validate.ts'
import { SftError, ioError } from '../../../src/errors.ts'
import { DatasetReader } from '../../../src/lineage/folder.ts'
import { RowVerifier, type Batch } from '../../../src/lineage/verify.ts'
import type { PlayableGames } from '../../../src/pages/document.ts'
import { playable } from '../../../src/pages/playable.ts'
import type { Verdict } from '../../../src/record.ts'
import { agreements, renderAgreements } from '../../../src/review/agreement.ts'
import { logged } from '../../../src/review/decision-log.ts'
import { drawRows, type DrawRules } from '../../../src/review/draw.ts'
import { Review, programsOf } from '../../../src/review/review.ts'
import { serveReview } from '../../../src/review/server.ts'
import { thumbnails } from '../../../src/review/thumbnails.ts'
import { indexVerdicts, readVerdicts } from '../../../src/review/verdict-file.ts'
import { findChromium } from '../../../src/runtime/browser/chromium.ts'
import { runChain } from '../../../src/stream/chain.ts'
import { Ledger } from '../../../src/stream/ledger.ts'
import type { RunContext } from '../../../src/stream/run-context.ts'
import type { Command, Invocation } from '../command.ts'
import { COMMON_FLAGS, REVIEW_FLAGS } from '../flags.ts'

export const review: Command = {
  name: 'review',
  usage: 'DIR | FILE [flags]',
  summary: 'a page on which people judge a sample of rows beside their playing games.',
  details: `Draws rows of a dataset folder, or of a file of verdicts, by --seed: a share of each difficulty and module, and of a
file --rejected ones as well. It prints the address of a page that only this machine reaches, which shows task, plan, code
and verdict of a row beside its game; keys answer four questions and keep or reject the row. Each decision is appended to
--decisions at once (by default DIR.decisions.jsonl, beside the folder), which select and run take as it is, and report
--calibrate as well; the same command goes on from there. Two reviewers, each with a --reviewer name of their own, judge
the same rows and see nothing of each other; when both have, it prints how far they agree (Cohen's kappa). With --out the
page is a file that needs no server and downloads its decisions.`,
  examples: [
    'sft-stream review dataset',
    'sft-stream review verdicts.jsonl --rows 60 --rejected 20 --reviewer ann --decisions review.jsonl',
    'sft-stream review dataset --share 10 --out review.html',
  ],
  takes: 'file',
  flags: [...REVIEW_FLAGS, 'requireSandbox', 'chromium', ...COMMON_FLAGS],
  async run(invocation) {
    const { context, operands, page } = invocation
    const [path] = operands
    if (path === undefined || path === '-') {
      const hint = 'sft-stream review DIR, or a file of verdicts: its rows are read twice'
      throw new SftError('ERR_USAGE', 'review: which folder or file?', { hint })
    }
    const { options, notice } = context
    const verdicts = await drawnVerdicts(context, path)
    if (verdicts.length === 0) throw new SftError('ERR_NOTHING_SURVIVED', `${path} has no rows to review`)
    const games = await playable({ programs: programsOf(verdicts) })
    const pictures = options.thumbnails ? await picturesOf(context, games) : new Map<string, string>()
    const made = new Review({ reviewer: options.reviewer, verdicts, pictures, games })
    if (page !== undefined) {
      await writeFile(page, made.page()).catch((cause) => Promise.reject(ioError('write', page, cause)))
      return notice(`${verdicts.length} rows in ${page}`)
    }
    await serve(invocation, made, verdicts.length, options.decisions ?? logOf(path))
  },
}

/** The rows that were drawn, with their verdicts: those of a folder are judged again, as `verify` does. */
async function drawnVerdicts(context: RunContext, path: string): Promise<Verdict[]> {
  const { share, rows, rejected, seed } = context.options
  const rules: DrawRules = { share, rows, rejected, seed }
  if (!existsSync(path)) throw new SftError('ERR_NO_INPUT', `there is no ${path}`)
  if (statSync(path).isDirectory()) {
    const hint = 'a folder has none: review the file that validate printed'
    if (rejected > 0) throw new SftError('ERR_USAGE', 'review --rejected: which rows were rejected?', { hint })
    return await ofFolder(context, path, rules)
  }
  const index = await indexVerdicts(context, path)
  const bad = context.ledger.stage('read').droppedTotal
  if (bad > 0) context.notice(`${bad} lines of ${path} are no verdicts and were left out`)
  return await readVerdicts(path, index, drawRows(index.rows, rules))
}

async function ofFolder(context: RunContext, path: string, rules: DrawRules): Promise<Verdict[]> {
  const reader = await DatasetReader.open(path)
  try {
    const rows = []
    for (const id of reader.ids) {
      const { difficulty, modules } = (await reader.lineage(id)).seed
      rows.push({ id, difficulty, modules })
    }
    const ids = drawRows(rows, rules)
    const verifier = new RowVerifier(reader, context.options)
    const judged = new Map<string, Verdict>()
    for (const batch of await verifier.batches(ids)) await judge(context, verifier, batch, judged)
    return ids.flatMap((id) => judged.get(id) ?? [])
  } finally {
    await reader.close()
  }
}

async function judge(
  context: RunContext,
  rows: RowVerifier,
  batch: Batch,
  judged: Map<string, Verdict>,
): Promise<void> {
  if (context.interrupt?.aborted) return
  const options = { ...batch.options, verdictCache: context.options.verdictCache }
  const into = new Writable({
    objectMode: true,
    write(verdict: Verdict, _encoding, done) {
      judged.set(verdict.id, verdict)
      done()
    },
  })
  // Counts of its own: what is counted in the run's is told every few seconds, and a review takes hours.
  await runChain({ ...context, options, ledger: new Ledger() }, [() => Readable.from(rows.candidates(batch.ids)), validate, () => into])
}

/** Without a browser there are none, which is told; the review goes on. */
async function picturesOf({ options, notice }: RunContext, games: PlayableGames): Promise<Map<string, string>> {
  try {
    return await thumbnails(await findChromium(options.chromium), games)
  } catch (error) {
    if (!(error instanceof SftError) || error.code !== 'ERR_MISSING_COMPONENT') throw error
    notice(`no thumbnails: ${error.message}${error.hint === undefined ? '' : `; ${error.hint}`}`)
    return new Map()
  }
}

/** Serves until the reviewer has finished, or Ctrl-C. */
async function serve({ context, io }: Invocation, made: Review, count: number, log: string): Promise<void> {
  const { notice, interrupt } = context
  logged(log)
  const over = new AbortController()
  const server = await serveReview({
    page: () => made.servedPage(log),
    decide: (line) => made.decide(log, line),
    finish: () => over.abort(),
  })
  io.stdout.write(`${server.url}\n`)
  notice(
    `${made.decided(log)} of ${count} rows decided, in ${log}; open the address in a browser; Ctrl-C ends the review`,
  )
  const end = AbortSignal.any([over.signal, ...(interrupt ? [interrupt] : [])])
  if (!end.aborted) await once(end, 'abort')
  await server.close()
  notice(`now ${made.decided(log)} of ${count} rows are decided, in ${log}; the same command goes on`)
  for (const line of renderAgreements(agreements(logged(log)))) notice(line)
}

/** Beside the folder or file: `dataset.decisions.jsonl`. */
function logOf(path: string): string {
  return `${path.replace(/[/\\]+$|\.jsonl$/, '')}.decisions.jsonl`
}
