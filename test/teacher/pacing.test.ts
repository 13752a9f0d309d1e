import t from 'tap'
import { retryAfterMs, waitBefore } from '../../src/teacher/pacing.ts'

t.test('Retry-After is seconds or an HTTP date, and anything else is nothing', async (t) => {
  const now = Date.parse('2026-03-01T12:00:00Z')
  const cases: [header: string | undefined, ms: number | undefined][] = [
    ['0', 0],
    ['2', 2000],
    [' 1.5 ', 1500],
    ['Sun, 01 Mar 2026 12:00:30 GMT', 30_000],
    ['Sunday, 01-Mar-26 12:00:30 GMT', 30_000],
    ['Sun, 01 Mar 2026 11:00:00 GMT', 0],
    [undefined, undefined],
    ['', undefined],
    ['-5', undefined],
    ['soon', undefined],
    ['2026', 2_026_000],
    ['2026-03-01', undefined],
    ['Noday, nothing GMT', undefined],
  ]
  for (const [header, ms] of cases) t.equal(retryAfterMs(header, now), ms, String(header))
})

t.test('waits grow with full jitter up to a cap, and a server may ask for a bounded one', async (t) => {
  t.strictSame([1, 2, 3, 4].map((attempt) => waitBefore(attempt, undefined, () => 0.5)), [250, 500, 1000, 2000])
  t.equal(waitBefore(1, undefined, () => 0), 0)
  t.ok(waitBefore(1000, undefined, () => 0.999) < 30_000)
  t.equal(waitBefore(1, 4000, () => 0), 4000, 'not before the time the server named')
  t.equal(waitBefore(1, 10 ** 9, () => 0), 120_000)
})
