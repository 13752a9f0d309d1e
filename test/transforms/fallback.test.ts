/** Several teachers: who is asked when, what it costs, and what is asked twice (nothing). */
import { Readable } from 'node:stream'
import t from 'tap'
import type { RawOptions } from '../../src/config.ts'
import { byId } from '../../src/order.ts'
import type { Reply, Request } from '../../src/record.ts'
import { runChain } from '../../src/stream/chain.ts'
import { askTeacher } from '../../transforms/ask-teacher.ts'
import { testContext, type TestContext } from '../helpers/context.ts'
import { sinkInto } from '../helpers/streams.ts'
import { chatAnswer, messageAnswer, requestNumber, sendJson, serve, type Test } from '../teacher/helpers.ts'

const requests = (count: number): Request[] => Array.from({ length: count }, (_, n) => requestNumber(n + 1))
const PRICES = { first: { input: 1, output: 100 }, second: { input: 2, output: 200 } }

async function teach(options: RawOptions, count = 6): Promise<{ replies: Reply[]; context: TestContext }> {
  const env = { OPENAI_API_KEY: 'key-of-the-first', ANTHROPIC_API_KEY: 'key-of-the-second' }
  const context = testContext({ retries: 0, concurrency: 1, prices: PRICES, ...options }, env)
  const replies: Reply[] = []
  await runChain(context, [() => Readable.from(requests(count)), askTeacher, () => sinkInto(replies)])
  return { replies: replies.toSorted(byId), context }
}

type Answer = Parameters<typeof serve>[1]
const fails =
  (status: number): Answer =>
  (response) =>
    sendJson(response, { error: { message: 'no' } }, status)
const chat: Answer = (response) => sendJson(response, chatAnswer('of the first'))
const message: Answer = (response) => sendJson(response, messageAnswer('of the second'))

/** Two servers, and the options that name both. */
async function two(t: Test, first: Answer, second: Answer) {
  const openai = await serve(t, first)
  const anthropic = await serve(t, second)
  const options = {
    cache: t.testdir({}),
    teacher: 'openai,anthropic',
    openai: { model: 'first', base_url: openai.url },
    anthropic: { model: 'second', base_url: anthropic.url },
  }
  return { options, calls: () => [openai.seen.length, anthropic.seen.length] }
}

t.test('the second teacher is asked only for what the first has no answer for', async (t) => {
  const filtered: Answer = (response, call) =>
    sendJson(response, chatAnswer('of the first', call % 2 === 0 ? { reason: 'content_filter' } : {}))
  const { options, calls } = await two(t, filtered, message)
  const { replies, context } = await teach(options)
  t.same(
    replies.map(({ provider, source, raw_output }) => [provider, source, raw_output]),
    Array.from({ length: 6 }, (_, n) => {
      return n % 2 === 0 ? ['openai', 'distill', 'of the first'] : ['anthropic', 'distill', 'of the second']
    }),
  )
  t.strictSame(calls(), [6, 3])
  const { teacher } = context.facts
  t.match(teacher, { provider: 'openai, anthropic', model: 'first, second', calls: 9, replies: 6, failed: 0 })
  t.match(teacher!.models, [
    { provider: 'openai', model: 'first', calls: 6, replies: 3, cost_usd: (3 * (11 + 700)) / 1e6 },
    { provider: 'anthropic', model: 'second', calls: 3, replies: 3, cost_usd: (3 * (24 + 1400)) / 1e6 },
  ])
  t.equal(teacher!.cost_usd, (3 * (711 + 1424)) / 1e6)
})

t.test('a resumed run finds the replies of every teacher before it asks one', async (t) => {
  const { options, calls } = await two(t, fails(400), message)
  const before = await teach(options)
  const asked = calls()
  const again = await teach(options)
  t.strictSame(calls(), asked)
  t.strictSame(again.replies, before.replies)
  t.match(again.context.facts.teacher, { calls: 0, from_journal: 6 })
})

t.test('a teacher whose key is refused is asked no more, which is said once', async (t) => {
  const { options, calls } = await two(t, fails(401), message)
  const { replies, context } = await teach(options)
  t.equal(replies.length, 6)
  t.strictSame(calls(), [1, 6])
  t.match(context.notices, [/^openai: the provider refused the key; anthropic is asked in its place$/])
})

t.test('when every key is refused the run ends', async (t) => {
  const { options } = await two(t, fails(401), fails(401))
  await t.rejects(teach(options), { code: 'ERR_AUTHENTICATION' })
})

t.test('a teacher that gives up again and again is left alone for a while', async (t) => {
  const { options, calls } = await two(t, fails(500), message)
  const { replies } = await teach(options, 10)
  t.equal(replies.length, 10)
  const [first, second] = calls()
  t.ok(first! < 6, `${first} calls of ten, one at a time and one made ready`)
  t.equal(second, 10)
})

t.test('the failure of the last teacher is the one that is told', async (t) => {
  const { options } = await two(t, fails(500), fails(400))
  const { replies, context } = await teach(options, 1)
  t.strictSame(replies, [])
  t.match(context.facts.teacher, { failed: 1, calls: 2 })
})

t.test('a budget is one for all teachers, and needs the price of each', async (t) => {
  const { options } = await two(t, chat, message)
  const { model: _, ...elsewhere } = { ...options.anthropic, model: '' }
  const unpriced = { ...options, anthropic: { ...elsewhere, model: 'third' } }
  await t.rejects(teach({ ...unpriced, budget: 1 }), { code: 'ERR_USAGE', message: /price of third/ })
  const { context } = await teach({ ...options, budget: 0.03 })
  t.ok(context.facts.teacher!.spent_usd! <= 0.03)
})

t.test('recorded replies first, and a paid teacher for the rest', async (t) => {
  const { url, seen } = await serve(t, chat)
  const [{ id, prompt_id, version, prompt_meta }] = requests(1) as [Request]
  const recorded = JSON.stringify({ id, prompt_id, version, prompt_meta, raw_output: 'recorded' })
  const cache = t.testdir({ 'replies.jsonl': recorded + '\n' })
  const openai = { model: 'first', base_url: url }
  const { replies } = await teach({ teacher: 'replay,openai', replies: `${cache}/replies.jsonl`, cache, openai }, 3)
  t.strictSame(
    replies.map(({ raw_output }) => raw_output),
    ['recorded', 'of the first', 'of the first'],
  )
  t.equal(seen.length, 2)
})
