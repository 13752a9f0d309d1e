import t from 'tap'
import { Slots } from '../../src/stream/slots.ts'
import { tick } from '../helpers/streams.ts'

t.test('no more than its number are inside, first come, first served, and a failure frees its place', async (t) => {
  const slots = new Slots(2)
  const order: number[] = []
  let inside = 0
  let most = 0
  const one = (n: number): Promise<void> =>
    slots.use(async () => {
      order.push(n)
      most = Math.max(most, ++inside)
      await tick()
      inside--
      if (n === 1) throw new Error('failed')
    })
  const results = await Promise.allSettled([0, 1, 2, 3, 4].map(one))
  t.strictSame(order, [0, 1, 2, 3, 4])
  t.equal(most, 2)
  t.strictSame(results.map(({ status }) => status === 'fulfilled'), [true, false, true, true, true])
  await slots.use(async () => t.equal(inside, 0))
})
