import * as fc from 'fast-check'
import t from 'tap'
import { ShingleIndex, shingles } from '../../src/select/near-duplicates.ts'
import { resultOf } from '../../src/stream/work.ts'

const ids = (...values: number[]) => Int32Array.from(values)

t.test('shingles are the distinct 5-grams, ascending', async (t) => {
  t.equal(shingles(ids(1, 2, 3, 4, 5)).length, 1)
  t.equal(shingles(ids(1, 2, 3, 4, 5, 6)).length, 2)
  t.equal(shingles(ids(1, 1, 1, 1, 1, 1, 1, 1)).length, 1)
  const many = shingles(Int32Array.from({ length: 100 }, (_, at) => at * at))
  t.strictSame([...many], [...new Set(many)].toSorted((a, b) => a - b))
  t.equal(many.length, 96)
})

t.test('a program shorter than a shingle is one shingle', async (t) => {
  t.strictSame(shingles(ids(1, 2)), shingles(ids(1, 2)))
  t.notSame(shingles(ids(1, 2)), shingles(ids(2, 1)))
  t.equal(shingles(ids()).length, 1)
})

function slowJaccard(a: Int32Array, b: Int32Array): number {
  const other = new Set(b)
  const common = [...a].filter((value) => other.has(value)).length
  return common / (a.length + b.length - common)
}

t.test('a query finds exactly the added sets that are alike enough', async () => {
  const set = fc
    .uniqueArray(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 25 })
    .map((values) => Int32Array.from(values).toSorted())
  const world = fc.record({
    sets: fc.array(set, { minLength: 1, maxLength: 20 }),
    added: fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }),
    threshold: fc.double({ min: 0.05, max: 1, noNaN: true }),
  })
  fc.assert(
    fc.property(world, ({ sets, added, threshold }) => {
      const index = resultOf(ShingleIndex.of(sets))
      for (const at of sets.keys()) if (added[at]) index.add(at)
      return sets.every((query, at) => {
        const found: string[] = []
        index.query(at, threshold, (other, similarity) => found.push(`${other} ${similarity}`))
        const expected = sets.flatMap((candidate, other) => {
          const similarity = slowJaccard(query, candidate)
          return other !== at && added[other] && similarity >= threshold ? [`${other} ${similarity}`] : []
        })
        return found.join() === expected.join()
      })
    }),
  )
})
