import type { Transform } from 'node:stream'
import { domain } from '../src/domains/registry.ts'
import type { Sample, Selected, Split } from '../src/record.ts'
import { LEAST_PART } from '../src/split/choose-groups.ts'
import { SplitPool, type SplitOutcome } from '../src/split/pool.ts'
import { repairTurns, toSample } from '../src/split/sample.ts'
import { addFailure } from '../src/stream/failures.ts'
import type { RunContext } from '../src/stream/run-context.ts'
import { rowTransform } from '../src/stream/transform.ts'

/** Selected rows in, dataset rows with their split out: by id, once the last row has come. */
export async function splitSets(context: RunContext): Promise<Transform> {
  const { options, ledger } = context
  const prompts = await domain().prompts()
  const tally = ledger.stage('split')
  const pool = new SplitPool(options.tmp)
  const purged = (id: string, split: Split) => tally.drop('purged-near-duplicate', { id, message: `was in ${split}` })
  return rowTransform<Selected, Sample>(tally, {
    each(row) {
      pool.add(row)
      return []
    },
    *end() {
      const placed = pool.finish(options.ratios, options.seed, purged, (outcome) => tell(context, outcome))
      for (const { row, split, group } of placed) {
        const sample = toSample(row, split, group, prompts)
        const turns = options.repairKeep && split === 'train' ? repairTurns(row, sample) : undefined
        yield turns ? { ...sample, turns } : sample
      }
    },
    close: () => pool.close(),
  })
}

function tell(context: RunContext, outcome: SplitOutcome): void {
  const { counts, shares, leakage, groups, largestGroup, purged } = outcome
  context.facts.split = {
    ...counts,
    groups,
    largest_group: largestGroup,
    purged: purged.train + purged.val + purged.test,
    purged_from: purged,
    shares,
    leakage,
  }
  if (counts.train + counts.val + counts.test === 0) {
    addFailure(context, { code: 'ERR_NOTHING_SURVIVED', message: 'no row to split' })
  } else if (!context.options.allowPartial) {
    for (const split of ['val', 'test'] as const) checkShare(context, split, counts[split], shares[split])
  }
}

/** Rows are whole: a split that lacks less than one row of its share is not short, however small the share. */
function checkShare(context: RunContext, split: Split, rows: number, share: number): void {
  if (rows >= LEAST_PART * share || rows > share - 1) return
  const message = `${split} has ${rows} rows, below ${LEAST_PART * 100} % of its share of ${Math.round(share)}`
  addFailure(context, { code: 'ERR_SHORT', message })
}
