import fc from 'fast-check'
import t from 'tap'
import { Aimd } from '../../../src/teacher/limits/aimd.ts'

t.test('an overload halves what was under way, once for all calls of one round trip', async (t) => {
  const calls = new Aimd(16)
  const { round } = calls
  calls.overloaded(round, 16)
  calls.overloaded(round, 15)
  calls.overloaded(round, 3)
  t.equal(calls.window, 8)
  calls.overloaded(calls.round, 8)
  t.equal(calls.window, 4)
  calls.overloaded(calls.round, 2)
  t.equal(calls.window, 1, 'half of what was under way, not of what might have been')
  calls.overloaded(calls.round, 1)
  t.equal(calls.window, 1)
})

t.test('each window of successes adds one, up to what the user allowed', async (t) => {
  const calls = new Aimd(4)
  calls.overloaded(calls.round, 4)
  const sizes = Array.from({ length: 10 }, () => {
    calls.succeeded(calls.round)
    return calls.window
  })
  t.strictSame(sizes, [2, 3, 3, 3, 4, 4, 4, 4, 4, 4])
})

t.test('a success that was on its way before the halving proves nothing', async (t) => {
  const calls = new Aimd(4)
  const { round } = calls
  calls.overloaded(round, 4)
  for (let n = 0; n < 10; n++) calls.succeeded(round)
  t.equal(calls.window, 2)
})

t.test('whatever happens, there is room for one call and never for more than allowed', async (t) => {
  const event = fc.record({ ok: fc.boolean(), late: fc.boolean(), underWay: fc.integer({ min: 1, max: 50 }) })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), fc.array(event), (max, events) => {
      const calls = new Aimd(max)
      return events.every(({ ok, late, underWay }) => {
        const round = calls.round - (late ? 1 : 0)
        const before = calls.window
        if (ok) calls.succeeded(round)
        else calls.overloaded(round, underWay)
        const { window } = calls
        return window >= 1 && window <= max && (!late || window === before)
      })
    }),
  )
  t.pass()
})
