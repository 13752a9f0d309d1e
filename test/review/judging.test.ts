import fc from 'fast-check'
import t from 'tap'
import { makeJudging } from '../../src/review/client/judging.ts'
import { highlight } from '../../src/review/highlight.ts'

t.test('rows are decided in their order, skipped ones at the end, and undone ones at once', async (t) => {
  const judging = makeJudging(['a', 'b', 'c'], [])
  judging.skip()
  t.equal(judging.current(), 1)
  t.strictSame(judging.decide('keep', { runs: 1 }), { id: 'b', decision: 'keep', runs: 1 })
  judging.decide('reject', {})
  t.equal(judging.current(), 0)
  t.strictSame(judging.undo(), { id: 'c', decision: 'reject' })
  t.equal(judging.current(), 2)
  judging.decide('keep', {})
  judging.decide('keep', {})
  t.equal(judging.current(), -1)
  t.strictSame(
    judging.decisions().map(({ id }) => id),
    ['b', 'c', 'a'],
  )
})

t.test('a review goes on where it was left', async (t) => {
  const judging = makeJudging(
    ['a', 'b', 'c'],
    [
      { id: 'b', decision: 'keep' },
      { id: 'gone', decision: 'keep' },
    ],
  )
  t.equal(judging.decided(), 1)
  t.equal(judging.current(), 0)
  t.strictSame(judging.undo(), { id: 'b', decision: 'keep' })
  t.equal(judging.undo(), undefined)
})

t.test('whatever is done, every row is either decided or left', async () => {
  const acts = fc.array(fc.constantFrom('keep', 'skip', 'undo'), { maxLength: 30 })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6 }), acts, (count, acts) => {
      const ids = Array.from({ length: count }, (_, at) => `r${at}`)
      const judging = makeJudging(ids, [])
      for (const act of acts) {
        if (act === 'keep' && judging.current() !== -1) judging.decide('keep', {})
        else if (act === 'skip') judging.skip()
        else if (act === 'undo') judging.undo()
      }
      const before = judging.decided()
      for (let left = count - before; left > 0; left--) judging.decide('keep', {})
      const all = judging.decisions().map(({ id }) => id)
      return judging.current() === -1 && ids.every((id) => all.includes(id)) && all.length === count
    }),
  )
})

const kindOf = (code: string, text: string) => highlight(code).find(([, span]) => span.includes(text))?.[0]

t.test('a program is coloured by its tokens', async (t) => {
  const code = 'let a = `x${1}`; // no "string"\nclass A { static #b = /re/ } this.set("s", await 2n)'
  const cases = {
    let: 'keyword',
    '1': 'number',
    '// no "string"': 'comment',
    class: 'keyword',
    '/re/': 'string',
    '"s"': 'string',
    '2n': 'number',
    static: 'keyword',
    '.set(': '',
  }
  for (const [text, kind] of Object.entries(cases)) t.equal(kindOf(code, text), kind, text)
})

t.test('the spans of any text are the text', async (t) => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      (code) =>
        highlight(code)
          .map(([, text]) => text)
          .join('') === code,
    ),
  )
  for (const code of ['', 'const a = {', '`${`${a}`}`', 'a\r\n/* x', '</script>']) {
    t.equal(
      highlight(code)
        .map(([, text]) => text)
        .join(''),
      code,
    )
  }
})
