import * as fc from 'fast-check'
import t from 'tap'
import { CALL, DOT, tokenize, type Mask } from '../../src/select/tokens.ts'

const tokens = (code: string, mask: Mask = 'none') => [...tokenize(code, mask).tokens]

const SAME: [name: string, a: string, b: string][] = [
  ['white space', 'a=b+1', ' a  =\n\tb + 1 '],
  ['line comments', 'a = 1 // one\nb', 'a = 1\nb'],
  ['block comments', 'a /* x\ny */ = 1', 'a = 1'],
  ['a comment at the end', 'a = 1 // end', 'a = 1'],
  ['quotes', `f('x')`, 'f("x")'],
  ['a plain template', 'f(`x`)', "f('x')"],
]
for (const [name, a, b] of SAME) {
  t.test(`${name} make no difference`, async (t) => t.strictSame(tokens(a), tokens(b)))
}

const DIFFERENT: [name: string, a: string, b: string][] = [
  ['a string and a name', "f('x')", 'f(x)'],
  ['numbers', 'f(1)', 'f(2)'],
  ['comment marks inside a string', `f('//', 1)`, `f('//', 2)`],
  ['operators', 'a == b', 'a === b'],
  ['a division and a regular expression', 'x = a / b / c', 'x = /b/ / c'],
]
for (const [name, a, b] of DIFFERENT) {
  t.test(`${name} are different tokens`, async (t) => t.notSame(tokens(a), tokens(b)))
}

const COUNTS: [code: string, count: number][] = [
  ['', 0],
  ['// only a comment', 0],
  ['/* never closed', 0],
  ['a.b(c)', 6],
  ['a => b', 3],
  ['a >>>= b ?? c', 5],
  ['[...rest]', 4],
  ['0xff00ff + 1.5 - .5 + 10n', 7],
  ['x = /[/"]+\\//g.test(y)', 8],
  ['x = a / 2 / b', 7],
  ['f(a) / 2', 6],
  ['return /x/', 2],
  ['this.x / 2', 5],
  ['`a${ b + `c${ d }` }e`', 7],
  ['"never closed', 1],
  ["'line\n b", 2],
  ['名前 = 1', 3],
]
for (const [code, count] of COUNTS) {
  t.test(`${JSON.stringify(code)} has ${count} tokens`, async (t) => t.equal(tokens(code).length, count))
}

t.test('masks make names or literals equal, and nothing else', async (t) => {
  t.strictSame(tokens('let a = b.c(1)', 'identifiers'), tokens('let x = y.z(1)', 'identifiers'))
  t.notSame(tokens('let a = b.c(1)', 'identifiers'), tokens('let a = b.c(2)', 'identifiers'))
  t.notSame(tokens('let a = 1', 'identifiers'), tokens('const a = 1', 'identifiers'))
  t.strictSame(tokens(`f(1, 'a', /x/)`, 'literals'), tokens(`f(2.5, "b", /y/g)`, 'literals'))
  t.notSame(tokens('f(1)', 'literals'), tokens('g(1)', 'literals'))
  t.notSame(tokens('f(1)', 'literals'), tokens("f('1')", 'literals'))
})

t.test('a member call is found by its marks', async (t) => {
  const [, dot, , call] = tokens('this.fly()')
  t.equal(dot, DOT)
  t.equal(call, CALL)
})

t.test('characters inside comments are counted', async (t) => {
  t.equal(tokenize('a // 45\nb /* x */').commentLength, '// 45\n'.length + '/* x */'.length)
})

t.test('any text has tokens', async () => {
  const odd = fc.string({ unit: fc.constantFrom(...'/*`${}\'"\\\n[]a1.= \u3000字') })
  fc.assert(fc.property(fc.oneof(odd, fc.string()), (code) => tokens(code).length <= code.length))
})

t.test('blanks and comments between tokens never matter', async () => {
  const token = fc.constantFrom('a', 'this', '.', '(', ')', '1', '"s"', '=>', '===', '{', '}', ';', 'return', ',')
  const gap = fc.constantFrom(' ', '\n', ' /* c */ ', ' // c\n')
  fc.assert(
    fc.property(fc.array(fc.tuple(token, gap)), (parts) => {
      const spaced = parts.map(([text]) => text).join(' ')
      const commented = parts.map(([text, between]) => text + between).join('')
      return tokens(spaced).join() === tokens(commented).join()
    }),
  )
})
