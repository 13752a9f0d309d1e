import * as fc from 'fast-check'
import t from 'tap'
import { ShingleIndex } from '../../src/select/shingle-index.ts'
import { resultOf } from '../../src/stream/work.ts'

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
    frequent: fc.constantFrom(0, 3, 33, 512),
  })
  fc.assert(
    fc.property(world, ({ sets, added, threshold, frequent }) => {
      const index = resultOf(ShingleIndex.of(sets, frequent))
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
