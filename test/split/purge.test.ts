import * as fc from 'fast-check'
import t from 'tap'
import { Pairs } from '../../src/split/pairs.ts'
import { purge } from '../../src/split/purge.ts'
import { resultOf } from '../../src/stream/work.ts'

function pairsOf(list: readonly (readonly [number, number])[]): Pairs {
  const pairs = new Pairs()
  for (const [a, b] of list) pairs.add(a, b)
  return pairs
}

const ascending = (a: number, b: number) => a - b

t.test('the side that costs fewer rows is purged', async (t) => {
  const star = pairsOf([[0, 5], [1, 5], [2, 5], [3, 6]])
  t.strictSame([...resultOf(purge(7, star, () => true, ascending))].toSorted(ascending), [3, 5])
})

t.test('pairs on one side of a split stay', async (t) => {
  t.equal(resultOf(purge(3, pairsOf([[0, 1], [1, 2]]), () => false, ascending)).size, 0)
})

t.test('among equals the order decides', async (t) => {
  t.strictSame([...resultOf(purge(2, pairsOf([[0, 1]]), () => true, (a, b) => b - a))], [1])
})

t.test('no pair across a split remains, and no row is purged for nothing', async () => {
  const row = fc.nat(14)
  const pair = fc.tuple(row, row).filter(([a, b]) => a !== b)
  const unique = fc.uniqueArray(pair, { selector: ([a, b]) => [a, b].toSorted(ascending).join(), maxLength: 40 })
  fc.assert(
    fc.property(unique, fc.array(fc.nat(2), { minLength: 15, maxLength: 15 }), (list, splits) => {
      const apart = (a: number, b: number) => splits[a] !== splits[b]
      const out = resultOf(purge(15, pairsOf(list), apart, ascending))
      const crossing = list.filter(([a, b]) => apart(a, b))
      const remaining = crossing.filter(([a, b]) => !out.has(a) && !out.has(b))
      return remaining.length === 0 && out.size <= crossing.length
    }),
  )
})

t.test('thousands of pairs keep their places', async (t) => {
  const pairs = pairsOf(Array.from({ length: 5000 }, (_, at) => [at, at + 1] as const))
  let seen = 0
  pairs.forEach((a, b) => {
    if (a === seen && b === seen + 1) seen++
  })
  t.equal(seen, 5000)
})
