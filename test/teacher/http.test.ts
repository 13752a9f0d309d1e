import t from 'tap'
import { JsonClient, type HttpOptions } from '../../src/teacher/http.ts'
import { GaveUp, Unusable } from '../../src/teacher/http-failures.ts'
import { CANARY, fastHttp, sendJson, serve, serveRaw, type Test } from './helpers.ts'

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

t.test('Retry-After is kept, in seconds and as a date', async (t) => {
  const now = Date.parse('2026-03-01T00:00:00Z')
  const cases: [string, number][] = [
    ['7', 7000],
    ['Sun, 01 Mar 2026 00:00:09 GMT', 9000],
    ['86400', 120_000],
  ]
  for (const [header, wait] of cases) {
    const http = fastHttp()
    const { url } = await serve(t, (response, call) =>
      sendJson(response, {}, call === 1 ? 429 : 200, call === 1 ? { 'retry-after': header } : {}),
    )
    await post(clientOf(t, { ...http, now: () => now }), url)
    t.strictSame(http.waits, [wait + 250], header)
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

t.test('a redirect is not followed, and the other host sees neither key nor call', async (t) => {
  for (const status of [301, 302, 303, 307, 308]) {
    const other = await serve(t, (response) => sendJson(response, { stolen: true }))
    const { url, seen } = await serve(t, (response) => response.writeHead(status, { location: `${other.url}/x` }).end())
    t.match(await failure(post(clientOf(t), url)), { code: 'ERR_TEACHER', message: /not followed/ })
    t.equal(seen.length, 1)
    t.equal(other.seen.length, 0)
  }
})

t.test('an answer that drips past the deadline is given up, however steadily it drips', async (t) => {
  const { url, calls } = await serveRaw(t, (socket) => {
    socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 1000000\r\n\r\n')
    const drip = setInterval(() => socket.write(' '), 20)
    socket.on('close', () => clearInterval(drip))
  })
  const error = await failure(post(clientOf(t, { timeoutMs: 200, retries: 1 }), url))
  t.match(error, { code: 'ERR_TEACHER', message: 'no complete answer within 0.2 s (2 attempts)' })
  t.equal(calls(), 2)
})

const body = JSON.stringify({ answer: 'x'.repeat(500) })
const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n'
const badFirst: [name: string, bytes: string | Buffer][] = [
  ['shorter than its content-length', `${head}content-length: ${body.length}\r\n\r\n${body.slice(0, 300)}`],
  ['cut off where the connection ends it', `${head}connection: close\r\n\r\n${body.slice(0, 300)}`],
  ['cut off inside a chunk', `${head}transfer-encoding: chunked\r\n\r\n1f4\r\n${body.slice(0, 300)}`],
  ['longer than its content-length', `${head}content-length: 300\r\n\r\n${body}`],
  ['empty', `${head}content-length: 0\r\n\r\n`],
  ['no HTTP', 'SSH-2.0-OpenSSH_9.6\r\n'],
  ['not UTF-8', Buffer.concat([Buffer.from(`${head}connection: close\r\n\r\n"`), Buffer.from([0xff, 0xfe, 0x22])])],
  ['an HTML page', 'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nconnection: close\r\n\r\n<html>hi</html>'],
  ['packed', `${head}content-encoding: gzip\r\nconnection: close\r\n\r\nxxxx`],
]
for (const [name, bytes] of badFirst) {
  t.test(`an answer that is ${name} is no success, and the next one is`, async (t) => {
    const { url, calls } = await serveRaw(t, (socket, call) => {
      socket.end(call === 1 ? bytes : `${head}content-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`)
    })
    t.strictSame(await post(clientOf(t), url), { value: JSON.parse(body), attempts: 2, unsettled: 1 })
    t.equal(calls(), 2)
  })
}

t.test('a character split between two packets arrives whole', async (t) => {
  const bytes = Buffer.from('"游戏"')
  const { url } = await serveRaw(t, (socket) => {
    socket.write(`${head}content-length: ${bytes.length}\r\n\r\n`)
    socket.write(bytes.subarray(0, 2))
    setTimeout(() => socket.write(bytes.subarray(2)), 20)
  })
  t.equal((await post(clientOf(t), url)).value, '游戏')
})

t.test('an HTML page is asked for once more, not as often as a busy server', async (t) => {
  const { url, seen } = await serve(t, (response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
  )
  t.match(await failure(post(clientOf(t, { retries: 5 }), url)), {
    code: 'ERR_TEACHER',
    message: /text\/html, not JSON; is the base URL right/,
  })
  t.equal(seen.length, 2)
})

t.test('an answer without end is cut at the limit', async (t) => {
  const { url, calls } = await serveRaw(t, (socket) => {
    socket.write(`${head}connection: close\r\n\r\n"`)
    const pour = (): void => {
      while (socket.writable && socket.write('x'.repeat(10_000)));
      if (socket.writable) socket.once('drain', pour)
    }
    pour()
  })
  t.match(await failure(post(clientOf(t, { maxBytes: 100_000 }), url)), { message: /larger than 100000 bytes/ })
  t.equal(calls(), 1)
})

t.test('a reset connection and a closed port are tried again', async (t) => {
  const { url, calls } = await serveRaw(t, (socket, call) => {
    if (call === 1) socket.resetAndDestroy()
    else socket.end(`${head}content-length: 2\r\n\r\n{}`)
  })
  t.strictSame(await post(clientOf(t), url), { value: {}, attempts: 2, unsettled: 1 })
  t.equal(calls(), 2)
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
