import t from 'tap'
import { Latency } from '../../src/teacher/latency.ts'

t.test('quantiles are right to within 5 %, the longest time exactly', async (t) => {
  const latency = new Latency()
  for (let ms = 1000; ms >= 1; ms--) latency.add(ms)
  const { replies, median_ms, p95_ms, most_ms } = latency.facts()
  t.strictSame([replies, most_ms], [1000, 1000])
  t.ok(Math.abs(median_ms - 500) <= 25, `${median_ms}`)
  t.ok(Math.abs(p95_ms - 950) <= 48, `${p95_ms}`)
})

t.test('one reply is its own median, and none have no times', async (t) => {
  const latency = new Latency()
  t.strictSame(latency.facts(), { replies: 0, median_ms: 0, p95_ms: 0, most_ms: 0 })
  latency.add(0)
  t.match(latency.facts(), { replies: 1, median_ms: 0, most_ms: 0 })
})
