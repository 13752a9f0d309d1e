import { request } from 'node:http'
import t from 'tap'
import { SftError } from '../../src/errors.ts'
import { serveReview } from '../../src/review/server.ts'
import type { DecisionLine } from '../../src/select/decisions.ts'

const kept: DecisionLine[] = []
let finished = 0
const server = await serveReview({
  page: () => 'the page',
  decide: (line) => {
    if (line.id === 'other') throw new SftError('ERR_UNKNOWN_ID', 'other is no row of this review')
    kept.push(line)
  },
  finish: () => void finished++,
})
t.teardown(() => server.close())

const { host, origin, pathname } = new URL(server.url)

interface Asked {
  method?: string
  path?: string
  headers?: Record<string, string>
  body?: string
}

async function ask({
  method = 'GET',
  path = pathname,
  headers = {},
  body = '',
}: Asked): Promise<{ status: number; text: string }> {
  return await new Promise((resolve, reject) => {
    const sent = request(server.url, { method, path, headers, agent: false }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (part: string) => void (text += part))
      response.on('end', () => resolve({ status: response.statusCode!, text }))
    })
    sent.on('error', reject).end(body)
  })
}

const own = { origin, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' }
const GOOD = JSON.stringify({ id: 'a', decision: 'keep', runs: 1 })

t.test('the page is served at its address, on loopback', async (t) => {
  t.match(server.url, /^http:\/\/127\.0\.0\.1:\d+\/[\w-]{32}\/$/)
  t.strictSame(await ask({}), { status: 200, text: 'the page' })
})

t.test('a decision of the page is kept', async (t) => {
  const answer = await ask({ method: 'POST', path: `${pathname}decisions`, headers: own, body: GOOD })
  t.strictSame(answer, { status: 200, text: 'kept' })
  t.strictSame(kept, [{ id: 'a', decision: 'keep', runs: 1 }])
  t.equal((await ask({ method: 'POST', path: `${pathname}finish`, headers: own, body: '{}' })).status, 200)
  t.equal(finished, 1)
})

const post = { method: 'POST', path: `${pathname}decisions`, body: GOOD }
const REFUSED: Record<string, [Asked, number]> = {
  'no token': [{ path: '/' }, 404],
  'another token': [{ path: `/${'x'.repeat(32)}/` }, 404],
  'another file': [{ path: `${pathname}../etc/passwd` }, 404],
  'a name that points here': [{ headers: { host: host.replace('127.0.0.1', 'evil.example') } }, 404],
  'the name of this machine, which others can take': [
    { headers: { host: host.replace('127.0.0.1', 'localhost') } },
    404,
  ],
  'a page of another site that reads': [{ headers: { origin: 'http://evil.example' } }, 404],
  'a page of another site that links': [{ headers: { 'sec-fetch-site': 'cross-site' } }, 404],
  'a page of another site that writes': [{ ...post, headers: { ...own, origin: 'http://evil.example' } }, 404],
  'the frame of a game': [{ ...post, headers: { ...own, origin: 'null', 'sec-fetch-site': 'cross-site' } }, 404],
  'another port of this machine': [{ ...post, headers: { ...own, origin: 'http://127.0.0.1:1' } }, 404],
  'no origin': [{ ...post, headers: { 'content-type': 'application/json' } }, 404],
  'a form': [{ ...post, headers: { ...own, 'content-type': 'text/plain' } }, 404],
  'no JSON': [{ ...post, headers: own, body: '{' }, 400],
  'no decision': [{ ...post, headers: own, body: '{"id":"a","decision":"maybe"}' }, 400],
  'a field that is none': [{ ...post, headers: own, body: '{"id":"a","decision":"keep","x":1}' }, 400],
  'a row that is none': [{ ...post, headers: own, body: '{"id":"other","decision":"keep"}' }, 400],
  'too much': [
    { ...post, headers: own, body: JSON.stringify({ id: 'a', decision: 'keep', note: 'x'.repeat(70_000) }) },
    400,
  ],
  'another method': [{ ...post, method: 'DELETE', headers: own, body: '' }, 405],
}

for (const [name, [asked, status]] of Object.entries(REFUSED)) {
  t.test(`refused: ${name}`, async (t) => {
    const before = kept.length
    t.equal((await ask(asked)).status, status)
    t.equal(kept.length, before)
  })
}
