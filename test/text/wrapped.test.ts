import t from 'tap'
import { columnsOf, padded } from '../../src/text/columns.ts'
import { wrapped } from '../../src/text/wrapped.ts'

t.test('columns are counted as a terminal shows them', async (t) => {
  const cases: [string, number][] = [
    ['', 0],
    ['abc', 3],
    ['中文', 4],
    ['，', 2],
    ['é', 1],
    ['e\u0301', 1],
    ['→', 1],
    ['🎮', 2],
  ]
  for (const [text, columns] of cases) t.equal(columnsOf(text), columns, JSON.stringify(text))
  t.equal(padded('中', 4), '中  ')
  t.equal(padded('long', 2), 'long')
})

t.test('text breaks at spaces and between wide characters, never before what closes', async (t) => {
  const cases: [string, number, string[]][] = [
    ['one two three', 7, ['one two', 'three']],
    ['one\n  two', 20, ['one two']],
    ['a-very-long-word b', 6, ['a-very-long-word', 'b']],
    ['中文分行，好', 8, ['中文分', '行，好']],
    ['检查 check 全部', 10, ['检查 check', '全部']],
    ['', 10, ['']],
  ]
  for (const [text, columns, lines] of cases) t.strictSame(wrapped(text, columns), lines, text)
})
