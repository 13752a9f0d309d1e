import t from 'tap'
import { join } from 'node:path'
import { readDecisions } from '../../src/select/decisions.ts'

t.test('decisions are read by id, notes and blank lines aside', async (t) => {
  const lines = [
    '{"id":"a","decision":"keep","note":"lovely"}',
    '',
    '{"id":"b","decision":"reject"}',
    '{"id":"a","decision":"keep"}',
    '',
  ]
  const file = join(t.testdir({ 'r.jsonl': lines.join('\n') }), 'r.jsonl')
  t.strictSame(
    [...readDecisions(file)],
    [
      ['a', 'keep'],
      ['b', 'reject'],
    ],
  )
})

const GOOD = '{"id":"a","decision":"keep"}'
const BAD = {
  'no JSON': ['keep a', /r\.jsonl:2: /],
  'no id': ['{"decision":"keep"}', /:2: id: /],
  'another decision': ['{"id":"b","decision":"maybe"}', /:2: decision: /],
  'a field that is none': ['{"id":"b","decision":"keep","why":"x"}', /:2: .*why/],
  'a contradiction': ['{"id":"a","decision":"reject"}', /:2: a is decided twice: keep, then reject/],
} as const

for (const [name, [line, message]] of Object.entries(BAD)) {
  t.test(`${name} is refused with its line`, async (t) => {
    const file = join(t.testdir({ 'r.jsonl': `${GOOD}\n${line}\n` }), 'r.jsonl')
    t.throws(() => readDecisions(file), { code: 'ERR_USAGE', message })
  })
}

t.test('a file that is not there is told as such', async (t) => {
  t.throws(() => readDecisions(join(t.testdir(), 'none')), { code: 'ERR_NO_INPUT' })
})
