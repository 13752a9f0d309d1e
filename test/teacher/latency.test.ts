import t from 'tap'
import type { Request } from '../../src/record.ts'
import { Latency } from '../../src/teacher/latency.ts'
import type { Completion, Provider } from '../../src/teacher/provider.ts'
import { Teacher } from '../../src/teacher/teacher.ts'
import { TeacherCounter } from '../../src/teacher/teacher-counter.ts'
import { testContext } from '../helpers/context.ts'

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

t.test('each model that was paid for an answer has its times; others have none', async (t) => {
  const counter = new TeacherCounter(undefined)
  const completion = { raw_output: '', attempts: 1, usage: null, cost_usd: null } as Completion
  const teacher = (name: string, paid: boolean, complete: Provider['complete']): Teacher => {
    const provider = { name, model: name, paid, source: 'distill', fingerprint: () => '', complete, close: async () => {} }
    return new Teacher(provider, testContext(), counter.of(name, name))
  }
  const answers = async () => completion
  const fails = async () => await Promise.reject(new Error('down'))
  const signal = new AbortController().signal
  for (const each of [teacher('good', true, answers), teacher('free', false, answers)]) await each.answer({} as Request, signal, undefined)
  await t.rejects(teacher('down', true, fails).answer({} as Request, signal, undefined))
  t.match(counter.latencies(), [{ provider: 'good', model: 'good', replies: 1 }])
  t.equal(counter.latencies().length, 1)
})
