import type { Transform } from 'node:stream'
import type { Options } from '../src/config.ts'
import { DIFFICULTIES, type Difficulty, type Selected, type Verdict } from '../src/record.ts'
import { isOfficial } from '../src/official/official-id.ts'
import { gateReason, requiredLevels } from '../src/select/gates.ts'
import { SelectionPool, type PoolResult } from '../src/select/pool.ts'
import { histogram } from '../src/select/ranking.ts'
import type { Counts } from '../src/select/quota.ts'
import { NO_DECISIONS, decisionOn, readDecisions } from '../src/select/decisions.ts'
import { dropRefused, type Refusal } from '../src/select/refusal.ts'
import { total } from '../src/select/selection.ts'
import type { ReviewFacts } from '../src/stream/facts.ts'
import { addFailure } from '../src/stream/failures.ts'
import type { RunContext } from '../src/stream/run-context.ts'
import { rowTransform } from '../src/stream/transform.ts'
import { inSteps } from '../src/stream/work.ts'

/** Verdicts in, the rows of the dataset out: by id, once the last verdict has come. Each other row is dropped. */
export function select(context: RunContext): Transform {
  const { options, ledger } = context
  const tally = ledger.stage('select')
  const pool = new SelectionPool(options.tmp, options.quality.weights)
  const required = requiredLevels(options)
  const decisions = options.decisions === undefined ? NO_DECISIONS : readDecisions(options.decisions)
  const review = { kept: 0, rejected: 0, not_kept: 0, stale: 0, unknown: 0 }
  const unseen = new Set(decisions.keys())
  const keeps = new Set<string>()
  const refuse = (id: string, refusal: Refusal): void => {
    if (keeps.has(id)) review.not_kept++
    dropRefused(tally, id, refusal)
  }
  const { maxPerPrompt, maxPerTemplate, similarity, quota: shares, target } = options
  return rowTransform<Verdict, Selected>(tally, {
    each(row) {
      const decision = decisionOn(decisions, row)
      unseen.delete(row.id)
      if (decision === 'keep') keeps.add(row.id)
      if (decision === 'reject') review.rejected++
      if (decision === 'stale') review.stale++
      const reason = decision === 'reject' ? 'rejected-by-review' : gateReason(row, required)
      if (reason === undefined) pool.add(row, decision === 'keep')
      else refuse(row.id, { reason })
      return []
    },
    async *end() {
      const rules = { maxPerPrompt, maxPerTemplate, similarity, shares, target }
      const result = await inSteps(context, 'select', pool.choose(rules))
      for (const [at, refusal] of result.refusals.entries()) if (refusal) refuse(result.rows[at].id, refusal)
      tell(context, result)
      if (options.decisions !== undefined) tellReview(context, { ...review, kept: keeps.size - review.not_kept }, unseen)
      yield* pool.rows(result)
    },
    close: () => pool.close(),
  })
}

function tell(context: RunContext, { achieved, short, overalls, thresholds, before, after }: PoolResult): void {
  const { options, facts } = context
  const rows = total(achieved)
  const target = options.target ?? null
  facts.selection = {
    achieved: { total: rows, ...achieved },
    target,
    binding: short,
    thresholds,
    before,
    after,
    quality: histogram(overalls),
  }
  if (rows === 0) addFailure(context, { code: 'ERR_NOTHING_SURVIVED', message: 'no row was selected' })
  else if (target !== null && rows < target && !options.allowPartial) {
    const message = `${rows} of ${target} rows: too few ${short.join(' and ')} ones passed`
    addFailure(context, { code: 'ERR_SHORT', message })
  } else if (short.length > 0) context.notice(shareMissed(options, achieved, short))
}

/** How much of the review took effect. Official examples are merged in later, and are not unknown. */
function tellReview(context: RunContext, review: ReviewFacts, unseen: ReadonlySet<string>): void {
  const { options, facts, notice } = context
  const unknown = [...unseen].filter((id) => options.official === undefined || !isOfficial(id))
  facts.selection!.decisions = { ...review, unknown: unknown.length }
  if (review.stale > 0) notice(`--decisions: ${review.stale} rows have another program than the one that was reviewed`)
  if (unknown.length === 0) return
  const shown = unknown.slice(0, 3).join(', ') + (unknown.length > 3 ? ', …' : '')
  notice(`--decisions: ${unknown.length} ids are of no row here: ${shown}`)
}

function shareMissed({ quota }: Options, achieved: Counts, short: readonly Difficulty[]): string {
  const got = DIFFICULTIES.map((difficulty) => `${achieved[difficulty]} ${difficulty}`).join(', ')
  const few = `too few ${short.join(' and ')} rows for --quota ${quota.join('/')}`
  return `select: ${got}: ${few}; the others are kept all the same`
}
