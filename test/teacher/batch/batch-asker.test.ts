import { join } from 'node:path'
import t from 'tap'
import { Journal } from '../../../src/store/journal.ts'
import type { SavedReply } from '../../../src/teacher/reply-row.ts'
import { openBatchAsker } from '../../../src/teacher/open.ts'
import { serveBatches, type BatchApi, type BatchApiOptions, type Outcome } from '../../helpers/batch-server.ts'
import { testContext } from '../../helpers/context.ts'
import { CANARY, PAID_TEACHERS, requestNumber } from '../helpers.ts'
import { PRICES, idsOf, kept, mostPaid, runBatches } from './helpers.ts'

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => requestNumber(from + i))
const ids = (from: number, to: number): string[] =>
  numbers(from, to)
    .map(({ id }) => id)
    .toSorted()
const made = (api: BatchApi): number[] => api.batches.map(({ entries }) => entries.length).toReversed()

for (const teacher of PAID_TEACHERS) {
  const { name } = teacher
  const saysGame = (n: number, body: unknown): boolean => JSON.stringify(body).includes(`Game ${n}"`)
  const only =
    (n: number, outcome: Outcome): BatchApiOptions['outcome'] =>
    ({ body }) =>
      saysGame(n, body) ? outcome : { answer: 'fine' }

  t.test(
    `${name}: requests go in batches of the size that is allowed, and each reply is that of its request`,
    async (t) => {
      const api = await serveBatches(t, { outcome: ({ custom_id }) => ({ answer: `for ${custom_id}` }), looks: 3 })
      const limits = { requests: 3, bytes: 1e6 }
      const run = await runBatches(teacher, api.url, t.testdir(), numbers(1, 7), {
        limits,
        options: { prices: PRICES },
      })
      t.strictSame(idsOf(run.replies), ids(1, 7))
      t.ok(run.replies.every(({ raw_output, reply_key }) => raw_output === `for ${reply_key}`))
      t.strictSame(made(api), [3, 3, 1])
      // 1000 tokens at 1 USD and 500 at 2 USD a million, half of it.
      t.ok(run.replies.every(({ cost_usd }) => cost_usd === 0.001))
      t.match(run.context.facts.teacher, {
        calls: 7,
        batches: 3,
        retries: 0,
        from_journal: 0,
        failed: 0,
        spent_usd: 0.007,
      })
      t.strictSame(run.waits, [5000, 7500], 'looks grow apart')
    },
  )

  t.test(`${name}: a batch is cut before its body is too large, and what fits in none is dropped`, async (t) => {
    const api = await serveBatches(t)
    const large = requestNumber(9, { user_prompt: 'x'.repeat(3000) })
    const limits = { requests: 100, bytes: 800 }
    const run = await runBatches(teacher, api.url, t.testdir(), [...numbers(1, 4), large], { limits })
    t.strictSame(idsOf(run.replies), ids(1, 4))
    t.ok(made(api).length > 1)
    t.strictSame(run.dropped, { 'teacher-failed': 1 })
    const sizes = api.seen.filter(({ method, path }) => method === 'POST' && /files|messages/.test(path))
    // The form around OpenAI's file takes some bytes too.
    t.ok(sizes.every(({ headers }) => Number(headers['content-length']) < 800 + 400))
  })

  t.test(`${name}: what is saved is answered at once, and equal requests share an answer`, async (t) => {
    const api = await serveBatches(t)
    const cache = t.testdir()
    await runBatches(teacher, api.url, cache, numbers(1, 2))
    const twin = requestNumber(3, { id: 'twin' })
    const run = await runBatches(teacher, api.url, cache, [...numbers(1, 3), twin])
    t.strictSame(idsOf(run.replies), [...ids(1, 3), 'twin'])
    t.strictSame(made(api), [2, 1])
    t.match(run.context.facts.teacher, { calls: 1, from_journal: 3 })
    const { seen } = api
    const calls = seen.length
    await runBatches(teacher, api.url, cache, numbers(1, 3))
    t.equal(seen.length, calls, 'no call for what is saved')
  })

  t.test(`${name}: an interrupt ends the waiting, and the next run waits on`, async (t) => {
    const api = await serveBatches(t, { looks: 4 })
    const cache = t.testdir()
    const interrupt = new AbortController()
    const first = await runBatches(teacher, api.url, cache, numbers(1, 4), {
      interrupt: interrupt.signal,
      sleep: async () => interrupt.abort(),
    })
    t.strictSame(first.dropped, { interrupted: 4 })
    t.equal(first.error, undefined)
    t.match(first.context.notices.at(-1), '4 requests are in 1 open batch; the same command goes on with them')
    const part = await runBatches(teacher, api.url, cache, numbers(2, 3))
    t.strictSame(idsOf(part.replies), ids(2, 3), 'a part of the batch')
    t.strictSame(kept(cache), [])
    const more = await runBatches(teacher, api.url, cache, numbers(1, 6))
    t.strictSame(idsOf(more.replies), ids(1, 6), 'and more than it')
    t.strictSame(made(api), [4, 2])
    t.equal(mostPaid(api.paid), 1)
    t.match(more.context.facts.teacher, { from_journal: 4, calls: 2 })
  })

  t.test(`${name}: a run with more requests than an open batch sends only the others`, async (t) => {
    const api = await serveBatches(t, { looks: 2 })
    const cache = t.testdir()
    const interrupt = new AbortController()
    const sleep = async (): Promise<void> => interrupt.abort()
    await runBatches(teacher, api.url, cache, numbers(1, 3), { interrupt: interrupt.signal, sleep })
    const { replies } = await runBatches(teacher, api.url, cache, numbers(2, 5))
    t.strictSame(idsOf(replies), ids(2, 5))
    t.strictSame(made(api), [3, 2])
  })

  t.test(`${name}: nothing is sent after an interrupt`, async (t) => {
    const api = await serveBatches(t)
    const run = await runBatches(teacher, api.url, t.testdir(), numbers(1, 3), { interrupt: AbortSignal.abort() })
    t.strictSame(run.dropped, { interrupted: 3 })
    t.strictSame(api.seen, [])
  })

  const again: [Outcome, string][] = [
    ['expired', 'expired'],
    ['canceled', 'cancelled'],
    [{ status: 500, type: 'api_error' }, 'failed at the server'],
    [{ status: 429, type: 'rate_limit_error' }, 'over the rate'],
    [{ status: 529, type: 'overloaded_error' }, 'turned away'],
  ]
  for (const [outcome, said] of again) {
    t.test(`${name}: requests that were ${said} are sent again, the others kept`, async (t) => {
      const api = await serveBatches(t, {
        outcome: ({ body }, time) => (saysGame(2, body) && time < 3 ? outcome : { answer: 'fine' }),
      })
      const cache = t.testdir()
      const run = await runBatches(teacher, api.url, cache, numbers(1, 3))
      t.strictSame(idsOf(run.replies), ids(1, 3))
      t.strictSame(made(api), [3, 1, 1])
      t.match(
        run.replies.find(({ prompt_id }) => prompt_id === 'seed_2'),
        { attempts: 3 },
      )
      t.match(run.context.facts.teacher, { calls: 5, retries: 2, batches: 3 })
      t.strictSame(kept(cache), [])
    })
  }

  t.test(`${name}: a request that never works is given up after --retries batches`, async (t) => {
    const api = await serveBatches(t, { outcome: only(2, 'expired') })
    const run = await runBatches(teacher, api.url, t.testdir(), numbers(1, 3), { options: { retries: 1 } })
    t.strictSame(idsOf(run.replies), [ids(1, 1)[0], ids(3, 3)[0]])
    t.strictSame(made(api), [3, 1])
    t.strictSame(run.dropped, { 'teacher-failed': 1 })
    t.match(run.context.facts.teacher, { failed: 1 })
  })

  const lost: [string, Outcome][] = [
    ['was refused', { status: 400, type: 'invalid_request_error' }],
    ['has an empty answer', { answer: '' }],
  ]
  for (const [said, outcome] of lost) {
    t.test(`${name}: a request that ${said} is no reply, and not sent again`, async (t) => {
      const api = await serveBatches(t, { outcome: only(2, outcome) })
      const run = await runBatches(teacher, api.url, t.testdir(), numbers(1, 3))
      t.equal(run.replies.length, 2)
      t.strictSame(made(api), [3])
      t.strictSame(run.dropped, { 'teacher-failed': 1 })
    })
  }

  t.test(`${name}: a refused key ends the run, whichever call it is refused for`, async (t) => {
    for (const last of [1, 2, 3, 4]) {
      const api = await serveBatches(t, { fault: ({ number }) => (number >= last ? 401 : undefined) })
      const { error } = await runBatches(teacher, api.url, t.testdir(), numbers(1, 2))
      t.match(error, { code: 'ERR_AUTHENTICATION' }, `call ${last}`)
    }
  })

  t.test(
    `${name}: a key that is refused for a request ends the run, after the replies beside it are saved`,
    async (t) => {
      const type = name === 'openai' ? 'insufficient_quota' : 'billing_error'
      const api = await serveBatches(t, { outcome: only(2, { status: 429, type }) })
      const cache = t.testdir()
      const run = await runBatches(teacher, api.url, cache, numbers(1, 3))
      t.match(run.error, { code: 'ERR_AUTHENTICATION' })
      t.equal(run.replies.length, 2)
      t.strictSame(kept(cache), [])
    },
  )

  for (const status of [429, 500]) {
    t.test(`${name}: a ${status} at any call, twice, changes nothing`, async (t) => {
      for (let bad = 1; bad <= 8; bad++) {
        const api = await serveBatches(t, {
          fault: ({ number }) => ([bad, bad + 1].includes(number) ? status : undefined),
        })
        const run = await runBatches(teacher, api.url, t.testdir(), numbers(1, 3))
        if (run.replies.length !== 3) t.fail(`call ${bad}: ${JSON.stringify(run.dropped)} ${String(run.error)}`)
        if (mostPaid(api.paid) !== 1) t.fail(`call ${bad}: paid twice`)
      }
    })
  }

  t.test(`${name}: a batch whose making was not heard of is found, not made again, in the same run`, async (t) => {
    let cut = 0
    const api = await serveBatches(t, {
      page: 1,
      fault: ({ method, path }) =>
        method === 'POST' && path.endsWith('batches') && cut++ === 1 ? 'cut-after' : undefined,
    })
    const limits = { requests: 2, bytes: 1e6 }
    const run = await runBatches(teacher, api.url, t.testdir(), numbers(1, 6), { limits })
    t.equal(run.replies.length, 6)
    t.strictSame(made(api), [2, 2, 2])
    t.equal(mostPaid(api.paid), 1)
  })

  t.test(
    `${name}: a batch that is refused is no batch: its requests are dropped with what the server said`,
    async (t) => {
      const api = await serveBatches(t, {
        fault: ({ method, path }) => (method === 'POST' && path.endsWith('batches') ? 400 : undefined),
      })
      const cache = t.testdir()
      const run = await runBatches(teacher, api.url, cache, numbers(1, 2))
      t.strictSame(run.dropped, { 'teacher-failed': 2 })
      t.strictSame(kept(cache), [])
    },
  )

  t.test(`${name}: the budget covers half of the most that each request may cost`, async (t) => {
    const prices = { m: { input: 0, output: 20_000 } }
    // 100 tokens at 20,000 USD a million are 2 USD, in a batch 1 USD.
    const api = await serveBatches(t)
    const run = await runBatches(teacher, api.url, t.testdir(), numbers(1, 5), { options: { prices, budget: 3 } })
    t.equal(run.replies.length, 3)
    t.strictSame(run.dropped, { 'over-budget': 2 })
    t.match(run.context.facts.teacher, { over_budget: 2, budget_usd: 3 })
  })

  // Hostile or broken servers

  t.test(`${name}: results for nobody, damaged and doubled lines are told from replies`, async (t) => {
    const foreign = 'f'.repeat(64)
    const outcome = ({ body, custom_id }: { body: unknown; custom_id: string }): Outcome => {
      if (saysGame(1, body)) return { line: `{"custom_id":"${foreign}","result":{"type":"expired"},"error":{}}` }
      if (saysGame(2, body)) return { line: '{"custom_id": half' }
      return { answer: custom_id }
    }
    const api = await serveBatches(t, { outcome })
    const cache = t.testdir()
    const run = await runBatches(teacher, api.url, cache, numbers(1, 4))
    t.equal(run.replies.length, 2)
    t.strictSame(run.dropped, { 'teacher-failed': 2 })
    t.match(run.context.notices.join(), /1 results are of requests that no batch holds/)
    t.strictSame(made(api), [4], 'what may be paid for is not sent again unasked')
  })

  t.test(`${name}: an id of the server is no path`, async (t) => {
    for (const id of ['../../evil', 'a/b', '..', 'x?y=1', '']) {
      const api = await serveBatches(t, { id: () => id })
      const cache = t.testdir()
      const run = await runBatches(teacher, api.url, cache, numbers(1, 2), { options: { retries: 0 } })
      t.strictSame(run.dropped, { 'teacher-failed': 2 }, id)
      t.ok(kept(cache).every((file) => /^[0-9a-f]{32}\.(json|requests|body)$/.test(file)))
      t.equal(api.batches.length, 1, 'it is not made twice either')
    }
  })

  t.test(`${name}: no redirect is followed with the key on`, async (t) => {
    for (const last of [1, 2, 3, 4]) {
      const api = await serveBatches(t, { fault: ({ number }) => (number >= last ? 307 : undefined) })
      const run = await runBatches(teacher, api.url, t.testdir(), numbers(1, 2))
      t.equal(run.replies.length, 0)
      t.notOk(api.seen.some(({ path }) => path === '/redirected'))
    }
  })

  t.test(`${name}: another host that an answer names gets neither key nor call`, async (t) => {
    const other = await serveBatches(t)
    const api = await serveBatches(t, { resultsUrl: () => `${other.url}/v1/messages/batches/batch_1/results` })
    const run = await runBatches(teacher, api.url, t.testdir(), numbers(1, 2))
    t.equal(run.replies.length, 2)
    t.strictSame(other.seen, [])
  })

  t.test(`${name}: what the server says is quoted without the key`, async (t) => {
    const api = await serveBatches(t, {
      outcome: only(1, { answer: `it is ${CANARY}` }),
    })
    const run = await runBatches(teacher, api.url, t.testdir(), numbers(1, 2))
    t.notMatch(JSON.stringify(run.replies), CANARY)
  })

  t.test(`${name}: a batch that the server has no more keeps its state, and is not bought again`, async (t) => {
    const api = await serveBatches(t, { looks: 9 })
    const cache = t.testdir()
    const run = await runBatches(teacher, api.url, cache, numbers(1, 2), {
      sleep: async () => void (api.batches.length = 0),
    })
    t.strictSame(run.dropped, { 'teacher-failed': 2 })
    t.equal(kept(cache).length, 2)
    t.equal((await runBatches(teacher, api.url, cache, numbers(1, 2))).replies.length, 0)
    t.equal(api.batches.length, 0)
  })

  t.test(`${name}: the state of a batch that cannot be read ends the run`, async (t) => {
    const api = await serveBatches(t)
    const cache = t.testdir({ batches: { [`${'0'.repeat(32)}.json`]: '{"version":9' } })
    t.match((await runBatches(teacher, api.url, cache, numbers(1, 1))).error, { code: 'ERR_IO', hint: /move it away/ })
    t.strictSame(api.seen, [])
  })

  t.test(`${name}: batches of other models and servers are left alone`, async (t) => {
    const api = await serveBatches(t, { looks: 2 })
    const cache = t.testdir()
    const interrupt = new AbortController()
    const sleep = async (): Promise<void> => interrupt.abort()
    await runBatches(teacher, api.url, cache, numbers(1, 2), { interrupt: interrupt.signal, sleep })
    const before = kept(cache)
    const run = await runBatches(teacher, api.url, cache, numbers(1, 2), { options: { model: 'another' } })
    t.equal(run.replies.length, 2)
    t.strictSame(kept(cache), before)
  })

  t.test(`${name}: an open batch that no request needs is fetched when it has ended`, async (t) => {
    const api = await serveBatches(t, { looks: 2 })
    const cache = t.testdir()
    const interrupt = new AbortController()
    const sleep = async (): Promise<void> => interrupt.abort()
    await runBatches(teacher, api.url, cache, numbers(1, 2), { interrupt: interrupt.signal, sleep })
    await runBatches(teacher, api.url, cache, numbers(5, 6))
    t.strictSame(kept(cache), [])
    const journal = await Journal.read<SavedReply>(join(cache, 'journal'))
    t.equal(journal.size, 4)
    for await (const { reply } of journal.entries()) t.match(reply.request, { id: String, prompt_meta: {} })
  })

  t.test(`${name}: a cut download is no end: what is missing is fetched, not bought again`, async (t) => {
    let cuts = 0
    const api = await serveBatches(t, {
      fault: ({ path }) => (/content|results$/.test(path) && cuts++ < 2 ? 'cut-before' : undefined),
    })
    const run = await runBatches(teacher, api.url, t.testdir(), numbers(1, 3))
    t.equal(run.replies.length, 3)
    t.strictSame(made(api), [3])
  })
}

const [openai, anthropic] = PAID_TEACHERS

t.test('openai: a batch without room is sent again later, another failure is final', async (t) => {
  const cases = [
    ['token_limit_exceeded', [2, 2], 2],
    ['invalid_json_line', [2], 0],
  ] as const
  for (const [code, batches, replies] of cases) {
    const api = await serveBatches(t, { failed: (n) => (n === 1 ? { code, message: 'no' } : undefined) })
    const run = await runBatches(openai, api.url, t.testdir(), numbers(1, 2))
    t.strictSame(made(api), batches)
    t.equal(run.replies.length, replies)
    if (replies > 0) t.ok(Math.max(...run.waits) >= 40_000, 'not at once')
  }
})

t.test('openai: a model that wants max_completion_tokens gets it in the next batch', async (t) => {
  const refusal = { status: 400, type: 'unsupported_parameter', message: "Use 'max_completion_tokens' instead." }
  const api = await serveBatches(t, { outcome: ({ body }) => ('max_tokens' in body ? refusal : { answer: 'fine' }) })
  const run = await runBatches(openai, api.url, t.testdir(), numbers(1, 2))
  t.equal(run.replies.length, 2)
  t.strictSame(made(api), [2, 2])
})

t.test("anthropic: somebody else's batch of the same size is not taken for ours", async (t) => {
  let isCut = true
  const api = await serveBatches(t, {
    fault: ({ method, path }) => (method === 'POST' && isCut && path.endsWith('batches') ? 'cut-before' : undefined),
  })
  const cache = t.testdir()
  const killed = await runBatches(anthropic, api.url, cache, numbers(1, 2), { options: { retries: 0 } })
  t.strictSame(killed.dropped, { 'teacher-failed': 2 })
  t.equal(kept(cache).length, 3, 'whether it was made is not known')
  isCut = false
  await runBatches(anthropic, api.url, t.testdir({ other: {} }) + '/other', numbers(8, 9))
  const [{ entries }] = api.batches
  const run = await runBatches(anthropic, api.url, cache, numbers(1, 2))
  t.equal(run.replies.length, 2)
  t.equal(entries.length, 2)
  t.equal(api.batches.length, 2)
})

t.test('a teacher without batches is refused, and so is a budget without a price', async (t) => {
  const cases = [
    [{ teacher: 'mock' }, /mock teacher has no batches/],
    [{ teacher: 'openai', model: 'm', budget: 1 }, /the price of m is not known/],
    [{ teacher: 'mock,openai', openai: { model: 'm' } }, /names several teachers/],
  ] as const
  for (const [options, message] of cases) {
    const context = testContext({ cache: t.testdir(), batch: true, ...options }, { OPENAI_API_KEY: CANARY })
    const refused = openBatchAsker(context, context.ledger.stage('teach'))
    await t.rejects(refused, { code: 'ERR_USAGE', message })
  }
})
