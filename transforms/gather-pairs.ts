import type { Duplex, Readable } from 'node:stream'
import { SftError } from '../src/errors.ts'
import { PairPool } from '../src/formats/pairs/pair-pool.ts'
import type { Selected, Verdict } from '../src/record.ts'
import { unreported } from '../src/stream/ledger.ts'
import { readRecordFile } from '../src/stream/record-file.ts'
import type { RunContext } from '../src/stream/run-context.ts'
import { rowTransform } from '../src/stream/transform.ts'

/** Verdicts in, all of them out; failed programs are kept for --pairs. Without the option there is no such stage. */
export function gatherPairs(context: RunContext): Duplex | readonly [] {
  const pool = PairPool.of(context)
  if (!pool) return []
  return rowTransform<Verdict, Verdict>(unreported(), {
    each(row) {
      pool.failed(row)
      return [row]
    },
  })
}

/**
 * The same for `split`, which sees no failed program: selected rows in, all of them out, then the verdicts of --verdicts
 * are read. Throws ERR_USAGE, ERR_NO_INPUT.
 */
export function readPairs(context: RunContext): Duplex | readonly [] {
  const pool = PairPool.of(context)
  const { verdicts: file } = context.options
  if (!pool) return []
  if (file === undefined) {
    const hint = 'add --verdicts FILE: what validate printed, failed programs included'
    throw new SftError('ERR_USAGE', '--pairs needs the verdicts', { hint })
  }
  const verdicts = readRecordFile(context, file, { record: 'verdict', stage: 'read-verdicts', flag: '--verdicts' })
  return rowTransform<Selected, Selected>(unreported(), {
    each: (row) => [row],
    end: () => gathered(pool, verdicts),
    close: () => void verdicts.destroy(),
  })
}

/** No row, but the end only after the last verdict. */
async function* gathered(pool: PairPool, verdicts: Readable): AsyncGenerator<never> {
  for await (const row of verdicts) pool.failed(row as Verdict)
  yield* []
}
