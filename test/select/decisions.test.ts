import t from 'tap'
import { join } from 'node:path'
import { decisionOn, readDecisions } from '../../src/select/decisions.ts'

t.test('decisions are read by id, notes and blank lines aside', async (t) => {
  const lines = [
    '{"id":"a","decision":"keep","note":"lovely"}',
    '',
    '{"id":"b","decision":"reject"}',
    '{"id":"a","decision":"keep"}',
    '',
  ]
  const file = join(t.testdir({ 'r.jsonl': lines.join('\n') }), 'r.jsonl')
  const decisions = readDecisions(file)
  t.strictSame([...decisions.keys()], ['a', 'b'])
  const on = (id: string) => decisionOn(decisions, { id, code_hash: 'h' })
  t.strictSame(['a', 'b', 'c'].map(on), ['keep', 'reject', undefined])
})

const CASES: Record<string, { lines: object[]; is: string | undefined }> = {
  'the last word of a reviewer counts': {
    lines: [
      { decision: 'reject', reviewer: 'ann' },
      { decision: 'keep', reviewer: 'ann' },
    ],
    is: 'keep',
  },
  'what was undone was not decided': {
    lines: [
      { decision: 'reject', reviewer: 'ann' },
      { decision: 'undo', reviewer: 'ann' },
    ],
    is: undefined,
  },
  'nobody undoes what another said': {
    lines: [
      { decision: 'reject', reviewer: 'ann' },
      { decision: 'undo', reviewer: 'bob' },
    ],
    is: 'reject',
  },
  'one of two who rejects is enough': {
    lines: [
      { decision: 'reject', reviewer: 'ann' },
      { decision: 'keep', reviewer: 'bob' },
    ],
    is: 'reject',
  },
  'a decision about this program counts': { lines: [{ decision: 'keep', code_hash: 'h' }], is: 'keep' },
  'a decision about another program is stale': { lines: [{ decision: 'reject', code_hash: 'other' }], is: 'stale' },
  'the rubric is read along': {
    lines: [{ decision: 'keep', runs: 1, function: 2, quality: 0, plan_agrees: 1, note: 'x' }],
    is: 'keep',
  },
}

for (const [name, { lines, is }] of Object.entries(CASES)) {
  t.test(name, async (t) => {
    const text = lines.map((line) => JSON.stringify({ id: 'a', ...line })).join('\n')
    const file = join(t.testdir({ 'r.jsonl': text }), 'r.jsonl')
    t.equal(decisionOn(readDecisions(file), { id: 'a', code_hash: 'h' }), is)
  })
}

const GOOD = '{"id":"a","decision":"keep"}'
const BAD = {
  'no JSON': ['keep a', /r\.jsonl:2: /],
  'no id': ['{"decision":"keep"}', /:2: id: /],
  'another decision': ['{"id":"b","decision":"maybe"}', /:2: decision: /],
  'a field that is none': ['{"id":"b","decision":"keep","why":"x"}', /:2: .*why/],
  'a grade that there is not': ['{"id":"b","decision":"keep","runs":2}', /:2: runs: /],
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
