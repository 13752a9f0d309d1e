import fc from 'fast-check'
import t from 'tap'
import { isInShard } from '../../src/stream/shard.ts'

t.test('every id is in one shard of a number of them, and in no other', async () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 50 }), (id, count) => {
      const shards = Array.from({ length: count }, (_, at) => isInShard(id, { index: at + 1, count }))
      return shards.filter(Boolean).length === 1
    }),
  )
})

t.test('shards are of about one size', async (t) => {
  const ids = Array.from({ length: 3000 }, (_, at) => `distill_seed-${at}_v1`)
  for (const index of [1, 2, 3]) {
    const share = ids.filter((id) => isInShard(id, { index, count: 3 })).length
    t.ok(share > 900 && share < 1100, `${share}`)
  }
})
