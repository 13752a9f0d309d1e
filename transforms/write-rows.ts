import { Writable } from 'node:stream'
import { domain } from '../src/domains/registry.ts'
import { outputError, SftError } from '../src/errors.ts'
import { renderCard } from '../src/formats/card.ts'
import { DatasetFolder, rowLine } from '../src/formats/dataset-folder.ts'
import { PairPool } from '../src/formats/pairs/pair-pool.ts'
import { formatNamed } from '../src/formats/registry.ts'
import { Statistics } from '../src/formats/statistics.ts'
import { ESTIMATE, openTokenCounter } from '../src/formats/token-counter.ts'
import type { Sample } from '../src/record.ts'
import { Coverage } from '../src/reports/coverage.ts'
import { playable } from '../src/pages/playable.ts'
import { renderReportPage } from '../src/reports/page/page.ts'
import { RowSampler } from '../src/reports/page/page-rows.ts'
import { buildReport, renderReport } from '../src/reports/report.ts'
import { RowCounts } from '../src/reports/row-counts.ts'
import type { StageFactory } from '../src/stream/chain.ts'
import { addFailure, type Failure } from '../src/stream/failures.ts'
import type { RunContext } from '../src/stream/run-context.ts'
import { ROW_BUFFER } from '../src/stream/transform.ts'
import { inSteps } from '../src/stream/work.ts'

/** Where rows end: stdout or the dataset folder. */
interface Target {
  write(sample: Sample): void | Promise<void>
  /** Called after the last row, when there was any. */
  finish(): void | Promise<void>
  /** Called once, whatever happened. */
  close(): void
}

const NOTHING_SURVIVED: Failure = { code: 'ERR_NOTHING_SURVIVED', message: 'nothing survived: no row reached the end' }

async function addPairs(context: RunContext, folder: DatasetFolder): Promise<void> {
  const pool = PairPool.of(context)
  if (!pool) return
  const { tokenizer, cutoffLen, overLong } = context.options
  const work = pool.finish(await openTokenCounter(tokenizer), overLong === 'drop' ? cutoffLen : undefined)
  const rows = await inSteps(context, 'write', work)
  folder.addPairs(rows)
  context.facts.pairs = rows.facts
  if (rows.facts.dpo === 0) context.notice('--pairs: no failed program could stand against one that passed')
}

/** The end of the pipeline: `writeRows` on a stream. */
export function writeTo(stdout: NodeJS.WritableStream): StageFactory {
  return (context) => writeRows(context, stdout)
}

/**
 * samples → lines on `stdout`, or the folder that --out names. A folder takes its place only after the last row: a run
 * that fails, is stopped or has no rows leaves an old one as it was. Errors: ERR_OUT_DIR and ERR_IO; a reader that
 * closed stdout is passed on as EPIPE. No row at all is ERR_NOTHING_SURVIVED in `facts.failures`.
 */
export function writeRows(context: RunContext, stdout: NodeJS.WritableStream): Writable {
  const tally = context.ledger.stage('write')
  const coverage = Coverage.of(context)
  const statistics = new Statistics()
  const counts = new RowCounts()
  const { out, repairKeep, pairs, parquet } = context.options
  if (out === undefined) {
    const flag = Object.entries({ '--repair-keep': repairKeep, '--pairs': pairs, '--parquet': parquet }).find(([, on]) => on)
    if (flag) throw new SftError('ERR_USAGE', `${flag[0]} writes files into a folder`, { hint: 'name it with --out DIR' })
  }
  const target = out === undefined ? toLines(context, stdout) : toFolder(context, out, statistics)

  const write = async (sample: Sample) => {
    tally.in++
    statistics.add(sample)
    coverage.row(sample)
    counts.add(sample)
    await target.write(sample)
    tally.out++
  }
  const finish = async () => {
    context.facts.written = { rows: statistics.rows, tokens: statistics.tokens, mock: statistics.hasMock }
    context.facts.rows = counts.facts()
    if (statistics.rows === 0) addFailure(context, NOTHING_SURVIVED)
    else await target.finish()
  }
  return new Writable({
    objectMode: true,
    highWaterMark: ROW_BUFFER,
    write: (sample, _encoding, done) => void write(sample).then(() => done(), done),
    final: (done) => void finish().then(() => done(), done),
    destroy: (error, done) => {
      target.close()
      PairPool.close(context)
      done(error)
    },
  })
}

function toLines(context: RunContext, stdout: NodeJS.WritableStream): Target {
  const format = formatNamed(context.options.format)
  return {
    write: (sample) =>
      new Promise((resolve, reject) => {
        // The callback comes when the line is out: that is the backpressure.
        stdout.write(rowLine(format, sample), (error) => (error ? reject(outputError(error)) : resolve()))
      }),
    finish: () => {},
    close: () => {},
  }
}

function toFolder(context: RunContext, path: string, statistics: Statistics): Target {
  const { options, ledger, facts } = context
  const format = formatNamed(options.format)
  const folder = new DatasetFolder(path, options.force, format)
  const shown = new RowSampler(options.games, options.seed)
  const rejects = folder.path('rejects.jsonl')
  ledger.openRejects(rejects)
  return {
    write(sample) {
      shown.add(sample)
      folder.add(sample)
    },
    async finish() {
      const { name } = domain()
      const { engine } = await domain().api()
      await addPairs(context, folder)
      const tokens = facts.tokens?.source ?? ESTIMATE.source
      const report = buildReport(context)
      const rows = shown.rows()
      ledger.closeRejects(rejects)
      await folder.finish(statistics, { options, engine, tokens }, {
        'README.md': renderCard({ statistics, format, domain: name, engine, facts, tokens, options }),
        'report.json': renderReport(report),
        'report.html': renderReportPage(report, rows, await playable(rows)),
      })
    },
    close() {
      ledger.closeRejects(rejects)
      folder.abandon()
    },
  }
}
