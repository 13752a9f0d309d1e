import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import t from 'tap'
import type { Reject } from '../../src/record.ts'
import { readRecords } from '../../src/stream/read-records.ts'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { testContext } from '../helpers/context.ts'
import { sinkInto } from '../helpers/streams.ts'

const seed = (id: string, more: object = {}) =>
  JSON.stringify({ id, difficulty: 'easy', modules: ['Scene'], task: 'rotate', ...more })

async function read(text: string | Buffer, folder: string, options: object = {}) {
  const rejects = join(folder, 'rejects.jsonl')
  const context = testContext(options)
  context.ledger.openRejects(rejects)
  const out: Record<string, unknown>[] = []
  const input = { source: Readable.from([Buffer.from(text)]), name: 'seeds.jsonl', intake: new AbortController() }
  try {
    await pipeline([...readRecords(context, 'seed', input), sinkInto(out)])
  } finally {
    context.ledger.closeRejects(rejects)
  }
  const lines = readFileSync(rejects, 'utf8').split('\n').filter(Boolean)
  const dropped = lines.map((line) => JSON.parse(line) as Reject)
  return { out, dropped, counts: context.ledger.stage('read').counts(), notices: context.notices }
}

t.test('the first three bad lines are told of with their places, then that there are more', async (t) => {
  const { notices } = await read(['[', ...'12345', seed('a')].join('\n'), t.testdir())
  t.strictSame(notices, [
    "seeds.jsonl:1: a JSON list; jq -c '.[]' makes lines of it",
    'seeds.jsonl:2: not a JSON object',
    'seeds.jsonl:3: not a JSON object',
    'there are more bad lines: --rejects FILE has each with its reason',
  ])
})

const reordered = (line: string): string => JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(line) as object).toReversed()))

const bad: { name: string; line: string | Buffer; reason: string; message?: string }[] = [
  { name: 'half a surrogate pair in an escape', line: '{"id":"a\\ud83c"}', reason: 'lone-surrogate' },
  { name: 'no JSON', line: '{"id":', reason: 'invalid-json' },
  { name: 'a literal null', line: 'null', reason: 'not-an-object' },
  { name: 'an array', line: '[]', reason: 'not-an-object' },
  { name: 'a number', line: '7', reason: 'not-an-object' },
  { name: 'a number that is none', line: seed('b').replace('"easy"', '"easy","n":1e400'), reason: 'non-finite-number' },
  { name: '65 levels', line: seed('b').replace('}', `,"x":${'['.repeat(65)}${']'.repeat(65)}}`), reason: 'too-deep' },
  { name: '100k levels', line: '['.repeat(100_000), reason: 'invalid-json' },
  { name: 'a missing field', line: '{"id":"b","difficulty":"easy","modules":[]}', reason: 'invalid-record', message: 'seeds.jsonl:2: task: required' },
  { name: 'a wrong type inside', line: seed('b', { modules: ['Scene', 5] }), reason: 'invalid-record', message: 'seeds.jsonl:2: modules.1: must be a text' },
  { name: 'a number as id', line: seed('b').replace('"b"', '5'), reason: 'invalid-record' },
  { name: 'the same row again', line: seed('a'), reason: 'duplicate-id' },
  { name: 'the same row with its keys in another order', line: reordered(seed('a')), reason: 'duplicate-id' },
  { name: 'the same id with another task', line: seed('a', { task: 'move' }), reason: 'id-conflict' },
  { name: 'invalid UTF-8', line: Buffer.from([0xff, 0xfe]), reason: 'invalid-utf8' },
]

for (const { name, line, reason, message } of bad) {
  t.test(`${name} is dropped with its line, and the run goes on`, async (t) => {
    const text = Buffer.concat([Buffer.from(seed('a') + '\n'), Buffer.from(line), Buffer.from('\n\n' + seed('c') + '\n')])
    const { out, dropped, counts } = await read(text, t.testdir())
    t.same(out.map((row) => row.id), ['a', 'c'])
    t.match(dropped, [{ stage: 'read', reason, line: 2 }])
    if (message) t.equal(dropped[0].message, message)
    t.same(counts, { in: 3, out: 2, dropped: { [reason]: 1 } })
  })

  t.test(`${name} ends the run under --on-error fail`, async (t) => {
    const text = Buffer.concat([Buffer.from(seed('a') + '\n'), Buffer.from(line), Buffer.from('\n')])
    await t.rejects(read(text, t.testdir(), { onError: 'fail' }), { code: 'ERR_BAD_INPUT', exitCode: 3, message: /^seeds\.jsonl:2: / })
  })
}

t.test('the original object goes on, unknown fields and hostile keys included', async (t) => {
  const line = '{"id":"a","difficulty":"easy","modules":[],"task":"x","mine":{"deep":[1]},"__proto__":{"polluted":1},"constructor":5}'
  const { out } = await read(line, t.testdir())
  t.same(JSON.stringify(out[0]), line)
  t.equal(({} as { polluted?: number }).polluted, undefined)
})

t.test('hostile ids are ids', async (t) => {
  for (const id of ['__proto__', 'constructor', '../../etc/passwd', 'a\u0000b', 'x'.repeat(5000), '\u001b[31m']) {
    const { out } = await read(`${seed(id)}\n${seed(id)}`, t.testdir())
    t.same(out.map((row) => row.id), [id])
  }
})

t.test('--max-items stops reading, and an endless source with it', async (t) => {
  const context = testContext()
  const endless = Readable.from((function* () {
    const cut = Buffer.from([0xe6, 0x97])
    for (let i = 0; ; i += 3) yield Buffer.concat([Buffer.from([i, i + 1, i + 2].map((n) => seed(`s${n}`) + '\n').join('')), i > 0 ? cut : Buffer.alloc(0)])
  })())
  const out: unknown[] = []
  await pipeline([...readRecords(context, 'seed', { source: endless, name: 'x', intake: new AbortController(), maxItems: 5 }), sinkInto(out)])
  t.equal(out.length, 5)
  t.same(context.ledger.stage('read').counts(), { in: 5, out: 5, dropped: {} })
})

t.test('a source that fails fails the chain', async (t) => {
  const broken = new Readable({ read() { this.destroy(Object.assign(new Error('disk'), { code: 'EIO' })) } })
  const links = readRecords(testContext(), 'seed', { source: broken, name: 'x', intake: new AbortController() })
  await t.rejects(pipeline([...links, sinkInto([])]), { code: 'EIO' })
})
