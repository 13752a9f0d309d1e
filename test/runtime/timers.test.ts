import t from 'tap'
import { makeKit } from '../../src/runtime/guest/kit.ts'
import { makeTimers, type Timer } from '../../src/runtime/guest/timers.ts'

const timer = (id: number, at: number, every = 0): Timer => ({
  id,
  at,
  every,
  fn: null,
  args: [],
  kind: '',
  depth: 1,
  live: true,
})

/** Ids of the timers that are due, in the order in which they come. */
function drain(timers: ReturnType<typeof makeTimers>, until: number): number[] {
  const ids = []
  for (let next = timers.next(until); next !== null; next = timers.next(until)) ids.push(next.id)
  return ids
}

t.test('timers come in the order of their times, equal ones in the order of their ids', async (t) => {
  const timers = makeTimers(makeKit())
  // 7919 is prime: every time from 0 to 99 comes ten times, in no order.
  const all = Array.from({ length: 1000 }, (_, id) => timer(id, (id * 7919) % 100))
  for (const one of all) timers.add(one)
  const expected = all.toSorted((a, b) => a.at - b.at || a.id - b.id).map(({ id }) => id)
  t.strictSame(drain(timers, 49), expected.slice(0, 500))
  t.strictSame(drain(timers, 1000), expected.slice(500))
})

t.test('a stopped timer does not come, whatever the others do', async (t) => {
  const timers = makeTimers(makeKit())
  for (let id = 0; id < 100; id++) timers.add(timer(id, 100 - id))
  for (let id = 0; id < 100; id += 2) timers.stop(id)
  timers.stop('no id')
  t.strictSame(
    drain(timers, 1000),
    Array.from({ length: 50 }, (_, i) => 99 - 2 * i),
  )
})

t.test('a timer that repeats can be stopped while it runs', async (t) => {
  const timers = makeTimers(makeKit())
  timers.add(timer(1, 10, 10))
  const running = timers.next(10)!
  timers.stop(running.id)
  t.equal(running.live, false)
  timers.add(timer(2, 10))
  timers.next(10)
  timers.stop(2)
  t.equal(timers.next(1000), null)
})
