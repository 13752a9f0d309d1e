import t from 'tap'
import fc from 'fast-check'
import { Clusters } from '../../src/select/clusters.ts'

t.test('what is joined through others is one cluster; who stands alone is none', async (t) => {
  const clusters = new Clusters(10)
  for (const [a, b] of [
    [0, 1],
    [2, 3],
    [3, 4],
    [9, 2],
  ])
    clusters.join(a, b)
  t.strictSame(clusters.facts(), { clusters: 2, programs: 6, largest: 4, sizes: { '2': 1, '3-4': 1 } })
  t.strictSame(new Clusters(0).facts(), { clusters: 0, programs: 0, largest: 0, sizes: {} })
})

t.test('the order of the pairs has no say', async () => {
  const member = fc.nat({ max: 19 })
  fc.assert(
    fc.property(fc.array(fc.tuple(member, member)), (pairs) => {
      const factsOf = (order: [number, number][]) => {
        const clusters = new Clusters(20)
        for (const [a, b] of order) clusters.join(a, b)
        return JSON.stringify(clusters.facts())
      }
      return factsOf(pairs) === factsOf(pairs.map(([a, b]): [number, number] => [b, a]).toReversed())
    }),
  )
})
