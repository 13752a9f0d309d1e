import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, readdir, writeFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import t from 'tap'
import type { RawOptions } from '../../src/config.ts'
import { replySchema, type Reply, type Request } from '../../src/record.ts'
import { Journal } from '../../src/store/journal.ts'
import { runChain } from '../../src/stream/chain.ts'
import type { RunContext } from '../../src/stream/run-context.ts'
import { askTeacher, openTeacher } from '../../transforms/ask-teacher.ts'
import { serveBatches } from '../helpers/batch-server.ts'
import { testContext, type TestContext } from '../helpers/context.ts'
import { sinkInto } from '../helpers/streams.ts'
import { CANARY, chatAnswer, requestNumber, sendJson, serve } from '../teacher/helpers.ts'

interface Run {
  replies: Reply[]
  context: TestContext
}

/** Sends requests through the stage of the teacher. */
async function teach(requests: Request[], options: RawOptions, more: Partial<RunContext> = {}): Promise<Run> {
  const made = testContext(
    { teacher: 'openai', model: 'm', retries: 0, concurrency: 4, ...options },
    { OPENAI_API_KEY: CANARY },
  )
  const context = Object.assign(made, more)
  const replies: Reply[] = []
  await runChain(context, [() => Readable.from(requests), askTeacher, () => sinkInto(replies)])
  return { replies: replies.toSorted((a, b) => (a.id < b.id ? -1 : 1)), context }
}

const requests = (count: number): Request[] => Array.from({ length: count }, (_, n) => requestNumber(n + 1))
const counts = (context: RunContext): object => context.ledger.stage('teach').counts()
const byPrompt = (response: ServerResponse, _call: number, { body }: { body: Record<string, unknown> }): void => {
  const [, { content }] = body.messages as { content: string }[]
  sendJson(response, chatAnswer(`answer to ${content}`))
}

t.test('replies carry what the contract says, and unknown fields of the request', async (t) => {
  const { url } = await serve(t, byPrompt)
  const { replies } = await teach([requestNumber(1, { parent_id: 'p', turn: 2 })], { cache: t.testdir(), baseUrl: url })
  t.match(replySchema.safeParse(replies[0]), { success: true })
  t.match(replies, [
    {
      id: 'distill_seed_1_v1',
      prompt_id: 'seed_1',
      version: 1,
      prompt_meta: { id: 'seed_1' },
      raw_output: 'answer to Game 1',
      teacher_model: 'served-model',
      provider: 'openai',
      source: 'distill',
      finish_reason: 'stop',
      usage: { input_tokens: 11, output_tokens: 7, cached_tokens: 3 },
      cost_usd: null,
      api_context_injected: ['A#b'],
      attempts: 1,
      reply_key: /^[0-9a-f]{64}$/,
      parent_id: 'p',
      turn: 2,
    },
  ])
  t.notOk('system_prompt' in replies[0] || 'generation' in replies[0])
})

t.test('a second run makes no call and gives the same replies', async (t) => {
  const cache = t.testdir()
  const { url, seen } = await serve(t, byPrompt)
  const first = await teach(requests(20), { cache, baseUrl: url })
  t.equal(seen.length, 20)
  const second = await teach(requests(20), { cache, baseUrl: url, concurrency: 1 })
  t.equal(seen.length, 20)
  t.strictSame(second.replies, first.replies)
  t.match(first.context.facts.teacher, {
    provider: 'openai',
    model: 'm',
    calls: 20,
    retries: 0,
    from_journal: 0,
    failed: 0,
  })
  t.match(second.context.facts.teacher, {
    calls: 0,
    from_journal: 20,
    tokens: { input: 220, output: 140, cached: 60 },
    cost_usd: null,
  })
})

t.test('a changed prompt costs only its own call', async (t) => {
  const cache = t.testdir()
  const { url, seen } = await serve(t, byPrompt)
  await teach(requests(5), { cache, baseUrl: url })
  await teach([...requests(4), requestNumber(5, { user_prompt: 'Another game' })], { cache, baseUrl: url })
  t.equal(seen.length, 6)
})

t.test('equal requests share one call, at once and later, and each gets its own id', async (t) => {
  const cache = t.testdir()
  const { url, seen } = await serve(t, byPrompt)
  const twin = requestNumber(1, { id: 'twin', prompt_id: 'other', api_context_injected: [] })
  const { replies, context } = await teach([requestNumber(1), twin], { cache, baseUrl: url })
  t.equal(seen.length, 1)
  t.match(replies, [
    { id: 'distill_seed_1_v1' },
    { id: 'twin', prompt_id: 'other', raw_output: 'answer to Game 1', api_context_injected: [] },
  ])
  t.equal(replies[0].reply_key, replies[1].reply_key)
  t.match(context.facts.teacher, { calls: 1, from_journal: 1 })
  const later = await teach([requestNumber(1, { id: 'later' })], { cache, baseUrl: url })
  t.match(later.replies, [{ id: 'later', raw_output: 'answer to Game 1' }])
  t.equal(seen.length, 1)
})

t.test('a request that the teacher gives up is dropped with its reason, and the run goes on', async (t) => {
  const { url } = await serve(t, (response, call, seen) =>
    JSON.stringify(seen.body).includes('Game 2"')
      ? sendJson(response, { error: { message: 'too long' } }, 400)
      : byPrompt(response, call, seen),
  )
  const { replies, context } = await teach(requests(3), { cache: t.testdir(), baseUrl: url })
  t.equal(replies.length, 2)
  t.strictSame(counts(context), { in: 3, out: 2, dropped: { 'teacher-failed': 1 } })
  t.match(context.facts.teacher, { calls: 3, failed: 1 })
})

t.test('retries are counted', async (t) => {
  const { url } = await serve(t, (response, call, seen) =>
    call === 1 ? sendJson(response, {}, 500) : byPrompt(response, call, seen),
  )
  const { replies, context } = await teach(requests(1), { cache: t.testdir(), baseUrl: url, retries: 2 })
  t.match(replies, [{ attempts: 2 }])
  t.match(context.facts.teacher, { calls: 2, retries: 1 })
})

t.test('a refused key ends the run, and what others were answered meanwhile is saved', async (t) => {
  const cache = t.testdir()
  let slow: (() => void) | undefined
  const { url, seen } = await serve(t, (response, call, seen) => {
    if (call === 1) slow = () => byPrompt(response, call, seen)
    else {
      sendJson(response, { error: { message: 'no' } }, 401)
      setTimeout(() => slow?.(), 100)
    }
  })
  await t.rejects(teach(requests(8), { cache, baseUrl: url, concurrency: 2 }), {
    code: 'ERR_AUTHENTICATION',
    exitCode: 4,
  })
  t.equal(seen.length, 2)
  t.equal((await Journal.read(join(cache, 'journal'))).size, 1)
})

t.test('a stopped run waits for what it has paid for, saves it, and starts nothing', async (t) => {
  const cache = t.testdir()
  const stop = new AbortController()
  const answers: (() => void)[] = []
  const { url, seen } = await serve(t, (response, call, seen) => {
    answers.push(() => byPrompt(response, call, seen))
    if (call !== 3) return
    stop.abort()
    setTimeout(() => answers.forEach((answer) => answer()), 100)
  })
  await t.rejects(teach(requests(9), { cache, baseUrl: url, concurrency: 3, retries: 5 }, { signal: stop.signal }), {
    name: 'AbortError',
  })
  t.equal(seen.length, 3)
  t.equal((await Journal.read(join(cache, 'journal'))).size, 3)
  const rest = await serve(t, byPrompt)
  t.equal((await teach(requests(9), { cache, baseUrl: rest.url })).replies.length, 9)
  t.equal(rest.seen.length, 6, 'the next run asks for the others only')
})

t.test('after an interrupt nothing more is bought; what was on its way arrives, and what is known goes on', async (t) => {
  const stop = new AbortController()
  const options = { cache: t.testdir(), concurrency: 1 }
  const { url, seen } = await serve(t, (response, call, request) => {
    if (call === 2) stop.abort(130)
    byPrompt(response, call, request)
  })
  const { replies, context } = await teach(requests(6), { ...options, baseUrl: url }, { interrupt: stop.signal })
  t.equal(seen.length, 2)
  t.equal(replies.length, 2)
  t.match(counts(context), { in: 6, out: 2, dropped: { interrupted: 4 } })
})

t.test('a stop does not wait for a retry', async (t) => {
  const stop = new AbortController()
  const { url, seen } = await serve(t, (response) => {
    sendJson(response, {}, 503, { 'retry-after': '100' })
    setTimeout(() => stop.abort(), 20)
  })
  await t.rejects(teach(requests(1), { cache: t.testdir(), baseUrl: url, retries: 5 }, { signal: stop.signal }), {
    name: 'AbortError',
  })
  t.equal(seen.length, 1)
})

t.test('while one run buys, another is refused, and its requests reach no one', async (t) => {
  const cache = t.testdir()
  const journal = await Journal.open(join(cache, 'journal'))
  const { url, seen } = await serve(t, byPrompt)
  await t.rejects(teach(requests(1), { cache, baseUrl: url }), { code: 'ERR_JOURNAL_IN_USE', exitCode: 75 })
  await journal.close()
  t.equal((await teach(requests(1), { cache, baseUrl: url })).replies.length, 1)
  t.equal(seen.length, 1)
})

t.test('recorded replies are labelled by their request and need no journal', async (t) => {
  const { id, prompt_id, version, prompt_meta } = requestNumber(1)
  const dir = t.testdir({
    'r.jsonl': JSON.stringify({
      id,
      prompt_id,
      version,
      prompt_meta,
      raw_output: 'x',
      teacher_model: 'old',
      provider: 'anthropic',
    }),
  })
  const { replies, context } = await teach(requests(2), {
    teacher: 'replay',
    replies: join(dir, 'r.jsonl'),
    model: undefined,
    cache: join(dir, 'cache'),
  })
  t.match(replies, [
    {
      id,
      raw_output: 'x',
      teacher_model: 'old',
      provider: 'anthropic',
      source: 'distill',
      reply_key: /^[0-9a-f]{64}$/,
      api_context_injected: ['A#b'],
    },
  ])
  t.strictSame(counts(context), { in: 2, out: 1, dropped: { 'no-reply': 1 } })
  t.match(context.facts.teacher, { provider: 'replay', model: 'old' })
  t.strictSame(await readdir(dir), ['r.jsonl'])
})

t.test('a damaged record is said, and only its reply is bought again', async (t) => {
  const cache = t.testdir()
  const { url, seen } = await serve(t, byPrompt)
  await teach(requests(3), { cache, baseUrl: url, concurrency: 1 })
  const path = join(cache, 'journal', '00000001.journal')
  const bytes = await readFile(path)
  bytes[bytes.indexOf('Game 2')] ^= 1
  await writeFile(path, bytes)
  const { replies, context } = await teach(requests(3), { cache, baseUrl: url })
  t.equal(replies.length, 3)
  t.equal(seen.length, 4)
  t.match(context.notices, [
    /^journal: 1 records cannot be read and are passed over; the first is 00000001\.journal byte \d+ \(damaged\)$/,
  ])
})

t.test('the key is in no reply, fact, notice or file', async (t) => {
  const cache = t.testdir()
  const { url } = await serve(t, (response, call, { headers }) =>
    call % 2 === 0
      ? sendJson(response, chatAnswer(`you sent ${headers.authorization}`))
      : sendJson(response, { error: { message: `bad ${headers.authorization}` } }, 400),
  )
  const { replies, context } = await teach(requests(6), { cache, baseUrl: url, concurrency: 1 })
  t.equal(replies.length, 3)
  const files = await Promise.all(
    (await readdir(join(cache, 'journal'))).map((name) => readFile(join(cache, 'journal', name), 'utf8')),
  )
  t.notOk(JSON.stringify([replies, context.facts, context.notices, files]).includes(CANARY))
})

t.test('a run killed with SIGKILL pays at most its calls in flight twice, and resumes by content', async (t) => {
  const cache = t.testdir()
  const concurrency = 4
  const asked = new Map<string, number>()
  let killed: (() => void) | undefined
  const { url } = await serve(t, (response, call, seen) => {
    const prompt = JSON.stringify(seen.body.messages)
    asked.set(prompt, (asked.get(prompt) ?? 0) + 1)
    if (call === 13) killed?.()
    setTimeout(() => byPrompt(response, call, seen), 5)
  })
  const modules = ['transforms/ask-teacher', 'src/stream/chain', 'src/stream/ledger', 'src/config'].map(
    (name) => new URL(`../../${name}.js`, import.meta.url).href,
  )
  const program = `
    import { Readable, Writable } from 'node:stream'
    const modules = await Promise.all(${JSON.stringify(modules)}.map((name) => import(name)))
    const { askTeacher, runChain, Ledger, resolveOptions } = Object.assign({}, ...modules)
    const options = resolveOptions(${JSON.stringify({ teacher: 'openai', model: 'm', baseUrl: url, cache, concurrency, retries: 0 })})
    const context = { options, ledger: new Ledger(), signal: new AbortController().signal, env: {}, facts: {}, underWay: {}, notice() {} }
    const sink = new Writable({ objectMode: true, write: (row, encoding, done) => done() })
    await runChain(context, [() => Readable.from(${JSON.stringify(requests(30))}), askTeacher, () => sink])`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'inherit' })
  killed = () => child.kill('SIGKILL')
  t.match(await once(child, 'exit'), [null, 'SIGKILL'])
  const saved = (await Journal.read(join(cache, 'journal'))).size
  t.ok(saved > 0, `${saved} replies were saved before the kill`)

  const { replies, context } = await teach(requests(30), { cache, baseUrl: url, concurrency })
  t.equal(replies.length, 30)
  t.match(context.facts.teacher, { calls: 30 - saved, from_journal: saved })
  const twice = [...asked.values()].filter((times) => times > 1).length
  t.ok(twice <= concurrency, `${twice} were asked for twice`)
})

const PRICES = { m: { input: 10, output: 1000 } }

t.test('what a call costs stands in its reply, and the sum in the report', async (t) => {
  const { url } = await serve(t, byPrompt)
  const cache = t.testdir()
  const { replies, context } = await teach(requests(3), { cache, baseUrl: url, prices: PRICES })
  const each = (11 * 10 + 7 * 1000) / 1e6
  t.same(replies.map(({ cost_usd }) => cost_usd), [each, each, each])
  t.match(context.facts.teacher, { cost_usd: 0.02133, spent_usd: 0.02133 })
  const again = await teach(requests(3), { cache, baseUrl: url, prices: PRICES })
  t.match(again.context.facts.teacher, { cost_usd: 0.02133, spent_usd: 0, calls: 0 }, 'the journal costs nothing')
})

t.test('a budget is never broken, and what it does not cover is told', async (t) => {
  const { url, seen } = await serve(t, (response, _call, { body }) => {
    const usage = { prompt_tokens: 11, completion_tokens: body.max_tokens }
    sendJson(response, chatAnswer('long', { usage }))
  })
  const few = requests(20).map((request) => ({ ...request, generation: { ...request.generation, max_tokens: 100 } }))
  const { replies, context } = await teach(few, { cache: t.testdir(), baseUrl: url, prices: PRICES, budget: 0.55 })
  const { spent_usd: spent, over_budget: over, budget_usd: budget } = context.facts.teacher!
  t.equal(budget, 0.55)
  t.ok(spent! <= 0.55 && spent! > 0.4, `${spent} USD`)
  t.equal(seen.length, replies.length)
  t.equal(replies.length + over, 20)
  t.match(counts(context), { dropped: { 'over-budget': over } })
})

t.test('a budget without a price is refused before any call', async (t) => {
  const { url, seen } = await serve(t, byPrompt)
  await t.rejects(teach(requests(1), { cache: t.testdir(), baseUrl: url, budget: 1 }), { code: 'ERR_USAGE', hint: /prices/ })
  t.equal(seen.length, 0)
})

t.test('a budget counts attempts that may be charged for nothing', async (t) => {
  // Each answer is cut off: the server has worked, and nobody knows what it charges.
  const { url, seen } = await serve(t, (response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"choices"')
  })
  const most = 0.11
  const [request] = requests(1) as [Request]
  const one = { ...request, generation: { ...request.generation, max_tokens: 100 } }
  const { replies, context } = await teach([one], { cache: t.testdir(), baseUrl: url, prices: PRICES, budget: 2.5 * most, retries: 5 })
  t.same(replies, [])
  t.equal(seen.length, 2, 'a third attempt might break the budget')
  t.match(context.facts.teacher, { calls: 2, failed: 1 })
})

t.test('--batch: the same replies, by way of batches', async (t) => {
  const outcome = ({ body }: { body: Record<string, unknown> }) => {
    const [, { content }] = body.messages as { content: string }[]
    return { answer: `answer to ${content}` }
  }
  const live = await serve(t, byPrompt)
  const api = await serveBatches(t, { looks: 0, outcome })
  const batched = await teach(requests(5), { cache: t.testdir(), baseUrl: `${api.url}/v1`, batch: true })
  const asked = await teach(requests(5), { cache: t.testdir(), baseUrl: live.url })
  const texts = ({ replies }: Run): object[] => replies.map(({ id, raw_output, reply_key }) => ({ id, raw_output, reply_key }))
  t.strictSame(texts(batched), texts(asked))
  t.strictSame(counts(batched.context), { in: 5, out: 5, dropped: {} })
  t.match(batched.context.facts.teacher, { batches: 1, calls: 5 })
})

t.test('--batch: an interrupt ends the stage promptly, and every row is counted', async (t) => {
  const api = await serveBatches(t, { looks: 1000 })
  const interrupt = new AbortController()
  const cache = t.testdir()
  const options = { cache, baseUrl: `${api.url}/v1`, batch: true }
  const made = setInterval(() => api.seen.some(({ method }) => method === 'GET') && interrupt.abort(), 20)
  const { context } = await teach(requests(3), options, { interrupt: interrupt.signal })
  clearInterval(made)
  t.strictSame(counts(context), { in: 3, out: 0, dropped: { interrupted: 3 } })
  t.match(context.notices.at(-1), /^3 requests are in 1 open batch; the same command goes on/)
  const { url } = await serve(t, byPrompt)
  const live = await teach(requests(1), { cache, baseUrl: url })
  t.match(live.context.notices, [/^1 batches of earlier runs are open: without --batch/])
})

for (const batch of [false, true]) {
  t.test(`one teacher serves several rounds${batch ? ' of batches' : ''}`, async (t) => {
    const { url } = batch ? await serveBatches(t, { looks: 0 }) : await serve(t, byPrompt)
    const options = { teacher: 'openai', model: 'm', cache: t.testdir(), baseUrl: `${url}/v1`, batch }
    const context = testContext(options, { OPENAI_API_KEY: CANARY })
    const stage = await openTeacher(context)
    for (const [first, last] of [[0, 3], [2, 5]] as const) {
      const replies: Reply[] = []
      await runChain(context, [
        () => Readable.from(requests(5).slice(first, last)),
        () => stage.stream(),
        () => sinkInto(replies),
      ])
      t.equal(replies.length, 3)
    }
    await stage.close()
    t.match(context.facts.teacher, { calls: 5, from_journal: 1, ...(batch ? { batches: 2 } : {}) })
    t.equal((await Journal.read(join(context.options.cache, 'journal'))).size, 5)
  })
}
