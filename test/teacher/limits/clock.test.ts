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
