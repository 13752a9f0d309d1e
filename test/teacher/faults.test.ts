/** What a server or the way to it can do wrong, a row each, and what comes of it with every paid teacher. */
import type { Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import t from 'tap'
import { testContext } from '../helpers/context.ts'
import { drip, httpBytes, serveRaw } from '../helpers/fault-server.ts'
import { CANARY, PAID_TEACHERS, fastHttp, requestNumber, type PaidTeacher } from './helpers.ts'

const NOW = Date.parse('2026-03-01T00:00:00Z')

/** Long enough to be cut anywhere, with characters of three bytes. */
const TEXT = '[PLAN]\nREQ: 游戏\n[/PLAN]\n' + 'x'.repeat(400)

interface Fault {
  name: string
  /** What the server does with the calls that go wrong; all others are answered as they should. */
  answer: (socket: Socket, teacher: PaidTeacher, call: number) => void
  /** How many calls go wrong (default: all of them). */
  calls?: number
  /** A reply, or the message of the failure. */
  outcome: 'reply' | RegExp
  /** Calls made for it. */
  attempts: number
  /** The server refused, so that a call that went wrong is not charged; of all others nobody knows. */
  refused?: true
  code?: 'ERR_TEACHER' | 'ERR_AUTHENTICATION'
  /** Milliseconds waited between them; half of what chance may take. */
  waits?: number[]
  /** Milliseconds for an attempt, where it is time that ends it: then each attempt must fail. */
  timeoutMs?: number
}

const json = (teacher: PaidTeacher): string => JSON.stringify(teacher.answer(TEXT))

/** One that sends these bytes and ends the connection. */
const sending =
  (bytes: (teacher: PaidTeacher) => Buffer): Fault['answer'] =>
  (socket, teacher) =>
    socket.end(bytes(teacher))

/** The status, with an error text that quotes the key. */
const refusing = (status: number, headers: Record<string, string> = {}, type = 'some_error'): Fault['answer'] =>
  sending(() => httpBytes(status, headers, JSON.stringify({ error: { type, message: `Sorry, ${CANARY}` } })))

const BOMB = gzipSync(Buffer.alloc(64 * 1024 * 1024))

const FAULTS: Fault[] = [
  // Too much asked
  {
    name: 'a 429 with Retry-After in seconds',
    answer: refusing(429, { 'retry-after': '7' }),
    calls: 1,
    outcome: 'reply',
    attempts: 2,
    waits: [7250],
    refused: true,
  },
  {
    name: 'a 429 with Retry-After as a date',
    answer: refusing(429, { 'retry-after': 'Sun, 01 Mar 2026 00:00:09 GMT' }),
    calls: 1,
    outcome: 'reply',
    attempts: 2,
    waits: [9250],
    refused: true,
  },
  {
    name: 'a 429 with Retry-After tomorrow',
    answer: refusing(429, { 'retry-after': '86400' }),
    calls: 1,
    outcome: 'reply',
    attempts: 2,
    waits: [120_250],
    refused: true,
  },
  {
    name: 'a 529',
    answer: refusing(529),
    calls: 3,
    outcome: 'reply',
    attempts: 4,
    refused: true,
    waits: [250, 500, 1000],
  },
  {
    name: 'an overload with the status of a bad request',
    answer: refusing(400, {}, 'overloaded_error'),
    calls: 2,
    outcome: 'reply',
    attempts: 3,
    refused: true,
  },
  {
    name: 'a 529 without end',
    answer: refusing(529),
    outcome: /^HTTP 529: Sorry, \[redacted\]/,
    attempts: 6,
    refused: true,
  },
  // An answer that comes in pieces, or only in part
  {
    name: 'characters split between packets',
    answer: (socket, teacher) => {
      const bytes = httpBytes(200, {}, json(teacher))
      const start = bytes.indexOf('游')
      drip(socket, [bytes.subarray(0, start + 1), bytes.subarray(start + 1, start + 5), bytes.subarray(start + 5)], 10)
    },
    outcome: 'reply',
    attempts: 1,
  },
  {
    name: 'characters split between chunks',
    answer: sending((teacher) => {
      const bytes = Buffer.from(json(teacher))
      const chunks = Array.from(bytes, (byte) => [Buffer.from('1\r\n'), Buffer.of(byte), Buffer.from('\r\n')])
      const head = httpBytes(200, { 'content-length': null, 'transfer-encoding': 'chunked' }, '')
      return Buffer.concat([head, ...chunks.flat(), Buffer.from('0\r\n\r\n')])
    }),
    outcome: 'reply',
    attempts: 1,
  },
  {
    name: 'a slow drip that never ends',
    answer: (socket) => {
      socket.write(httpBytes(200, { 'content-length': 1_000_000 }, ''))
      drip(socket, forever(' '), 20)
    },
    outcome: /^no complete answer within 0\.2 s/,
    attempts: 6,
    timeoutMs: 200,
  },
  { name: 'a hang', answer: () => {}, outcome: /^no complete answer within 0\.2 s/, attempts: 6, timeoutMs: 200 },
  {
    name: 'an end before the content-length',
    answer: sending((teacher) => httpBytes(200, { 'content-length': json(teacher).length + 50 }, json(teacher))),
    calls: 1,
    outcome: 'reply',
    attempts: 2,
  },
  {
    name: 'a body cut off where the end of the connection is its end',
    answer: sending((teacher) => httpBytes(200, { 'content-length': null }, json(teacher).slice(0, 300))),
    calls: 1,
    outcome: 'reply',
    attempts: 2,
  },
  {
    name: 'an end inside a chunk',
    answer: sending((teacher) => {
      const headers = { 'content-length': null, 'transfer-encoding': 'chunked' }
      return httpBytes(200, headers, `fff\r\n${json(teacher).slice(0, 300)}`)
    }),
    calls: 1,
    outcome: 'reply',
    attempts: 2,
  },
  {
    name: 'a body longer than its content-length',
    answer: (socket, teacher) => socket.write(httpBytes(200, { 'content-length': 300 }, json(teacher))),
    calls: 1,
    outcome: 'reply',
    attempts: 2,
  },
  { name: 'an empty body', answer: sending(() => httpBytes(200, {}, '')), calls: 1, outcome: 'reply', attempts: 2 },
  { name: 'no HTTP', answer: (socket) => socket.end('SSH-2.0-x\r\n'), calls: 1, outcome: 'reply', attempts: 2 },
  { name: 'a reset', answer: (socket) => socket.resetAndDestroy(), calls: 1, outcome: 'reply', attempts: 2 },
  { name: 'a reset each time', answer: (socket) => socket.resetAndDestroy(), outcome: /^network: /, attempts: 6 },
  // An answer of another kind
  {
    name: 'bytes that are no UTF-8',
    answer: sending(() => httpBytes(200, {}, Buffer.of(0x22, 0xff, 0xfe, 0x22))),
    outcome: /^the answer is not UTF-8/,
    attempts: 6,
  },
  {
    name: 'a gzip bomb',
    answer: sending(() => httpBytes(200, { 'content-encoding': 'gzip' }, BOMB)),
    outcome: /^the answer is packed \(gzip\)/,
    attempts: 2,
  },
  {
    name: 'a content type that is not JSON',
    answer: sending((teacher) => httpBytes(200, { 'content-type': 'text/event-stream' }, json(teacher))),
    outcome: /^the answer is text\/event-stream, not JSON/,
    attempts: 2,
  },
  {
    name: 'an HTML page instead of an answer',
    answer: sending(() => httpBytes(200, { 'content-type': 'text/html' }, `<html>${CANARY}</html>`)),
    outcome: /^the answer is text\/html, not JSON; is the base URL right/,
    attempts: 2,
  },
  {
    name: 'an HTML error page',
    answer: sending(() => httpBytes(502, { 'content-type': 'text/html' }, `<html>${CANARY}</html>`)),
    outcome: /^HTTP 502 \(6 attempts\)$/,
    attempts: 6,
    refused: true,
  },
  // An answer that is no reply
  {
    name: 'an answer that says nothing',
    answer: sending((teacher) => httpBytes(200, {}, JSON.stringify(teacher.empty))),
    outcome: /^the answer (has no choices|is empty)/,
    attempts: 2,
  },
  {
    name: 'an answer that a filter stopped',
    answer: sending((teacher) => httpBytes(200, {}, JSON.stringify(teacher.filtered))),
    outcome: /content filter|refused/,
    attempts: 1,
  },
  {
    name: 'a tool call that quotes the key',
    answer: sending((teacher) => httpBytes(200, {}, JSON.stringify(teacher.toolCall(CANARY)))),
    outcome: /called a tool/,
    attempts: 2,
  },
  {
    name: 'a reply that quotes the key',
    answer: sending((teacher) => httpBytes(200, {}, JSON.stringify(teacher.answer(`${TEXT} ${CANARY}`)))),
    outcome: 'reply',
    attempts: 1,
  },
  // What no other attempt can mend
  {
    name: 'a bad request',
    answer: refusing(400),
    outcome: /^HTTP 400: Sorry, \[redacted\]$/,
    attempts: 1,
    refused: true,
  },
  {
    name: 'a refused key',
    answer: refusing(401),
    code: 'ERR_AUTHENTICATION',
    outcome: /refused the key$/,
    attempts: 1,
    refused: true,
  },
]

function* forever(piece: string): Iterable<string> {
  for (;;) yield piece
}

for (const teacher of PAID_TEACHERS) {
  for (const { name, answer, outcome, attempts, waits, timeoutMs, ...fault } of FAULTS) {
    const { calls = Infinity, code = 'ERR_TEACHER', refused = false } = fault
    t.test(`${teacher.name}: ${name}`, async (t) => {
      const server = await serveRaw(t, (socket, call) => {
        if (call <= calls) answer(socket, teacher, call)
        else socket.end(httpBytes(200, {}, json(teacher)))
      })
      const http = { ...fastHttp(), now: () => NOW, ...(timeoutMs === undefined ? {} : { timeoutMs }) }
      const context = testContext({ model: 'm', baseUrl: server.url + teacher.base }, { [teacher.keyName]: CANARY })
      const provider = await teacher.create(context, http)
      t.teardown(() => provider.close())
      const end = await provider.complete(requestNumber(1), new AbortController().signal).catch((error) => error)
      if (outcome === 'reply') {
        t.match(end, { attempts })
        t.ok(String(end.raw_output).startsWith(TEXT), 'every character of it')
      } else {
        t.match(end, { code, message: outcome, ...(code === 'ERR_TEACHER' ? { attempts } : {}) })
      }
      const gone = outcome === 'reply' ? attempts - 1 : attempts
      t.equal(end.unsettled ?? 0, refused ? 0 : gone, 'calls that may be charged all the same')
      // Where time ends an attempt, a busy machine may end it before the call is out.
      if (timeoutMs === undefined) t.equal(server.calls(), attempts)
      if (waits) t.strictSame(http.waits, waits)
      const { message, stack, hint, cause } = end
      const said = [JSON.stringify(end), message, stack, hint, String(cause), ...context.notices].join('\n')
      t.notOk(said.includes(CANARY.slice(3, 11)) || said.includes(CANARY.slice(-8)), 'the key is nowhere')
    })
  }

  t.test(`${teacher.name}: no redirect is followed, and the other host sees neither key nor call`, async (t) => {
    for (const status of [301, 302, 303, 307, 308]) {
      const other = await serveRaw(t, (socket) => socket.end(httpBytes(200, {}, json(teacher))))
      const server = await serveRaw(t, (socket) => socket.end(httpBytes(status, { location: `${other.url}/x` }, '')))
      const context = testContext({ model: 'm', baseUrl: server.url }, { [teacher.keyName]: CANARY })
      const provider = await teacher.create(context, fastHttp())
      const call = provider.complete(requestNumber(1), new AbortController().signal)
      await t.rejects(call, { code: 'ERR_TEACHER', message: new RegExp(`HTTP ${status}.*not followed`), attempts: 1 })
      await provider.close()
      t.equal(server.calls(), 1)
      t.equal(other.calls(), 0)
    }
  })

  t.test(`${teacher.name}: an answer that nobody asked for is given to no request`, async (t) => {
    const server = await serveRaw(t, (socket, call) => {
      const own = httpBytes(200, {}, JSON.stringify(teacher.answer(`for call ${call}`)))
      const further = httpBytes(200, {}, JSON.stringify(teacher.answer('for nobody')))
      socket.write(Buffer.concat([own, further]))
    })
    const context = testContext({ model: 'm', baseUrl: server.url, concurrency: 1 }, { [teacher.keyName]: CANARY })
    const provider = await teacher.create(context, fastHttp())
    t.teardown(() => provider.close())
    for (const n of [1, 2, 3]) {
      const completion = await provider.complete(requestNumber(n), new AbortController().signal)
      t.match(completion?.raw_output, /^for call \d+$/)
    }
  })
}
