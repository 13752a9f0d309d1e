import type { Transform } from 'node:stream'
import type { Options } from '../src/config.ts'
import { DIFFICULTIES, type Difficulty, type Selected, type Verdict } from '../src/record.ts'
import { gateReason, requiredLevels } from '../src/select/gates.ts'
import { SelectionPool, type PoolResult } from '../src/select/pool.ts'
import { histogram } from '../src/select/ranking.ts'
import type { Counts } from '../src/select/quota.ts'
import { dropRefused } from '../src/select/refusal.ts'
import { total } from '../src/select/selection.ts'
import { addFailure } from '../src/stream/failures.ts'
import type { RunContext } from '../src/stream/run-context.ts'
import { rowTransform } from '../src/stream/transform.ts'

/** Verdicts in, the rows of the dataset out: by id, once the last verdict has come. Each other row is dropped. */
export function select(context: RunContext): Transform {
  const { options, ledger } = context
  const tally = ledger.stage('select')
  const pool = new SelectionPool(options.tmp)
  const required = requiredLevels(options)
  const { maxPerPrompt, similarity, quota: shares, target } = options
  return rowTransform<Verdict, Selected>(tally, {
    each(row) {
      const reason = gateReason(row, required)
      if (reason === undefined) pool.add(row)
      else dropRefused(tally, row.id, { reason })
      return []
    },
    end: () => {
      const rules = { maxPerPrompt, similarity, shares, target }
      return pool.finish(rules, (id, refusal) => dropRefused(tally, id, refusal), (result) => tell(context, result))
    },
    close: () => pool.close(),
  })
}

function tell(context: RunContext, { achieved, short, overalls }: PoolResult): void {
  const { options, facts } = context
  const rows = total(achieved)
  const target = options.target ?? null
  facts.selection = { achieved: { total: rows, ...achieved }, target, binding: short, quality: histogram(overalls) }
  if (rows === 0) addFailure(context, { code: 'ERR_NOTHING_SURVIVED', message: 'no row was selected' })
  else if (target !== null && rows < target && !options.allowPartial) {
    const message = `${rows} of ${target} rows: too few ${short.join(' and ')} ones passed`
    addFailure(context, { code: 'ERR_SHORT', message })
  } else if (short.length > 0) context.notice(shareMissed(options, achieved, short))
}

function shareMissed({ quota }: Options, achieved: Counts, short: readonly Difficulty[]): string {
  const got = DIFFICULTIES.map((difficulty) => `${achieved[difficulty]} ${difficulty}`).join(', ')
  const few = `too few ${short.join(' and ')} rows for --quota ${quota.join('/')}`
  return `select: ${got}: ${few}; the others are kept all the same`
}
