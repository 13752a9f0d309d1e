import t from 'tap'
import { programIn, readParts, readRow } from '../../src/audit/read-row.ts'

const ANSWER = '[PLAN]\nREQ: x\n[/PLAN]\n\n```javascript\nplay()\n```'
const said = (role: string, content: unknown) => ({ role, content })
const heard = (from: string, value: string) => ({ from, value })

const READ: [shape: string, row: object, task: string][] = [
  ['alpaca', { instruction: 'Do it.', input: '', output: ANSWER }, 'Do it.'],
  ['alpaca with an input', { instruction: 'Do it.', input: 'Twice.', output: ANSWER }, 'Do it.\nTwice.'],
  ['sharegpt', { system: 's', conversations: [heard('human', 'Do it.'), heard('gpt', ANSWER)] }, 'Do it.'],
  ['openai', { messages: [said('system', 's'), said('user', 'Do it.'), said('assistant', ANSWER)] }, 'Do it.'],
  [
    'openai with parts',
    {
      messages: [said('user', [{ type: 'text', text: 'Do it.' }]), said('assistant', [{ type: 'text', text: ANSWER }])],
    },
    'Do it.',
  ],
  [
    'a conversation: the first task and the last answer',
    { messages: [said('user', 'Do it.'), said('assistant', 'What?'), said('user', 'It.'), said('assistant', ANSWER)] },
    'Do it.',
  ],
  ['trl', { prompt: [said('user', 'Do it.')], completion: [said('assistant', ANSWER)] }, 'Do it.'],
  ['trl as plain text', { prompt: 'Do it.', completion: ANSWER }, 'Do it.'],
  ['a pair', { prompt: 'Do it.', chosen: ANSWER, rejected: 'no' }, 'Do it.'],
  ['a pair of sharegpt', { conversations: [heard('human', 'Do it.')], chosen: heard('gpt', ANSWER) }, 'Do it.'],
]
for (const [shape, row, task] of READ) {
  t.test(`task and program of ${shape}`, async (t) => {
    t.strictSame(readRow(row), { task, code: 'play()', metadata: {} })
  })
}

const REFUSED: [what: string, value: unknown][] = [
  ['null', null],
  ['a list', []],
  ['a text', 'Do it.'],
  ['an empty object', {}],
  ['no answer', { instruction: 'Do it.', input: '' }],
  ['an empty answer', { instruction: 'Do it.', output: ' ' }],
  ['no task', { instruction: '', output: ANSWER }],
  ['turns that are none', { messages: [null, 1, { role: 'user' }] }],
  ['fields of other types', { instruction: 1, output: { a: 1 } }],
]
for (const [what, value] of REFUSED) {
  t.test(`${what} is no row`, async (t) => t.equal(readRow(value), undefined))
}

t.test('records of ours, tasks and programs alone have parts', async (t) => {
  const none = { metadata: {} }
  t.strictSame(readParts({ id: 's', task: 'Do it.' }), { task: 'Do it.', ...none })
  t.strictSame(readParts({ prompt: { task: 'Do it.' }, code: 'play()' }), { task: 'Do it.', code: 'play()', ...none })
  t.strictSame(readParts({ code: 'play()' }), { code: 'play()', ...none })
  t.strictSame(readParts({ prompt: 'Do it.' }), { task: 'Do it.', ...none })
  t.strictSame(readParts(null), none)
})

t.test('the program is the longest fence, a plan aside, or the whole answer', async (t) => {
  t.equal(programIn('```plan\na long plan of many words\n```\n```js\na()\n```\n```js\na(); b()\n```'), 'a(); b()')
  t.equal(programIn(' play() '), 'play()')
})
