import t from 'tap'
import type { RawOptions } from '../../src/config.ts'
import { contentAddress } from '../../src/store/content-address.ts'
import { createOpenAi } from '../../src/teacher/openai.ts'
import type { Provider } from '../../src/teacher/provider.ts'
import { testContext } from '../helpers/context.ts'
import { CANARY, chatAnswer, fastHttp, requestNumber, sendJson, serve, type Test } from './helpers.ts'

const forever = new AbortController().signal

async function providerOf(
  t: Test,
  options: RawOptions,
  env: Record<string, string> = { OPENAI_API_KEY: CANARY },
): Promise<Provider> {
  const provider = await createOpenAi(testContext({ model: 'asked-model', ...options }, env), fastHttp())
  t.teardown(() => provider.close())
  return provider
}

t.test('a request becomes a chat completion, and its answer a completion', async (t) => {
  const { url, seen } = await serve(t, (response) => sendJson(response, chatAnswer('code')))
  const provider = await providerOf(t, { baseUrl: `${url}/v1` })
  const completion = await provider.complete(requestNumber(5), forever)
  t.match(seen, [
    {
      url: '/v1/chat/completions',
      headers: { authorization: `Bearer ${CANARY}` },
      body: {
        model: 'asked-model',
        messages: [
          { role: 'system', content: 'You write games.' },
          { role: 'user', content: 'Game 5' },
        ],
        temperature: 0.7,
        top_p: 0.95,
        max_tokens: 100,
        seed: 5,
      },
    },
  ])
  t.match(completion, {
    raw_output: 'code',
    teacher_model: 'served-model',
    finish_reason: 'stop',
    usage: { input_tokens: 11, output_tokens: 7, cached_tokens: 3 },
    cost_usd: null,
    attempts: 1,
    timestamp: /^\d{4}-\d\d-\d\dT.*Z$/,
  })
})

t.test('what the server leaves out is null or as asked, never guessed', async (t) => {
  const { url } = await serve(t, (response) =>
    sendJson(response, { choices: chatAnswer('code', { reason: 'length' }).choices }),
  )
  const provider = await providerOf(t, { baseUrl: url })
  t.match(await provider.complete(requestNumber(1), forever), {
    teacher_model: 'asked-model',
    usage: null,
    finish_reason: 'length',
  })
})

t.test('thinking and what the prompt cache gave are counted, whatever the server calls them', async (t) => {
  const parts = { prompt_tokens: 11, completion_tokens: 7 }
  const cases: [Record<string, unknown>, Record<string, number>][] = [
    [{}, { cached_tokens: 0 }],
    [{ prompt_cache_hit_tokens: 4 }, { cached_tokens: 4 }],
    [{ completion_tokens_details: { reasoning_tokens: 5 } }, { cached_tokens: 0, reasoning_tokens: 5 }],
  ]
  for (const [more, counted] of cases) {
    const { url } = await serve(t, (response) => sendJson(response, chatAnswer('x', { usage: { ...parts, ...more } })))
    const completion = await (await providerOf(t, { baseUrl: url })).complete(requestNumber(1), forever)
    t.strictSame(completion?.usage, { input_tokens: 11, output_tokens: 7, ...counted })
  }
})

const WANTS_OTHER = "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens'."

t.test('a model that wants max_completion_tokens gets it from then on, and the reply keeps its address', async (t) => {
  const { url, seen } = await serve(t, (response, _call, { body }) => {
    if ('max_tokens' in body) sendJson(response, { error: { message: WANTS_OTHER } }, 400)
    else sendJson(response, chatAnswer())
  })
  const context = testContext({ model: 'asked-model', baseUrl: url, retries: 0 })
  const provider = await createOpenAi(context, fastHttp())
  t.teardown(() => provider.close())
  const before = contentAddress(provider.fingerprint(requestNumber(1)))
  const both = [1, 2].map((n) => provider.complete(requestNumber(n), forever))
  t.match(await Promise.all(both), [{ attempts: 2 }, { attempts: 2 }])
  t.match(await provider.complete(requestNumber(3), forever), { attempts: 1 })
  t.equal(seen.filter(({ body }) => body.max_completion_tokens === 100).length, 3)
  t.equal(contentAddress(provider.fingerprint(requestNumber(1))), before)
  t.match(context.notices, [/wants max_completion_tokens/])
})

t.test('a server that refuses either name is not asked for ever', async (t) => {
  const { url, seen } = await serve(t, (response) => sendJson(response, { error: { message: WANTS_OTHER } }, 400))
  const provider = await providerOf(t, { baseUrl: url })
  await t.rejects(provider.complete(requestNumber(1), forever), { code: 'ERR_TEACHER', attempts: 2 })
  t.equal(seen.length, 2)
})

t.test('what the options file says of a server is kept', async (t) => {
  const { url, seen } = await serve(t, (response) => sendJson(response, { error: { message: WANTS_OTHER } }, 400))
  const azure = {
    max_tokens_field: 'max_completion_tokens',
    omit: ['seed', 'top_p'],
    headers: { 'x-title': 'games' },
    key_header: 'api-key',
  }
  const provider = await providerOf(t, { baseUrl: url, openai: azure })
  await t.rejects(provider.complete(requestNumber(1), forever), { message: /HTTP 400/ })
  const [{ body, headers }, ...more] = seen
  t.strictSame(Object.keys(body).toSorted(), ['max_completion_tokens', 'messages', 'model', 'temperature'])
  t.match(headers, { 'api-key': CANARY, 'x-title': 'games', authorization: undefined })
  const plain = await providerOf(t, { baseUrl: url, openai: { max_tokens_field: 'max_tokens' } })
  await t.rejects(plain.complete(requestNumber(1), forever), { message: /HTTP 400/ })
  t.equal(more.length + seen.length, 2, 'what was said outright is not changed by an answer')
})

t.test('what earlier versions bought is found again: the address of a request stays', async (t) => {
  const provider = await providerOf(t, { baseUrl: 'http://127.0.0.1:1' })
  const body = {
    model: 'asked-model',
    messages: [
      { role: 'system', content: 'You write games.' },
      { role: 'user', content: 'Game 1' },
    ],
    ...requestNumber(1).generation,
  }
  t.same(provider.fingerprint(requestNumber(1)), { provider: 'openai', version: 1, ...body })
})

const unusable: [name: string, answer: unknown, message: RegExp, calls: number][] = [
  ['no choices', chatAnswer('', { choices: [] }), /no choices/, 2],
  ['choices of another kind', { choices: 'text' }, /no choices/, 2],
  ['a list', [1], /no choices/, 2],
  ['null content', chatAnswer(null), /the answer is empty/, 2],
  ['blank content', chatAnswer(' \n'), /the answer is empty/, 2],
  ['content of another type', chatAnswer({ deep: 1 }), /the answer is empty/, 2],
  ['no finish_reason', chatAnswer('half', { reason: null }), /no finish_reason/, 2],
  ['a tool call', chatAnswer(null, { reason: 'tool_calls' }), /called a tool/, 2],
  ['a content filter', chatAnswer('half', { reason: 'content_filter' }), /content filter/, 1],
  [
    'a refusal',
    { choices: [{ finish_reason: 'stop', message: { content: null, refusal: 'I will not' } }] },
    /refused: I will not/,
    1,
  ],
  ['thinking up to the limit', chatAnswer('', { reason: 'length' }), /max_tokens were used up/, 1],
]
for (const [name, answer, message, calls] of unusable) {
  t.test(`an answer with ${name} is no reply`, async (t) => {
    const { url, seen } = await serve(t, (response) => sendJson(response, answer))
    const provider = await providerOf(t, { baseUrl: url })
    await t.rejects(provider.complete(requestNumber(1), forever), { code: 'ERR_TEACHER', message })
    t.equal(seen.length, calls)
  })
}

t.test('the base URL is the flag, else the environment, and keeps its path and query', async (t) => {
  const { url, seen } = await serve(t, (response) => sendJson(response, chatAnswer()))
  const cases: [RawOptions, string | undefined, string][] = [
    [{ baseUrl: `${url}/v1/` }, 'http://127.0.0.1:1/', '/v1/chat/completions'],
    [{}, `${url}/proxy/v1`, '/proxy/v1/chat/completions'],
    [{ baseUrl: `${url}/d?api-version=2` }, undefined, '/d/chat/completions?api-version=2'],
    [{ baseUrl: `${url}/v1/chat/completions` }, undefined, '/v1/chat/completions'],
  ]
  for (const [options, fromEnv, path] of cases) {
    const provider = await providerOf(t, options, {
      OPENAI_API_KEY: CANARY,
      ...(fromEnv ? { OPENAI_BASE_URL: fromEnv } : {}),
    })
    await provider.complete(requestNumber(1), forever)
    t.equal(seen.at(-1)?.url, path)
  }
})

t.test("a server of one's own needs no key, and is sent none", async (t) => {
  const { url, seen } = await serve(t, (response) => sendJson(response, chatAnswer()))
  await (await providerOf(t, { baseUrl: url }, {})).complete(requestNumber(1), forever)
  t.equal(seen[0].headers.authorization, undefined)
})

t.test('what is missing or wrong is said before any call', async (t) => {
  const cases: [
    RawOptions,
    Record<string, string>,
    { code: string; exitCode?: number; message?: string | RegExp; hint?: RegExp },
  ][] = [
    [{ model: undefined }, {}, { code: 'ERR_USAGE', hint: /--model/ }],
    [{}, {}, { code: 'ERR_AUTHENTICATION', exitCode: 4, hint: /OPENAI_API_KEY/ }],
    [
      {},
      { OPENAI_API_KEY: `${CANARY}\nx` },
      { code: 'ERR_AUTHENTICATION', message: 'the key holds characters that no key has' },
    ],
    [{}, { OPENAI_BASE_URL: 'ftp://x', OPENAI_API_KEY: CANARY }, { code: 'ERR_CONFIG', message: /OPENAI_BASE_URL/ }],
    [
      { baseUrl: 'http://me:secret@127.0.0.1/' },
      {},
      { code: 'ERR_CONFIG', message: /^the base URL holds a user name or password$/ },
    ],
  ]
  for (const [options, env, error] of cases) await t.rejects(providerOf(t, options, env), error)
})

async function noticesOf(baseUrl: string): Promise<string[]> {
  const context = testContext({ model: 'm', baseUrl }, { OPENAI_API_KEY: CANARY })
  await (await createOpenAi(context)).close()
  return context.notices
}

t.test('a key that would travel unencrypted is mentioned, but not on this machine', async (t) => {
  t.match(await noticesOf('http://models.example/v1'), [/unencrypted to models\.example/])
  t.strictSame(await noticesOf('http://127.0.0.1:8000/v1'), [])
  t.strictSame(await noticesOf('https://models.example/v1'), [])
})

t.test('the fingerprint is what decides the answer: not the id, not the place, not the key', async (t) => {
  const address = async (options: RawOptions, key: string, request = requestNumber(1)): Promise<string> => {
    const provider = await providerOf(t, { baseUrl: 'http://127.0.0.1:1', ...options }, { OPENAI_API_KEY: key })
    t.notOk(JSON.stringify(provider.fingerprint(request)).includes(key))
    return contentAddress(provider.fingerprint(request))
  }
  const same = await address({}, CANARY)
  t.equal(await address({ baseUrl: 'http://127.0.0.1:2/v1' }, 'another-key-of-the-account'), same)
  t.equal(await address({}, CANARY, requestNumber(1, { id: 'other', prompt_id: 'other' })), same)
  const { generation } = requestNumber(1)
  const others = [
    await address({ model: 'other' }, CANARY),
    await address({}, CANARY, requestNumber(1, { version: 2 })),
    await address({}, CANARY, requestNumber(1, { system_prompt: 'x' })),
    await address({}, CANARY, requestNumber(1, { user_prompt: 'x' })),
    await address({}, CANARY, requestNumber(1, { generation: { ...generation, temperature: 0 } })),
    await address({}, CANARY, requestNumber(1, { generation: { ...generation, top_p: 1 } })),
    await address({}, CANARY, requestNumber(1, { generation: { ...generation, max_tokens: 1 } })),
    await address({}, CANARY, requestNumber(1, { generation: { ...generation, seed: 2 } })),
  ]
  t.equal(new Set([same, ...others]).size, 9)
})

t.test('a key that a server echoes does not reach the reply', async (t) => {
  const { url } = await serve(t, (response, _call, { headers }) =>
    sendJson(response, chatAnswer(`you sent ${headers.authorization}`, { model: CANARY })),
  )
  const completion = await (await providerOf(t, { baseUrl: url })).complete(requestNumber(1), forever)
  t.equal(completion?.raw_output, 'you sent Bearer [redacted]')
  t.notOk(JSON.stringify(completion).includes(CANARY))
})
