import t from 'tap'
import { JsonClient, type HttpOptions } from '../../src/teacher/http.ts'
import { GaveUp, Unusable } from '../../src/teacher/http-failures.ts'
import { Gate } from '../../src/teacher/limits/gate.ts'
import { httpBytes, serveRaw } from '../helpers/fault-server.ts'
import { CANARY, fastHttp, sendJson, serve, type Test } from './helpers.ts'

const forever = (): AbortSignal => new AbortController().signal

function clientOf(t: Test, options: Partial<HttpOptions> = {}): JsonClient {
  const client = new JsonClient({
    timeoutMs: 30_000,
    retries: 3,
    connections: 4,
    key: CANARY,
    keyName: 'TEST_KEY',
    stop: forever(),
    ...fastHttp(),
    ...options,
  })
  t.teardown(() => client.close())
  return client
}

/** The parts of a call that no test here looks at. */
const plain = { headers: {}, body: () => ({ ask: 'x' }), expected: { input: 1, output: 1 }, used: () => undefined }

async function post(
  client: JsonClient,
  url: string,
  signal = forever(),
): Promise<{ value: unknown; attempts: number }> {
  const headers = { authorization: `Bearer ${CANARY}` }
  return await client.post({ ...plain, url: new URL(url), headers, signal, read: (json) => json })
}

async function failure(call: Promise<unknown>): Promise<GaveUp> {
  return await call.then(
    () => Promise.reject(new Error('it did not fail')),
    (error) => error,
  )
}

t.test('an answer is read once, and the call was JSON with the key in its header', async (t) => {
  const { url, seen } = await serve(t, (response) => sendJson(response, { yes: 1 }))
  t.strictSame(await post(clientOf(t), `${url}/v1/chat`), { value: { yes: 1 }, attempts: 1, unsettled: 0 })
  t.match(seen, [
    {
      url: '/v1/chat',
      headers: { authorization: `Bearer ${CANARY}`, 'content-type': 'application/json' },
      body: { ask: 'x' },
    },
  ])
})

t.test('what a later attempt may mend is tried again', async (t) => {
  for (const status of [408, 409, 425, 429, 500, 502, 503, 504, 529]) {
    const { url, seen } = await serve(t, (response, call) => sendJson(response, { call }, call < 3 ? status : 200))
    t.strictSame(await post(clientOf(t), url), { value: { call: 3 }, attempts: 3, unsettled: 0 }, `${status}`)
    t.equal(seen.length, 3)
  }
})

t.test('retries are bounded', async (t) => {
  const http = fastHttp()
  const { url, seen } = await serve(t, (response) => sendJson(response, { error: { message: 'busy' } }, 503))
  const error = await failure(post(clientOf(t, { ...http, retries: 2 }), url))
  t.match(error, { code: 'ERR_TEACHER', exitCode: 5, message: 'HTTP 503: busy (3 attempts)', attempts: 3 })
  t.equal(seen.length, 3)
  t.strictSame(http.waits, [250, 500], 'half of the full jitter of a wait that doubles')
})

t.test('what no attempt can mend is not tried again', async (t) => {
  for (const status of [400, 404, 405, 413, 422]) {
    const { url, seen } = await serve(t, (response) =>
      sendJson(response, { error: { message: 'no such model' } }, status),
    )
    t.match(await failure(post(clientOf(t), url)), { code: 'ERR_TEACHER', message: `HTTP ${status}: no such model` })
    t.equal(seen.length, 1, `${status}`)
  }
})

t.test('a refused key ends it at once, with a hint that names the variable', async (t) => {
  const cases: [number, unknown, RegExp][] = [
    [401, { error: { message: `Incorrect API key provided: ${CANARY}` } }, /refused the key$/],
    [402, { error: { message: 'Insufficient Balance' } }, /no credit left: Insufficient Balance$/],
    [403, { error: { message: 'country not supported' } }, /forbids this to the key: country not supported$/],
    [
      429,
      { error: { message: 'You exceeded your quota', code: 'insufficient_quota' } },
      /no credit left: You exceeded your quota$/,
    ],
  ]
  for (const [status, body, message] of cases) {
    const { url, seen } = await serve(t, (response) => sendJson(response, body, status))
    const error = await failure(post(clientOf(t), url))
    t.match(error, { code: 'ERR_AUTHENTICATION', exitCode: 4, message, hint: /TEST_KEY/ })
    t.equal(seen.length, 1)
  }
  const { url } = await serve(t, (response) => sendJson(response, {}, 401))
  t.match(await failure(post(clientOf(t, { key: undefined }), url)), { hint: 'set TEST_KEY in the environment' })
})

t.test('an answer without end is cut at the limit', async (t) => {
  const { url, calls } = await serveRaw(t, (socket) => {
    socket.write(httpBytes(200, { 'content-length': null }, '"'))
    const pour = (): void => {
      while (socket.writable && socket.write('x'.repeat(10_000)));
      if (socket.writable) socket.once('drain', pour)
    }
    pour()
  })
  t.match(await failure(post(clientOf(t, { maxBytes: 100_000 }), url)), { message: /larger than 100000 bytes/ })
  t.equal(calls(), 1)
})

t.test('a closed port is tried again', async (t) => {
  const nobody = await failure(post(clientOf(t, { retries: 1 }), 'http://127.0.0.1:1/'))
  t.match(nobody, { code: 'ERR_TEACHER', message: /^network: .*ECONNREFUSED.*\(2 attempts\)$/ })
})

t.test('what the reader calls unusable is asked for once more, or not at all', async (t) => {
  for (const again of [true, false]) {
    const { url, seen } = await serve(t, (response) => sendJson(response, {}))
    const read = (): never => {
      throw new Unusable('empty', { again })
    }
    const call = clientOf(t).post({ ...plain, url: new URL(url), signal: forever(), read })
    t.match(await failure(call), { code: 'ERR_TEACHER', message: /^empty/ })
    t.equal(seen.length, again ? 2 : 1)
  }
})

const buggy = (): never => {
  throw new TypeError('a bug')
}

const quoting = (json: unknown): never => {
  throw new Unusable(JSON.stringify(json), { again: false })
}

t.test('a fault of ours in the reader is no network error', async (t) => {
  const { url, seen } = await serve(t, (response) => sendJson(response, {}))
  const call = { ...plain, url: new URL(url), signal: forever(), read: buggy }
  await t.rejects(clientOf(t).post(call), TypeError)
  t.equal(seen.length, 1)
})

t.test('when the run stops, a wait ends at once and a call in flight still gets its answer', async (t) => {
  const stop = new AbortController()
  let late: (() => void) | undefined
  const { url } = await serve(t, (response, call) => {
    if (call === 1) sendJson(response, {}, 503, { 'retry-after': '100' })
    else late = () => sendJson(response, { late: true })
    if (call === 2) stop.abort()
  })
  const client = clientOf(t, { stop: stop.signal, ...sleeping })
  const waiting = failure(post(client, url))
  const inFlight = post(client, url)
  t.match(await waiting, { code: 'ERR_TEACHER', message: 'HTTP 503' })
  const closed = client.close()
  late?.()
  t.strictSame((await inFlight).value, { late: true })
  await closed
})

t.test('a call that waits for its turn costs nothing when the user wants the run to end', async (t) => {
  const interrupt = new AbortController()
  const { url, seen } = await serve(t, (response) => sendJson(response, {}))
  const gate = new Gate({ concurrency: 4, rpm: 1 })
  const client = clientOf(t, { gate, interrupt: interrupt.signal })
  await post(client, url)
  const waiting = failure(post(client, url))
  interrupt.abort()
  t.match(await waiting, { code: 'ERR_TEACHER', message: 'the run was stopped', attempts: 0 })
  t.match(await failure(post(client, url)), { message: 'the run was stopped', attempts: 0 })
  t.equal(seen.length, 1)
})

t.test('every attempt passes the gate, and tells it how it ended', async (t) => {
  const cases: [status: number, window: number][] = [
    [429, 4],
    [503, 4],
    [529, 4],
    [500, 8],
    [400, 8],
  ]
  for (const [status, window] of cases) {
    const { url } = await serve(t, (response) => sendJson(response, {}, status))
    const gate = new Gate({ concurrency: 8 })
    const client = clientOf(t, { gate, retries: 0 })
    await Promise.all(Array.from({ length: 8 }, () => failure(post(client, url))))
    // Those that started after the halving were sent into an overload of their own.
    if (window === 8) t.equal(gate.window, 8, `${status}`)
    else t.ok(gate.window <= window, `${status}: ${gate.window}`)
  }
})

t.test('what an answer used is told to the gate', async (t) => {
  const { url, seen } = await serve(t, (response) => sendJson(response, {}))
  // Two estimates do not fit into a minute; one and what the other really was do.
  const client = clientOf(t, { gate: new Gate({ concurrency: 4, tpm: 100 }) })
  const call = { ...plain, expected: { input: 40, output: 40 }, used: () => ({ input: 10, output: 5 }) }
  const send = () => client.post({ ...call, url: new URL(url), signal: forever(), read: (json) => json })
  await Promise.all([send(), send()])
  t.equal(seen.length, 2)
})

/** A sleep that only a stop ends. */
const sleeping: Partial<HttpOptions> = {
  sleep: (_ms, signal) =>
    new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
}

t.test('the hard signal ends a call in flight and a wait, with its own reason', async (t) => {
  const hard = new AbortController()
  const { url } = await serve(t, () => setImmediate(() => hard.abort(new Error('stop now'))))
  t.match(await failure(post(clientOf(t), url, hard.signal)), { message: 'stop now' })
  const second = new AbortController()
  const busy = await serve(t, (response) => {
    sendJson(response, {}, 503)
    setTimeout(() => second.abort(new Error('stop now')), 50)
  })
  t.match(await failure(post(clientOf(t, sleeping), busy.url, second.signal)), { message: 'stop now' })
})

t.test('a deadline longer than a timer can hold is not none', async (t) => {
  const { url } = await serve(t, (response) => setTimeout(() => sendJson(response, {}), 20))
  t.strictSame(await post(clientOf(t, { timeoutMs: 1e12 }), url), { value: {}, attempts: 1, unsettled: 0 })
})

t.test('no part of the key is in any error, whatever the server says', async (t) => {
  const quotes = [
    CANARY,
    `${CANARY.slice(0, 9)}***${CANARY.slice(-4)}`,
    `(${CANARY.slice(-6)})`,
    `x=${CANARY.slice(4, 14)};`,
  ]
  for (const status of [200, 400, 401, 402, 403, 429, 500, 302]) {
    for (const quote of quotes) {
      const { url } = await serve(t, (response) =>
        sendJson(response, { error: { message: `bad key ${quote}!`, code: quote } }, status),
      )
      const call = clientOf(t, { retries: 0 }).post({ ...plain, url: new URL(url), signal: forever(), read: quoting })
      const { message, hint, stack } = await failure(call)
      const said = `${message} ${hint} ${stack}`
      for (const part of [CANARY.slice(3, 11), CANARY.slice(-6)])
        t.notOk(said.includes(part), `${status} ${quote}: ${message}`)
    }
  }
})
