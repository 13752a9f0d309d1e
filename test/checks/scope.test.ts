import type { ExpressionStatement } from 'estree'
import t from 'tap'
import { parseProgram } from '../../src/checks/program.ts'
import { literalText, namesOf } from '../../src/checks/scope.ts'

/** The expression of the last statement, and the names of the program. */
function lastExpression(code: string) {
  const program = parseProgram(code).program!
  const last = program.ast.body.at(-1) as ExpressionStatement
  return { expression: last.expression, names: namesOf(program) }
}

t.test('an expression stands for a global path when the text decides it', async (t) => {
  const cases: [string, string | undefined][] = [
    ['fetch', 'fetch'],
    ['document.body.style', 'document.body.style'],
    ['window.self.globalThis.fetch', 'fetch'],
    ['window', ''],
    ['document?.["co" + `okie`]', 'document.cookie'],
    ['window[`${"na"}me`]', 'name'],
    ['const w = window; w.location', 'location'],
    ['const { document: { body } } = window; body', undefined],
    ['const { document: d = 1 } = window; d', undefined],
    ['const { document: d } = window; d.body', 'document.body'],
    ['const { ["document"]: d } = window; d.body', 'document.body'],
    ['const f = fetch, g = f; g', 'fetch'],
    ['let f = fetch; f = null; f', undefined],
    ['const fetch = 1; fetch', undefined],
    ['function f(fetch) {} f', undefined],
    ['const a = b, b = a; a', undefined],
    ['window[key]', undefined],
    ['this.fetch', undefined],
  ]
  for (const [code, expected] of cases) {
    const { expression, names } = lastExpression(code)
    t.equal(names.pathOf(expression)?.join('.'), expected, code)
  }
})

t.test('text is known when it is made of literals only', async (t) => {
  const cases: [string, string | undefined][] = [
    ['"a" + "b"', 'ab'],
    ['`a${"b"}c`', 'abc'],
    ['"a" + 1', undefined],
    ['`a${b}`', undefined],
    ['a', undefined],
  ]
  for (const [code, expected] of cases) t.equal(literalText(lastExpression(`(${code})`).expression), expected, code)
})

t.test('globals are those that the program does not declare, in the order of their places', async (t) => {
  const { names } = lastExpression('function f(a) { return a + g + undefined } var h = window; f(h)')
  t.same(names.globals.map(({ identifier }) => identifier.range?.[0]), [27, 31, 51])
})
