import fc from 'fast-check'
import t from 'tap'
import { jsonLine } from '../../src/stream/json-line.ts'

const cases: [name: string, value: unknown, line: string][] = [
  ['keys are sorted', { b: 1, a: [null, 'x'] }, '{"a":[null,"x"],"b":1}\n'],
  ['a whole pair stays', { a: '🎮' }, '{"a":"🎮"}\n'],
  ['half a pair becomes the replacement character', { a: 'x\ud83c' }, '{"a":"x\ufffd"}\n'],
  ['in keys and in a row, too', { '\udfae': '\ud800\ud800' }, '{"\ufffd":"\ufffd\ufffd"}\n'],
  ['the text of an escape stays', { a: '\\ud800', b: '\\\\ud800' }, '{"a":"\\\\ud800","b":"\\\\\\\\ud800"}\n'],
  ['an escaped backslash before half a pair', { a: '\\\ud800' }, '{"a":"\\\\\ufffd"}\n'],
]

for (const [name, value, line] of cases) {
  t.test(name, async (t) => {
    t.equal(jsonLine(value), line)
  })
}

t.test('every string comes back, well formed', async () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.array(fc.integer({ min: 0, max: 0xffff })), (text, units) => {
      const mixed = text + String.fromCharCode(...units)
      // UTF-8 has no lone surrogates: encoding replaces them.
      return (JSON.parse(jsonLine({ mixed })) as { mixed: string }).mixed === Buffer.from(mixed).toString()
    }),
  )
})
