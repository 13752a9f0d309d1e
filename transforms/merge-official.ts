import { Readable, type Duplex } from 'node:stream'
import highland from 'highland'
import { MergePool } from '../src/official/merge-pool.ts'
import { readOfficial } from '../src/official/read-official.ts'
import type { Selected, Verdict } from '../src/record.ts'
import { NO_DECISIONS, decisionOn, readDecisions } from '../src/select/decisions.ts'
import { requiredLevels } from '../src/select/gates.ts'
import { dropRefused, type Refusal } from '../src/select/refusal.ts'
import { highlandStage } from '../src/stream/highland.ts'
import type { RunContext } from '../src/stream/run-context.ts'
import { inSteps } from '../src/stream/work.ts'

/** Selected rows in; they and those of --official FILE out, by id. Without the option there is no such stage. */
export function mergeOfficial(context: RunContext): Duplex | readonly [] {
  const { options, ledger } = context
  if (options.official === undefined) return []
  const tally = ledger.stage('merge-official')
  const official = highland<Verdict>(readOfficial(context, options.official))
  const pool = new MergePool(options.tmp, options.quality.weights)
  const required = requiredLevels(options)
  const decisions = options.decisions === undefined ? NO_DECISIONS : readDecisions(options.decisions)
  const refuse = (id: string, refusal: Refusal) => dropRefused(tally, id, refusal)
  const addOfficial = (row: Verdict) => {
    const isRejected = decisionOn(decisions, row) === 'reject'
    const refusal = isRejected ? { reason: 'rejected-by-review' } : pool.addOfficial(row, required)
    if (refusal) refuse(row.id, refusal)
  }
  const merged = async function* (): AsyncGenerator<Selected> {
    yield* pool.inOrder(await inSteps(context, 'merge-official', pool.merge(refuse)))
  }
  return highlandStage<Selected, Selected>(
    (rows) =>
      highland([
        rows.map((row) => pool.addSelected(row)),
        official.map(addOfficial),
      ])
        .merge()
        .reduce(pool, () => (tally.in++, pool))
        .flatMap(() => highland<Selected>(Readable.from(merged())))
        .doto(() => void tally.out++),
    () => pool.close(),
  )
}
