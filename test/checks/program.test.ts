import type { Node } from 'estree'
import * as fc from 'fast-check'
import t from 'tap'
import { MAX_CODE, MAX_DEPTH, parseProgram } from '../../src/checks/program.ts'
import { children, walk } from '../../src/checks/walk.ts'

t.test('a program is a script if it can be, else a module', async (t) => {
  const cases: [string, string, 'script' | 'module'][] = [
    ['sloppy code', 'with ({}) {}', 'script'],
    ['nothing', '', 'script'],
    ['an import', 'import a from "a"', 'module'],
    ['top-level await', 'await 1', 'module'],
  ]
  for (const [name, code, sourceType] of cases) t.equal(parseProgram(code).program?.sourceType, sourceType, name)
})

t.test('a failure names the place where the kind of program that got further stopped', async (t) => {
  const cases: [string, string, object][] = [
    ['in a script', 'const a = 1\nconst b = ;', { code: 'syntax-error', line: 2, column: 11 }],
    ['in a module', 'import a from "a"\nconst b = ;', { code: 'syntax-error', line: 2, column: 11 }],
    ['in sloppy code', 'var x = 010\nconst b = ;', { code: 'syntax-error', line: 2, column: 11 }],
  ]
  for (const [name, code, failure] of cases) t.match(parseProgram(code).failure, failure, name)
})

t.test('what is nested too deeply or too large is refused, however it is nested', async (t) => {
  const deep = 4000
  const cases: [string, string, string | undefined][] = [
    ['members', 'a' + '.b'.repeat(deep), 'too-deep'],
    ['calls', 'a' + '()'.repeat(deep), 'too-deep'],
    ['sums', 'a' + '+a'.repeat(deep), 'too-deep'],
    ['brackets', '['.repeat(deep) + ']'.repeat(deep), 'too-deep'],
    ['else-ifs', 'if (a) {} else '.repeat(2000) + '{}', 'too-deep'],
    ['blocks', '{'.repeat(MAX_DEPTH + 1) + '}'.repeat(MAX_DEPTH + 1), 'too-deep'],
    ['just not too deep', '{'.repeat(MAX_DEPTH) + '}'.repeat(MAX_DEPTH), undefined],
    ['size', ' '.repeat(MAX_CODE + 1), 'too-large'],
    ['just not too large', ' '.repeat(MAX_CODE), undefined],
  ]
  for (const [name, code, expected] of cases) t.equal(parseProgram(code).failure?.code, expected, name)
})

t.test('any text either parses or has a failure', async (t) => {
  const words = ['function ', 'await ', 'class ', 'f', '=>', '\n', '\u2028', '\ud800']
  const marks = ['(', ')', '{', '}', '`', '${', '"', "'", '/', '*/', '/*']
  const fragments = fc.constantFrom(...words, ...marks)
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.array(fragments).map((parts) => parts.join('')))
  fc.assert(
    fc.property(text, (code) => {
      const { program, failure } = parseProgram(code)
      return (program === null) !== (failure === null)
    }),
  )
  t.pass('held')
})

t.test('a walk meets every node once, parents first, and skips what it is told to', async (t) => {
  const { program } = parseProgram('const [a, , b] = f(1, ...[2]); if (a) b()')
  const seen: string[] = []
  const depths = new Map<Node | null, number>([[null, -1]])
  walk(program!.ast, (node, parent, depth) => {
    seen.push(node.type)
    t.equal(depth, depths.get(parent)! + 1, 'its parent came before it')
    t.notOk(depths.has(node), 'and it did not')
    depths.set(node, depth)
    if (parent) t.ok(children(parent).includes(node))
    return node.type !== 'IfStatement'
  })
  t.same(seen.slice(0, 6), ['Program', 'VariableDeclaration', 'VariableDeclarator', 'ArrayPattern', 'Identifier', 'Identifier'])
  t.equal(seen.at(-1), 'IfStatement')
})
