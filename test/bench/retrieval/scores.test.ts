import t from 'tap'
import { ceilingAt, mostUsed, ndcgAt, recallAt } from './scores.ts'

const wanted = new Set(['a', 'b', 'c', 'd'])

t.test('recall is the share of the wanted among the first k, however often one is named', async (t) => {
  t.equal(recallAt(3, ['a', 'x', 'b', 'c'], wanted), 0.5)
  t.equal(recallAt(3, ['a', 'a', 'a'], wanted), 0.25)
  t.equal(recallAt(3, ['a'], new Set()), 1)
})

t.test('nDCG is 1 for the best order, and falls with each place lost', async (t) => {
  t.equal(ndcgAt(4, ['d', 'c', 'b', 'a'], wanted), 1)
  t.ok(ndcgAt(4, ['a', 'x', 'b', 'y'], wanted) < ndcgAt(4, ['a', 'b', 'x', 'y'], wanted))
  t.equal(ndcgAt(4, ['x', 'y'], wanted), 0)
})

t.test('no ranking finds more than k', async (t) => {
  t.strictSame(
    [1, 2, 4, 8].map((k) => ceilingAt(k, wanted)),
    [0.25, 0.5, 1, 1],
  )
})

t.test('the most used serve most programs, each of which counts the same', async (t) => {
  const programs = [new Set(['a']), new Set(['b', 'c']), new Set(['b', 'd']), new Set(['e', 'f', 'g', 'h'])]
  t.strictSame(mostUsed(3, programs), ['a', 'b', 'c'])
})
