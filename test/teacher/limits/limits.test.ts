import * as fc from 'fast-check'
import t from 'tap'
import { AdaptiveConcurrency } from '../../../src/teacher/limits/adaptive-concurrency.ts'
import { Limits } from '../../../src/teacher/limits/limits.ts'
import { SlidingWindow } from '../../../src/teacher/limits/sliding-window.ts'

const forever = new AbortController().signal

t.test('a window takes no more than its limit in any minute', async () => {
  const amounts = fc.array(
    fc.record({ amount: fc.integer({ min: 1, max: 60 }), pause: fc.integer({ min: 0, max: 40_000 }) }),
  )
  await fc.assert(
    fc.property(amounts, (calls) => {
      const window = new SlidingWindow(100)
      const taken: { at: number; amount: number }[] = []
      let now = 0
      for (const { amount, pause } of calls) {
        now += pause + window.waitFor(amount, now + pause)
        if (window.waitFor(amount, now) !== 0) throw new Error('after the wait it must be free')
        window.take(amount, now)
        taken.push({ at: now, amount })
      }
      for (const { at } of taken) {
        const inMinute = taken.filter((other) => other.at > at - 60_000 && other.at <= at)
        if (inMinute.reduce((sum, other) => sum + other.amount, 0) > 100) throw new Error(`too much at ${at}`)
      }
    }),
  )
})

t.test('what turns out to be less makes room, and what is larger than the limit goes alone', async (t) => {
  const window = new SlidingWindow(100)
  const correct = window.take(90, 0)
  t.equal(window.waitFor(20, 1000), 59_000)
  correct(50)
  t.equal(window.waitFor(20, 1000), 0)
  t.equal(window.waitFor(500, 1000), 59_000)
  t.equal(window.waitFor(500, 60_000), 0)
  correct(9999)
  t.equal(window.waitFor(100, 60_000), 0, 'what has left the window counts no more')
})

t.test('an overload halves the calls under way once a round, and successes bring them back one by one', async (t) => {
  const concurrency = new AdaptiveConcurrency(8)
  const first = await Promise.all(Array.from({ length: 8 }, () => concurrency.enter(forever)))
  for (const leave of first) leave('overload')
  t.equal(concurrency.allowed, 4, 'eight calls of one round are one overload')
  const second = await Promise.all(Array.from({ length: 4 }, () => concurrency.enter(forever)))
  let isIn = false
  const fifth = concurrency.enter(forever).then((leave) => {
    isIn = true
    return leave
  })
  await new Promise((resolve) => setImmediate(resolve))
  t.equal(isIn, false)
  for (const leave of second) leave('success')
  ;(await fifth)('other')
  for (let i = 0; i < 100; i++) (await concurrency.enter(forever))('success')
  t.equal(concurrency.allowed, 8, 'never more than was asked for')
  for (let i = 0; i < 10; i++) (await concurrency.enter(forever))('overload')
  t.equal(concurrency.allowed, 1, 'never less than one')
})

t.test('who waits for a place can be called off', async (t) => {
  const concurrency = new AdaptiveConcurrency(1)
  const leave = await concurrency.enter(forever)
  const controller = new AbortController()
  const waiting = concurrency.enter(controller.signal)
  controller.abort(new Error('stop'))
  await t.rejects(waiting, { message: 'stop' })
  leave('other')
  ;(await concurrency.enter(forever))('other')
})

t.test('attempts wait for each quota, in the order in which they came', async (t) => {
  let now = 0
  const slept: number[] = []
  const sleep = async (ms: number): Promise<void> => {
    slept.push(ms)
    now += ms
  }
  const options = { concurrency: 10, rpm: 3, tpm: { input: 1000, output: 100 } }
  const limits = new Limits(options, { now: () => now, sleep })
  const order: number[] = []
  const passes = await Promise.all(
    [1, 2, 3, 4].map(async (n) => {
      const pass = await limits.enter({ input: 400, output: 10 }, forever)
      order.push(n)
      return pass
    }),
  )
  t.same(order, [1, 2, 3, 4])
  t.same(slept, [60_000], 'two prompts fit into a minute; the third and the fourth into the next one')
  for (const pass of passes) pass.end('success', { input: 1, output: 1 })
  await limits.enter({ input: 900, output: 10 }, forever)
  t.same(slept, [60_000], 'what was estimated too high has made room')
})
