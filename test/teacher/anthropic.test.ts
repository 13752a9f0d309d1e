import t from 'tap'
import type { RawOptions } from '../../src/config.ts'
import { contentAddress } from '../../src/store/content-address.ts'
import { createAnthropic } from '../../src/teacher/anthropic.ts'
import type { Provider } from '../../src/teacher/provider.ts'
import { testContext } from '../helpers/context.ts'
import { CANARY, fastHttp, messageAnswer, requestNumber, sendJson, serve, type Test } from './helpers.ts'

const forever = new AbortController().signal

async function providerOf(
  t: Test,
  options: RawOptions,
  env: Record<string, string> = { ANTHROPIC_API_KEY: CANARY },
): Promise<Provider> {
  const provider = await createAnthropic(testContext({ model: 'asked-model', ...options }, env), fastHttp())
  t.teardown(() => provider.close())
  return provider
}

t.test('a request becomes a message with a cached system prompt, and its answer a completion', async (t) => {
  const { url, seen } = await serve(t, (response) => sendJson(response, messageAnswer('code')))
  const provider = await providerOf(t, { baseUrl: url })
  const completion = await provider.complete(requestNumber(5), forever)
  t.equal(seen[0].url, '/v1/messages')
  t.match(seen[0].headers, { 'x-api-key': CANARY, 'anthropic-version': '2023-06-01', authorization: undefined })
  t.strictSame(seen[0].body, {
    model: 'asked-model',
    max_tokens: 100,
    temperature: 0.7,
    system: [{ type: 'text', text: 'You write games.', cache_control: { type: 'ephemeral' } }],
    messages: [{ role: 'user', content: 'Game 5' }],
  })
  t.match(completion, {
    raw_output: 'code',
    teacher_model: 'served-model',
    finish_reason: 'stop',
    usage: { input_tokens: 12, output_tokens: 7, cached_tokens: 3, cache_write_tokens: 4 },
    cost_usd: null,
    attempts: 1,
    timestamp: /^\d{4}-\d\d-\d\dT.*Z$/,
  })
})

t.test('temperature or top_p is sent, never both, and never a seed', async (t) => {
  const { url, seen } = await serve(t, (response) => sendJson(response, messageAnswer()))
  const cases: [temperature: number, top_p: number, omit: string[], sent: Record<string, number>][] = [
    [0.7, 0.95, [], { temperature: 0.7 }],
    [0, 1, [], { temperature: 0 }],
    [1, 0.9, [], { top_p: 0.9 }],
    [1, 1, [], {}],
    [0.7, 0.95, ['temperature'], { top_p: 0.95 }],
    [0.7, 0.95, ['temperature', 'top_p'], {}],
  ]
  for (const [temperature, top_p, omit, sent] of cases) {
    const provider = await providerOf(t, { baseUrl: url, anthropic: { omit } })
    await provider.complete(requestNumber(1, { generation: { temperature, top_p, max_tokens: 9, seed: 4 } }), forever)
    const { model: _model, max_tokens: _limit, messages: _messages, system: _system, ...sampling } = seen.at(-1)!.body
    t.strictSame(sampling, sent)
  }
})

t.test('text blocks are joined, all others left out', async (t) => {
  const blocks = [
    { type: 'thinking', thinking: 'hm', signature: 'x' },
    { type: 'redacted_thinking', data: 'x' },
    { type: 'text', text: '[PLAN]' },
    { type: 'later_kind', text: 'hidden' },
    { type: 'text', text: '\n[/PLAN]' },
  ]
  const { url } = await serve(t, (response) => sendJson(response, messageAnswer(blocks)))
  t.match(await (await providerOf(t, { baseUrl: url })).complete(requestNumber(1), forever), {
    raw_output: '[PLAN]\n[/PLAN]',
  })
})

t.test('the end of an answer is told in the words of the other teachers', async (t) => {
  for (const [said, ours] of [
    ['end_turn', 'stop'],
    ['stop_sequence', 'stop'],
    ['max_tokens', 'length'],
    ['model_context_window_exceeded', 'length'],
    ['a_later_reason', 'a_later_reason'],
  ]) {
    const { url } = await serve(t, (response) => sendJson(response, messageAnswer('x', { reason: said })))
    const completion = await (await providerOf(t, { baseUrl: url })).complete(requestNumber(1), forever)
    t.equal(completion?.finish_reason, ours)
  }
})

t.test('what the server leaves out is null or as asked, never guessed', async (t) => {
  const parts = { input_tokens: 5, output_tokens: 7 }
  const cases: [usage: unknown, counted: unknown][] = [
    [undefined, null],
    [null, null],
    [parts, { ...parts, cached_tokens: 0, cache_write_tokens: 0 }],
    [
      { ...parts, cache_read_input_tokens: null, cache_creation_input_tokens: 'x' },
      { ...parts, cached_tokens: 0, cache_write_tokens: 0 },
    ],
  ]
  for (const [usage, counted] of cases) {
    const { url } = await serve(t, (response) => sendJson(response, messageAnswer('x', { model: undefined, usage })))
    const completion = await (await providerOf(t, { baseUrl: url })).complete(requestNumber(1), forever)
    t.equal(completion?.teacher_model, 'asked-model')
    t.strictSame(completion?.usage, counted)
  }
})

const unusable: [name: string, answer: unknown, message: RegExp, calls: number][] = [
  ['content of another kind', { content: 'text', stop_reason: 'end_turn' }, /no content/, 2],
  ['a list', [1], /no content/, 2],
  ['no blocks', messageAnswer([]), /the answer is empty/, 2],
  ['blank text', messageAnswer(' \n'), /the answer is empty/, 2],
  ['thinking alone', messageAnswer([{ type: 'thinking', thinking: 'hm' }]), /the answer is empty/, 2],
  ['no stop_reason', messageAnswer('half', { reason: null }), /no stop_reason/, 2],
  ['a tool call', messageAnswer([{ type: 'tool_use' }], { reason: 'tool_use' }), /called a tool/, 2],
  ['words before a tool call', messageAnswer('Let me look', { reason: 'tool_use' }), /called a tool/, 2],
  ['a pause', messageAnswer('half', { reason: 'pause_turn' }), /paused/, 2],
  ['a refusal', messageAnswer('I cannot', { reason: 'refusal' }), /refused/, 1],
  ['thinking up to the limit', messageAnswer([], { reason: 'max_tokens' }), /max_tokens were used up/, 1],
]
for (const [name, answer, message, calls] of unusable) {
  t.test(`an answer with ${name} is no reply`, async (t) => {
    const { url, seen } = await serve(t, (response) => sendJson(response, answer))
    const provider = await providerOf(t, { baseUrl: url })
    await t.rejects(provider.complete(requestNumber(1), forever), { code: 'ERR_TEACHER', message })
    t.equal(seen.length, calls)
  })
}

t.test('an overload is tried again, whatever the status it comes with', async (t) => {
  const overload = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }
  for (const status of [529, 400, 200]) {
    const { url } = await serve(t, (response, call) =>
      call < 4 ? sendJson(response, overload, status) : sendJson(response, messageAnswer()),
    )
    const completion = await (await providerOf(t, { baseUrl: url })).complete(requestNumber(1), forever)
    t.equal(completion?.attempts, 4, `${status}`)
  }
})

t.test('an empty account ends the run, though its status is that of a bad request', async (t) => {
  const message = 'Your credit balance is too low to access the Anthropic API.'
  const { url, seen } = await serve(t, (response) =>
    sendJson(response, { type: 'error', error: { type: 'invalid_request_error', message } }, 400),
  )
  const provider = await providerOf(t, { baseUrl: url })
  const refused = { code: 'ERR_AUTHENTICATION', message: /no credit left/ }
  await t.rejects(provider.complete(requestNumber(1), forever), refused)
  t.equal(seen.length, 1)
})

t.test('the base URL is the flag, else the environment, with or without /v1', async (t) => {
  const { url, seen } = await serve(t, (response) => sendJson(response, messageAnswer()))
  const cases: [RawOptions, string | undefined, string][] = [
    [{ baseUrl: `${url}/` }, 'http://127.0.0.1:1/', '/v1/messages'],
    [{}, `${url}/proxy/v1`, '/proxy/v1/messages'],
    [{ baseUrl: `${url}/proxy?x=2` }, undefined, '/proxy/v1/messages?x=2'],
    [{ baseUrl: `${url}/v1/messages` }, undefined, '/v1/messages'],
  ]
  for (const [options, fromEnv, path] of cases) {
    const env = { ANTHROPIC_API_KEY: CANARY, ...(fromEnv ? { ANTHROPIC_BASE_URL: fromEnv } : {}) }
    await (await providerOf(t, options, env)).complete(requestNumber(1), forever)
    t.equal(seen.at(-1)?.url, path)
  }
})

t.test("a server of one's own needs no key, and gets the headers of the options file", async (t) => {
  const { url, seen } = await serve(t, (response) => sendJson(response, messageAnswer()))
  const anthropic = { headers: { 'anthropic-beta': 'x-1', 'anthropic-version': '2099-01-01' } }
  await (await providerOf(t, { baseUrl: url, anthropic }, {})).complete(requestNumber(1), forever)
  t.match(seen[0].headers, { 'x-api-key': undefined, 'anthropic-beta': 'x-1', 'anthropic-version': '2099-01-01' })
})

t.test('the mark for the prompt cache can be left out, and the reply keeps its address', async (t) => {
  const { url, seen } = await serve(t, (response) => sendJson(response, messageAnswer()))
  const marked = await providerOf(t, { baseUrl: url })
  const plain = await providerOf(t, { baseUrl: url, anthropic: { prompt_cache: false } })
  await plain.complete(requestNumber(1), forever)
  t.strictSame(seen[0].body.system, [{ type: 'text', text: 'You write games.' }])
  t.same(plain.fingerprint(requestNumber(1)), marked.fingerprint(requestNumber(1)))
})

t.test('a request without a system prompt has no empty block, which the API would refuse', async (t) => {
  const { url, seen } = await serve(t, (response) => sendJson(response, messageAnswer()))
  await (await providerOf(t, { baseUrl: url })).complete(requestNumber(1, { system_prompt: '' }), forever)
  t.notOk('system' in seen[0].body)
})

interface Expected {
  code: string
  exitCode?: number
  message?: RegExp
  hint?: RegExp
}

t.test('what is missing or wrong is said before any call', async (t) => {
  const cases: [RawOptions, Record<string, string>, Expected][] = [
    [{ model: undefined }, {}, { code: 'ERR_USAGE', hint: /--model/ }],
    [{}, { OPENAI_API_KEY: CANARY }, { code: 'ERR_AUTHENTICATION', exitCode: 4, hint: /ANTHROPIC_API_KEY/ }],
    [{}, { ANTHROPIC_BASE_URL: 'ftp://x' }, { code: 'ERR_CONFIG', message: /ANTHROPIC_BASE_URL/ }],
    [{ temperature: 1.5 }, { ANTHROPIC_API_KEY: CANARY }, { code: 'ERR_USAGE', message: /--temperature.* 0 to 1/ }],
  ]
  for (const [options, env, error] of cases) await t.rejects(providerOf(t, options, env), error)
})

t.test('the fingerprint is what decides the answer: not the id, not the place, not the key', async (t) => {
  const address = async (options: RawOptions, key: string, request = requestNumber(1)): Promise<string> => {
    const provider = await providerOf(t, { baseUrl: 'http://127.0.0.1:1', ...options }, { ANTHROPIC_API_KEY: key })
    t.notOk(JSON.stringify(provider.fingerprint(request)).includes(key))
    return contentAddress(provider.fingerprint(request))
  }
  const same = await address({}, CANARY)
  const { generation } = requestNumber(1)
  t.equal(await address({ baseUrl: 'http://127.0.0.1:2/v1' }, 'another-key-of-the-account'), same)
  t.equal(await address({}, CANARY, requestNumber(1, { id: 'other', prompt_id: 'other' })), same)
  t.equal(await address({}, CANARY, requestNumber(1, { generation: { ...generation, seed: 2 } })), same, 'never sent')
  const others = [
    await address({ model: 'other' }, CANARY),
    await address({}, CANARY, requestNumber(1, { version: 2 })),
    await address({}, CANARY, requestNumber(1, { system_prompt: 'x' })),
    await address({}, CANARY, requestNumber(1, { user_prompt: 'x' })),
    await address({}, CANARY, requestNumber(1, { generation: { ...generation, temperature: 0 } })),
    await address({}, CANARY, requestNumber(1, { generation: { ...generation, max_tokens: 1 } })),
    await address({ anthropic: { omit: ['temperature'] } }, CANARY),
  ]
  t.equal(new Set([same, ...others]).size, 8)
})
