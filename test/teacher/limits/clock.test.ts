import t from 'tap'
import { REAL_CLOCK } from '../../../src/teacher/limits/clock.ts'

t.test('what is due runs once its time has come, and not when it was called off', async (t) => {
  const start = REAL_CLOCK.now()
  let cancelled = true
  const cancel = REAL_CLOCK.after(1, () => (cancelled = false))
  cancel()
  await new Promise<void>((resolve) => REAL_CLOCK.after(4.5, resolve))
  // A timer may be early by less than the millisecond that it counts in.
  t.ok(REAL_CLOCK.now() - start >= 4)
  t.ok(cancelled)
})

t.test('a clock of the machine that jumps moves no wait', async (t) => {
  const { now } = Date
  t.teardown(() => (Date.now = now))
  for (const jump of [-86_400_000, 86_400_000]) {
    const start = REAL_CLOCK.now()
    Date.now = () => now() + jump
    await new Promise<void>((resolve) => REAL_CLOCK.after(1, resolve))
    const passed = REAL_CLOCK.now() - start
    t.ok(passed >= 0 && passed < 60_000, `${passed} ms`)
  }
})
