import fc from 'fast-check'
import t from 'tap'
import { Bucket } from '../../../src/teacher/limits/bucket.ts'

t.test('what was taken comes back a minute later, with a second of slack', async (t) => {
  const bucket = new Bucket(10)
  bucket.take(4, 0)
  bucket.take(6, 1000)
  t.equal(bucket.waitMs(1, 1000), 60_000)
  t.equal(bucket.waitMs(4, 1000), 60_000)
  t.equal(bucket.waitMs(5, 1000), 61_000)
  t.equal(bucket.waitMs(4, 60_999), 1)
  t.equal(bucket.waitMs(4, 61_000), 0)
  t.equal(bucket.waitMs(10, 62_000), 0)
})

t.test('an estimate that was too high makes room at once, one that was too low is waited for', async (t) => {
  const bucket = new Bucket(10)
  const first = bucket.take(8, 0)
  t.not(bucket.waitMs(5, 0), 0)
  bucket.correct(first, 3)
  t.equal(bucket.waitMs(5, 0), 0)
  bucket.correct(first, 25)
  t.equal(bucket.waitMs(1, 0), 61_000)
  t.equal(bucket.waitMs(1, 61_000), 0)
})

t.test('a correction that comes after the minute changes nothing', async (t) => {
  const bucket = new Bucket(10)
  const old = bucket.take(8, 0)
  t.equal(bucket.waitMs(10, 61_000), 0)
  bucket.correct(old, 1)
  bucket.take(10, 61_000)
  t.equal(bucket.waitMs(1, 61_000), 61_000)
})

t.test('what is larger than the limit goes alone, in a minute of its own', async (t) => {
  const bucket = new Bucket(10)
  t.equal(bucket.waitMs(50, 0), 0)
  bucket.take(50, 0)
  t.equal(bucket.waitMs(1, 0), 61_000)
  t.equal(bucket.waitMs(50, 61_000), 0)
})

/** Amounts asked for one after the other, each after a pause, and what the estimate turned out to be, later on. */
const asked = fc.array(
  fc.record({
    amount: fc.integer({ min: 1, max: 40 }),
    pause: fc.integer({ min: 0, max: 30_000 }),
    really: fc.double({ min: 0, max: 1, noNaN: true }),
    known: fc.integer({ min: 0, max: 90_000 }),
  }),
  { maxLength: 80 },
)

t.test('no minute sees more than the limit, wherever it begins, if estimates are not too low', async (t) => {
  fc.assert(
    fc.property(fc.integer({ min: 40, max: 100 }), asked, (limit, calls) => {
      const bucket = new Bucket(limit)
      const sent: { at: number; amount: number }[] = []
      let corrections: { at: number; run: () => void }[] = []
      let now = 0
      for (const { amount, pause, really, known } of calls) {
        now += pause
        now += bucket.waitMs(amount, now)
        for (const { run } of corrections.filter(({ at }) => at <= now)) run()
        corrections = corrections.filter(({ at }) => at > now)
        const taken = bucket.take(amount, now)
        const actual = Math.floor(amount * really)
        sent.push({ at: now, amount: actual })
        corrections.push({ at: now + known, run: () => bucket.correct(taken, actual) })
      }
      return sent.every(({ at: start }) => {
        const minute = sent.filter(({ at }) => at >= start && at <= start + 60_000)
        return minute.reduce((sum, { amount }) => sum + amount, 0) <= limit
      })
    }),
  )
  t.pass()
})

t.test('a wait is never longer than needed', async (t) => {
  fc.assert(
    fc.property(fc.integer({ min: 40, max: 100 }), asked, (limit, calls) => {
      const bucket = new Bucket(limit)
      let now = 0
      return calls.every(({ amount, pause }) => {
        now += pause
        const wait = bucket.waitMs(amount, now)
        const tooEarly = wait === 0 || bucket.waitMs(amount, now + wait - 1) > 0
        now += wait
        const inTime = bucket.waitMs(amount, now) === 0
        bucket.take(amount, now)
        return tooEarly && inTime
      })
    }),
  )
  t.pass()
})
