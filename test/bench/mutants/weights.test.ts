import t from 'tap'
import type { QualityWeights } from '../../../src/config.ts'
import { chooseWeights } from './weights.ts'
import type { Pair } from './results.ts'
import { verdictRow } from '../../helpers/programs.ts'

const level = (metrics: Record<string, number>) => ({ passed: true, issues: [], metrics })

/** Sound programs differ in their plans, which says nothing; what a mutant has in addition is a lint warning. */
function pairsOf(count: number, passed = true): Pair[] {
  return Array.from({ length: count }, (_, at) => {
    const rowOf = (warnings: number) =>
      verdictRow(`row-${at}`, {
        prompt_id: `prompt-${at}`,
        passed,
        validation: {
          levels: {
            L1: level({ lint_warnings: warnings }),
            L4: level({ plan_apis: 5, plan_precision: 1, plan_recall: 0.2 + ((at * 7) % 8) / 10 }),
          },
        },
      })
    return { original: rowOf(0), broken: rowOf(2) }
  })
}

const CURRENT: QualityWeights = { lint: 1, api: 2, must_use: 2, plan: 4, behaviour: 3, form: 1 }

t.test(
  'weights are chosen that tell sound programs from broken ones, on programs that did not choose too',
  async (t) => {
    const { weights, before, after, heldOut } = chooseWeights([{ id: 'warned', pairs: pairsOf(60) }], CURRENT)
    t.ok(weights.lint > CURRENT.lint && weights.plan < CURRENT.plan, JSON.stringify(weights))
    t.ok(after > before)
    t.equal(heldOut.length, 1)
    t.ok(heldOut[0].after > heldOut[0].before)
    t.ok(heldOut[0].pairs > 10 && heldOut[0].pairs < 50, 'about one half')
  },
)

t.test('what the data does not decide stays as it is', async (t) => {
  const { weights } = chooseWeights([{ id: 'warned', pairs: pairsOf(60) }], CURRENT)
  t.strictSame([weights.api, weights.must_use, weights.behaviour], [CURRENT.api, CURRENT.must_use, CURRENT.behaviour])
  for (const pairs of [[], pairsOf(4), pairsOf(60, false)]) {
    const { weights: kept, heldOut } = chooseWeights([{ id: 'too few', pairs }], CURRENT)
    t.strictSame([kept, heldOut], [CURRENT, []])
  }
})

t.test('the same programs choose the same, whatever their order', async (t) => {
  const classes = [{ id: 'warned', pairs: pairsOf(40) }]
  t.strictSame(
    chooseWeights([{ id: 'warned', pairs: pairsOf(40).toReversed() }], CURRENT),
    chooseWeights(classes, CURRENT),
  )
})
