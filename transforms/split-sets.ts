import type { Transform } from 'node:stream'
import { domain } from '../src/domains/registry.ts'
import { PairPool } from '../src/formats/pairs/pair-pool.ts'
import { openTokenCounter } from '../src/formats/token-counter.ts'
import { rowTokens } from '../src/formats/tokens.ts'
import type { Sample, Selected, Split } from '../src/record.ts'
import { LEAST_PART } from '../src/split/choose-groups.ts'
import { SplitPool, type SplitOutcome } from '../src/split/pool.ts'
import { repairTurns, toSample, turnsOf } from '../src/split/sample.ts'
import { addFailure } from '../src/stream/failures.ts'
import type { RunContext } from '../src/stream/run-context.ts'
import { rowTransform } from '../src/stream/transform.ts'
import { inSteps } from '../src/stream/work.ts'

/**
 * Selected rows in, dataset rows with their split out: by id, once the last row has come. Rows above --cutoff-len are
 * flagged, or with --over-long drop left out before the shares of the splits are counted.
 */
export async function splitSets(context: RunContext): Promise<Transform> {
  const { options, ledger } = context
  const prompts = await domain().prompts()
  const { cutoffLen, overLong } = options
  const counter = await openTokenCounter(options.tokenizer)
  const tooLong = (row: Selected): number | undefined => {
    if (cutoffLen === undefined || overLong !== 'drop') return undefined
    const tokens = rowTokens(turnsOf(row, prompts), counter.count)
    return tokens > cutoffLen ? tokens : undefined
  }
  const tokens = { source: counter.source, cutoff_len: cutoffLen ?? null, over_long: 0, dropped: 0 }
  context.facts.tokens = tokens
  const tally = ledger.stage('split')
  const pairs = PairPool.of(context)
  const pool = new SplitPool(options.tmp)
  return rowTransform<Selected, Sample>(tally, {
    each(row) {
      const length = tooLong(row)
      if (length === undefined) pool.add(row)
      else {
        tokens.dropped++
        tally.drop('over-long', { id: row.id, message: `${length} tokens, more than ${cutoffLen}` })
      }
      return []
    },
    async *end() {
      const outcome = await inSteps(context, 'split', pool.split(options))
      for (const [at, { id }] of outcome.rows.entries()) {
        if (outcome.splitOf[at]) continue
        tally.drop('purged-near-duplicate', { id, message: `was in ${outcome.plannedOf[at]}` })
      }
      tell(context, outcome)
      for (const each of pool.placed(outcome)) {
        const { row, split } = each
        const sample = toSample(each, { prompts, counter, cutoffLen })
        if (sample.metadata.over_long) tokens.over_long++
        pairs?.placed(row, sample)
        const turns = options.repairKeep && split === 'train' ? repairTurns(row, sample) : undefined
        yield turns ? { ...sample, turns } : sample
      }
      if (tokens.over_long > 0) context.notice(overLongNotice(tokens.over_long, cutoffLen!))
    },
    close: () => pool.close(),
  })
}

function overLongNotice(rows: number, cutoffLen: number): string {
  const what = 'the trainer will cut them off; --over-long drop leaves them out'
  return `split: ${rows} rows have more tokens than --cutoff-len ${cutoffLen}: ${what}`
}

function tell(context: RunContext, outcome: SplitOutcome): void {
  const { counts, shares, leakage, groups, largestGroup, purged, byPrompt } = outcome
  const heldOutPrompts = byPrompt.size
  context.facts.split = {
    ...counts,
    groups,
    largest_group: largestGroup,
    purged: purged.train + purged.val + purged.test,
    purged_from: purged,
    shares,
    held_out: { template: counts.val + counts.test - heldOutPrompts, prompt: heldOutPrompts },
    leakage,
  }
  if (counts.train + counts.val + counts.test === 0) {
    addFailure(context, { code: 'ERR_NOTHING_SURVIVED', message: 'no row to split' })
  } else if (!context.options.allowPartial) {
    checkShare(context, 'val', counts.val - heldOutPrompts, shares.val)
    checkShare(context, 'test', counts.test, shares.test)
  }
}

/** Rows are whole: a split that lacks less than one row of its share is not short, however small the share. */
function checkShare(context: RunContext, split: Split, rows: number, share: number): void {
  if (rows >= LEAST_PART * share || rows > share - 1) return
  const message = `${split} has ${rows} rows, below ${LEAST_PART * 100} % of its share of ${Math.round(share)}`
  addFailure(context, { code: 'ERR_SHORT', message })
}
