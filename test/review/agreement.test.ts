import t from 'tap'
import { agreements, kappaOf, renderAgreements } from '../../src/review/agreement.ts'
import type { Judgement } from '../../src/select/decisions.ts'

/** n times each pair. */
const table = (...cells: [string, string, number][]) =>
  cells.flatMap(([a, b, n]) => Array.from({ length: n }, () => [a, b] as const))

t.test('kappa is that of a table worked by hand', async (t) => {
  // p_o = 35/50 = 0.7, p_e = 0.5 * 0.6 + 0.5 * 0.4 = 0.5
  const cells = table(['y', 'y', 20], ['y', 'n', 5], ['n', 'y', 10], ['n', 'n', 15])
  t.equal(kappaOf(cells)!.toFixed(10), '0.4000000000')
  t.equal(kappaOf(table(['y', 'y', 5], ['n', 'n', 5])), 1)
  t.equal(kappaOf(table(['y', 'n', 5], ['n', 'y', 5])), -1)
  t.equal(kappaOf(table(['y', 'y', 5])), null)
  t.equal(kappaOf(table(['y', 'n', 5])), 0)
})

const said = (reviewer: string, id: string, decision: 'keep' | 'reject', runs?: 0 | 1): Judgement => ({
  id,
  decision,
  reviewer,
  ...(runs === undefined ? {} : { runs }),
})

t.test('reviewers are compared where both judged', async (t) => {
  const decisions = new Map([
    ['a', [said('bob', 'a', 'keep', 1), said('ann', 'a', 'keep', 1)]],
    ['b', [said('ann', 'b', 'reject', 0), said('bob', 'b', 'keep')]],
    ['c', [said('ann', 'c', 'keep')]],
  ])
  const [pair, ...others] = agreements(decisions)
  t.strictSame(others, [])
  t.strictSame(pair, {
    reviewers: ['ann', 'bob'],
    aspects: { decision: { rows: 2, agreed: 0.5, kappa: 0 }, runs: { rows: 1, agreed: 1, kappa: null } },
    disputed: ['b'],
  })
  t.strictSame(renderAgreements([pair]), [
    'ann and bob, decision: κ 0.00 (2 rows, 50 % the same)',
    'ann and bob, runs: κ not defined, both always said the same (1 rows, 100 % the same)',
    'they disagree about b',
  ])
})
