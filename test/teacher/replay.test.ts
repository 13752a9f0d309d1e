import { appendFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import type { Provider } from '../../src/teacher/provider.ts'
import { replayFactory } from '../../src/teacher/replay.ts'
import { testContext, type TestContext } from '../helpers/context.ts'
import { requestNumber, type Test } from './helpers.ts'

const forever = new AbortController().signal

function record(n: number, more: object = {}): object {
  const { id, prompt_id, version, prompt_meta } = requestNumber(n)
  return { id, prompt_id, version, prompt_meta, raw_output: `reply ${n}`, ...more }
}

async function replayOf(
  t: Test,
  content: string | Buffer,
): Promise<{ provider: Provider; path: string; context: TestContext }> {
  const path = join(t.testdir({ 'replies.jsonl': content }), 'replies.jsonl')
  const context = testContext({ replies: path })
  const provider = await replayFactory.create(context)
  t.teardown(() => provider.close())
  return { provider, path, context }
}

const lines = (...rows: unknown[]): string => rows.map((row) => JSON.stringify(row) + '\n').join('')

t.test('a reply is found by the id of its request, in any order', async (t) => {
  const { provider } = await replayOf(t, lines(record(1), record(2, { raw_output: 'x'.repeat(900_000) }), record(3)))
  t.equal((await provider.complete(requestNumber(3), forever))?.raw_output, 'reply 3')
  t.equal((await provider.complete(requestNumber(2), forever))?.raw_output.length, 900_000)
  t.equal((await provider.complete(requestNumber(1), forever))?.raw_output, 'reply 1')
  t.equal(await provider.complete(requestNumber(4), forever), undefined)
})

t.test('it is not paid, and what the record says of the answer stays', async (t) => {
  const said = {
    teacher_model: 'm',
    provider: 'anthropic',
    usage: { input_tokens: 1, output_tokens: 2, cached_tokens: 0 },
    finish_reason: 'stop',
    timestamp: '2026-01-29T18:33:14.967456',
    planted_defect: 'x',
    reply_key: 'k',
    source: 'mock',
  }
  const { provider } = await replayOf(t, lines(record(1, said)))
  t.match(provider, { paid: false, source: 'distill' })
  t.strictSame(await provider.complete(requestNumber(1), forever), {
    ...said,
    raw_output: 'reply 1',
    cost_usd: null,
    attempts: 0,
  })
})

t.test('of a record with nothing but its text the rest is null', async (t) => {
  const { raw_output, ...rest } = record(1) as Record<string, unknown>
  const { provider } = await replayOf(t, lines({ ...rest, output: raw_output, usage: null }))
  t.strictSame(await provider.complete(requestNumber(1), forever), {
    raw_output: 'reply 1',
    teacher_model: null,
    finish_reason: null,
    usage: null,
    cost_usd: null,
    timestamp: null,
    attempts: 0,
  })
})

t.test('BOM, CRLF, blank lines and a missing last newline are no matter', async (t) => {
  const text = `\ufeff${JSON.stringify(record(1))}\r\n\r\n  \n${JSON.stringify(record(2))}`
  const { provider } = await replayOf(t, text)
  t.equal((await provider.complete(requestNumber(1), forever))?.raw_output, 'reply 1')
  t.equal((await provider.complete(requestNumber(2), forever))?.raw_output, 'reply 2')
})

const bad: [name: string, line: string | Buffer, message: RegExp][] = [
  ['no JSON', '{"id":', /replies\.jsonl:3: not JSON/],
  ['null', 'null', /:3: not a JSON object/],
  ['a reply without text', JSON.stringify(record(9, { raw_output: undefined })), /:3: raw_output/],
  ['a wrong field', JSON.stringify(record(9, { version: 'one' })), /:3: version/],
  [
    'invalid UTF-8',
    Buffer.concat([Buffer.from('{"id":"'), Buffer.from([0xff]), Buffer.from('"}')]),
    /:3: invalid utf8/,
  ],
  [
    'too deep',
    JSON.stringify(record(9)).slice(0, -1) + `,"x":${'['.repeat(100)}${']'.repeat(100)}}`,
    /:3: nested deeper/,
  ],
  ['too long', JSON.stringify(record(9, { raw_output: 'x'.repeat(4_200_000) })), /:3: line too long/],
]
for (const [name, line, message] of bad) {
  t.test(`a line that is ${name} is refused with its place`, async (t) => {
    const content = Buffer.concat([
      Buffer.from(lines(record(1)) + '\n'),
      Buffer.from(line),
      Buffer.from('\n' + lines(record(2))),
    ])
    await t.rejects(replayOf(t, content), { code: 'ERR_BAD_INPUT', message })
  })
}

t.test('of a repeated id the first line counts, and it is said', async (t) => {
  const { provider, context } = await replayOf(t, lines(record(1), record(1, { raw_output: 'other' })))
  t.equal((await provider.complete(requestNumber(1), forever))?.raw_output, 'reply 1')
  t.match(context.notices, [/1 lines repeat an id/])
})

t.test('without a file, or with one that cannot be read twice, it says so', async (t) => {
  await t.rejects(replayFactory.create(testContext()), { code: 'ERR_USAGE', hint: /--replies/ })
  await t.rejects(replayFactory.create(testContext({ replies: join(t.testdir(), 'none') })), {
    code: 'ERR_NO_INPUT',
    exitCode: 66,
  })
  await t.rejects(replayFactory.create(testContext({ replies: t.testdir() })), { code: 'ERR_NO_INPUT' })
})

t.test('a file that changes under the run is noticed', async (t) => {
  const { provider, path } = await replayOf(t, lines(record(1), record(2)))
  await writeFile(path, lines(record(2), record(1)))
  await appendFile(path, 'x')
  await t.rejects(provider.complete(requestNumber(1), forever), {
    code: 'ERR_IO',
    message: /changed while it was read/,
  })
})
