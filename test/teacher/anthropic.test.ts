import t from 'tap'
import type { RawOptions } from '../../src/config.ts'
import { contentAddress } from '../../src/store/content-address.ts'
import { createAnthropic } from '../../src/teacher/anthropic.ts'
import type { Provider } from '../../src/teacher/provider.ts'
import { testContext } from '../helpers/context.ts'
import { CANARY, fastHttp, requestNumber, sendJson, serve, type Test } from './helpers.ts'

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

/** A message as the API sends it. */
function message(text: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    type: 'message',
    role: 'assistant',
    model: 'served-model',
    content: [{ type: 'text', text }],
    stop_reason: 'end_turn',
    usage: { input_tokens: 11, output_tokens: 7, cache_read_input_tokens: 100, cache_creation_input_tokens: 20 },
    ...more,
  }
}

t.test('a request becomes a message with a cached system prompt, and its answer a completion', async (t) => {
  const { url, seen } = await serve(t, (response) => sendJson(response, message('code')))
  const provider = await providerOf(t, { baseUrl: url })
  const request = requestNumber(5)
  request.generation.temperature = 1.5
  const completion = await provider.complete(request, forever)
  t.match(seen, [
    {
      url: '/v1/messages',
      headers: { 'x-api-key': CANARY, 'anthropic-version': /^\d{4}-\d\d-\d\d$/ },
      body: {
        model: 'asked-model',
        max_tokens: 100,
        temperature: 1,
        system: [{ type: 'text', text: 'You write games.', cache_control: { type: 'ephemeral' } }],
        messages: [{ role: 'user', content: 'Game 5' }],
      },
    },
  ])
  t.same(Object.keys(seen[0]!.body).toSorted(), ['max_tokens', 'messages', 'model', 'system', 'temperature'])
  t.match(completion, {
    raw_output: 'code',
    teacher_model: 'served-model',
    finish_reason: 'stop',
    usage: { input_tokens: 131, output_tokens: 7, cached_tokens: 100, cache_write_tokens: 20 },
    attempts: 1,
  })
})

t.test('text in several blocks is one text, and thoughts are left out', async (t) => {
  const content = [
    { type: 'thinking', thinking: 'hm' },
    { type: 'text', text: 'a' },
    { type: 'text', text: 'b' },
  ]
  const { url } = await serve(t, (response) =>
    sendJson(response, message('', { content, stop_reason: 'max_tokens', usage: null })),
  )
  const provider = await providerOf(t, { baseUrl: `${url}/v1/messages` })
  t.match(await provider.complete(requestNumber(1), forever), {
    raw_output: 'ab',
    finish_reason: 'length',
    usage: null,
  })
})

const unusable: [name: string, answer: unknown, message: RegExp, calls: number][] = [
  ['no content', { type: 'message', stop_reason: 'end_turn' }, /no content/, 2],
  ['an empty text', message(' '), /the answer is empty/, 2],
  ['a refusal', message('no', { stop_reason: 'refusal' }), /refused/, 1],
  ['a tool call', message('', { stop_reason: 'tool_use' }), /called a tool/, 2],
  ['no end', message('half', { stop_reason: null }), /cut off/, 2],
  ['only thoughts', message('', { stop_reason: 'max_tokens' }), /used up/, 1],
]
for (const [name, answer, text, calls] of unusable) {
  t.test(`${name} is no reply`, async (t) => {
    const { url, seen } = await serve(t, (response) => sendJson(response, answer))
    const provider = await providerOf(t, { baseUrl: url })
    await t.rejects(provider.complete(requestNumber(1), forever), { code: 'ERR_TEACHER', message: text })
    t.equal(seen.length, calls)
  })
}

t.test('an overloaded server is asked again', async (t) => {
  const { url, seen } = await serve(t, (response, call) =>
    call < 3
      ? sendJson(response, { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }, 529)
      : sendJson(response, message('code')),
  )
  const provider = await providerOf(t, { baseUrl: url })
  t.match(await provider.complete(requestNumber(1), forever), { attempts: 3 })
  t.equal(seen.length, 3)
})

t.test('what is missing is said before any call, and no key is shown', async (t) => {
  const create = (options: RawOptions, env: Record<string, string>) => createAnthropic(testContext(options, env))
  await t.rejects(create({}, { ANTHROPIC_API_KEY: CANARY }), { code: 'ERR_USAGE', hint: /--model/ })
  await t.rejects(create({ model: 'm' }, {}), { code: 'ERR_AUTHENTICATION', hint: /ANTHROPIC_API_KEY/ })
  await t.rejects(create({ model: 'm' }, { ANTHROPIC_API_KEY: 'a b' }), { code: 'ERR_AUTHENTICATION' })
  await t.rejects(create({ model: 'm' }, { ANTHROPIC_API_KEY: CANARY, ANTHROPIC_BASE_URL: 'ftp://x' }), {
    code: 'ERR_CONFIG',
  })
  const { url } = await serve(t, (response) => sendJson(response, { error: { message: `bad key ${CANARY}` } }, 401))
  const provider = await providerOf(t, { baseUrl: url })
  const error = await provider.complete(requestNumber(1), forever).catch((thrown: Error) => thrown)
  t.match(error, { code: 'ERR_AUTHENTICATION' })
  t.notMatch(JSON.stringify(error) + String((error as Error).message), CANARY)
})

t.test('the content address does not change: paid replies would be bought again', async (t) => {
  const provider = await providerOf(t, { baseUrl: 'http://127.0.0.1:1' })
  const elsewhere = await providerOf(t, { baseUrl: 'http://127.0.0.1:2' })
  const address = (each: Provider, version: number) => contentAddress(each.fingerprint(requestNumber(1, { version })))
  t.equal(address(provider, 1), '672b0e5559036529abe6a06eb8ceec604a65e4ffbf4ccae0f719d48ca36fa59b')
  t.equal(address(elsewhere, 1), address(provider, 1))
  t.not(address(provider, 2), address(provider, 1))
})
