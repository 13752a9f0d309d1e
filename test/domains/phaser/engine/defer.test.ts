import { readFileSync } from 'node:fs'
import { constants, createContext, runInContext } from 'node:vm'
import t from 'tap'
import { deferModules } from '../../../../src/domains/phaser/engine/defer.ts'
import { engineFile } from '../../../../src/domains/phaser/engine/files.ts'
import { browserScript } from '../../../../src/runtime/guest/compose.ts'

/** The engine's own Class and Extend, as far as modules need them; every bundle of these tests has both. */
const BASICS = {
  1: 'm.exports = function (made) { return made }',
  2: `m.exports = function () { var made = {}; for (var i = 1; i < arguments.length; i++) {
        for (var k in arguments[i]) made[k] = arguments[i][k] } return made }`,
}

/** A bundle as webpack writes it, whose modules write down when they are evaluated. Module 0 is the entry. */
function bundle(modules: Record<number, string>): string {
  const all: Record<number, string> = { ...BASICS, 9: 'm.exports = { Class: r(1), Extend: r(2) }', ...modules }
  const table = Object.entries(all).map(([id, body]) => `${id}: (m, e, r) => { ${body} }`)
  return `(() => { var t = { ${table.join(',\n')} }, e = {};
    function r(n) { var held = e[n]; if (held !== undefined) return held.exports
      var m = e[n] = { exports: {} }; order.push(n); return t[n](m, m.exports, r), m.exports }
    return r(0) })()`
}

/** Evaluates a bundle as the global `engine`; `order` is filled as its modules are evaluated, also later. */
function evaluate(script: string): { order: number[]; ask: (expression: string) => unknown } {
  const order: number[] = []
  const context = createContext({ order, registry: [], document: { pages: 0 } })
  runInContext(`engine = ${script}`, context)
  return { order, ask: (expression) => runInContext(expression, context) as unknown }
}

interface Case {
  name: string
  modules: Record<number, string>
  /** The modules evaluated at the start, when deferred. */
  first: number[]
  /** What is asked then, with the answer that the bundle as it is gives too, and the modules evaluated after it. */
  asked: [expression: string, answer: unknown, order: number[]][]
}

const cases: Case[] = [
  {
    name: 'a variable that only functions use is required by the first that runs',
    modules: {
      0: 'var a = r(3); m.exports = { add: function (n) { return a(n) + a(1) } }',
      3: 'm.exports = function (n) { return n + 1 }',
    },
    first: [0],
    asked: [
      ['engine.add(2)', 5, [0, 3]],
      ['engine.add(3)', 6, [0, 3]],
    ],
  },
  {
    name: 'a variable that is used while its module is evaluated is required there',
    modules: { 0: 'var a = r(3), b = a + 1; m.exports = function () { return a + b }', 3: 'var x = 1; m.exports = x' },
    first: [0, 3],
    asked: [['engine()', 3, [0, 3]]],
  },
  {
    name: 'a variable that is assigned later is left alone',
    modules: { 0: 'var a = r(3); m.exports = function () { a = a || 7; return a }', 3: 'var x = 1; m.exports = x' },
    first: [0, 3],
    asked: [['engine()', 1, [0, 3]]],
  },
  {
    name: 'a name that a function shadows stays its own',
    modules: {
      0: 'var a = r(3); m.exports = function (r) { return a(r) }',
      3: 'm.exports = function (n) { return n + 1 }',
    },
    first: [0],
    asked: [['engine(4)', 5, [0, 3]]],
  },
  {
    name: 'a module that exports a constant needs no evaluation',
    modules: {
      0: 'var a = r(3); m.exports = { A: a, B: r(4), get: function () { return a } }',
      3: 'm.exports = "start"',
      4: 'm.exports = -1',
    },
    first: [0],
    asked: [['[engine.A, engine.B, engine.get()].join()', 'start,-1,start', [0]]],
  },
  {
    name: 'a member of a namespace is required at its first use, and is an ordinary property then',
    modules: {
      0: 'm.exports = { One: r(3), Two: r(4) }',
      3: 'm.exports = function () { return 1 }',
      4: 'm.exports = { two: 2 }',
    },
    first: [0],
    asked: [
      ['Object.keys(engine).join()', 'One,Two', [0]],
      ["'One' in engine && engine.hasOwnProperty('Two')", true, [0]],
      ['engine.Two.two', 2, [0, 4]],
      ['engine.Two === engine.Two && delete engine.Two && engine.Two', undefined, [0, 4]],
      ['engine.One = 5; engine.One', 5, [0, 4]],
    ],
  },
  {
    name: 'a function that is put on a class by another module is required at its first use',
    modules: {
      0: 'm.exports = { Shape: r(3) }',
      3: 'var s = r(4); s.Area = r(5), s.Name = r(6); m.exports = s',
      4: 'm.exports = function () {}',
      5: 'm.exports = function () { return 9 }',
      6: 'm.exports = "shape"',
    },
    first: [0],
    asked: [
      ['engine.Shape.Name', 'shape', [0, 3, 4]],
      ['engine.Shape.Area()', 9, [0, 3, 4, 5]],
    ],
  },
  {
    name: 'a namespace that is merged with constants keeps its members deferred',
    modules: {
      0: 'var x = r(2), s = { One: r(3) }; s = x(!1, s, { K: 4 }); m.exports = s',
      3: 'm.exports = function () { return 1 }',
    },
    first: [0, 2],
    asked: [
      ['engine.K + Object.keys(engine).join()', '4One,K', [0, 2]],
      ['engine.One()', 1, [0, 2, 3]],
    ],
  },
  {
    name: 'what registers itself, looks at the page or draws a number is evaluated at the start, in the old order',
    modules: {
      0: 'r(3); var a = r(4), b = r(5), c = r(6); m.exports = function () { return [a, b, c].length + registry.length }',
      3: 'registry.push("three"); m.exports = {}',
      4: 'var seen = document.pages; m.exports = function () { return seen }',
      5: 'var pure = Math.sqrt(4); m.exports = function () { return pure }',
      6: 'var drawn = Math.random(); m.exports = { drawn: drawn }',
    },
    first: [3, 4, 6, 0],
    asked: [['engine()', 4, [3, 4, 6, 0, 5]]],
  },
]

for (const { name, modules, first, asked } of cases) {
  t.test(name, async (t) => {
    const script = bundle(modules)
    const deferred = evaluate(deferModules(script))
    const shipped = evaluate(script)
    t.strictSame(deferred.order, first, 'evaluated at the start')
    for (const [expression, answer, order] of asked) {
      t.equal(deferred.ask(expression), answer, expression)
      t.strictSame(deferred.order, order, `evaluated after ${expression}`)
      t.equal(shipped.ask(expression), answer, `${expression}, as shipped`)
    }
  })
}

t.test('what is no such bundle is refused', async (t) => {
  for (const script of [
    '',
    'var Phaser = {}',
    'x = { 1: 2 }',
    bundle({ 0: 'm.exports = 1' }).replace('return r(0)', 'return 0'),
  ]) {
    t.throws(() => deferModules(script), { message: /bundle/ }, script.slice(0, 20))
  }
  const once = deferModules(bundle({ 0: 'm.exports = { A: r(3) }', 3: 'm.exports = []' }))
  t.throws(() => deferModules(once), { message: /already/ })
  t.throws(() => deferModules(bundle({ 9: 'm.exports = {}', 0: 'm.exports = []' })), { message: /no Class/ })
})

/**
 * Every path from the engine's namespace down: what is there, and of functions the prototype's names. The engine's Class
 * marks the accessors of a mixin when the first class that takes it is made: those marks say how many classes there are.
 */
const DESCRIBE = `(() => {
  const lines = [], seen = new Set(), MARKS = ['configurable', 'enumerable']
  const visit = (value, path, depth) => {
    lines.push(path + ' ' + (value === null ? 'null' : typeof value) + (Object(value) === value ? '' : ' ' + String(value)))
    if (Object(value) !== value || seen.has(value) || depth > 6) return
    seen.add(value)
    for (const key of Object.keys(value).sort()) if (!MARKS.includes(key)) visit(value[key], path + '.' + key, depth + 1)
    if (typeof value === 'function' && value.prototype) {
      lines.push(path + ' has ' + Object.getOwnPropertyNames(value.prototype).sort().join())
      const parent = Object.getPrototypeOf(value.prototype)
      if (parent && parent !== Object.prototype) lines.push(path + ' extends ' + Object.getOwnPropertyNames(parent).sort().join())
    }
  }
  visit(Phaser, 'Phaser', 0)
  return lines.join('\\n')
})()`

t.test('the deferred engine has all that the shipped one has, and evaluates a fraction of it', async (t) => {
  const shipped = readFileSync(engineFile(), 'utf8')
  const counted = (script: string) =>
    script.replace(
      '={exports:{}};return t[',
      '={exports:{}};globalThis.evaluated=(globalThis.evaluated||0)+1;return t[',
    )
  const load = (script: string) => {
    const context = createContext(constants.DONT_CONTEXTIFY)
    const open = runInContext(browserScript(), context) as (webgl: boolean) => unknown
    open(false)
    runInContext(counted(script), context)
    const evaluated = Number(runInContext('evaluated', context))
    return { evaluated, described: String(runInContext(DESCRIBE, context)).split('\n') }
  }
  const [before, after] = [load(shipped), load(deferModules(shipped))]
  t.ok(before.described.length > 4000, 'the description sees the engine')
  t.strictSame(after.described, before.described)
  t.ok(after.evaluated < before.evaluated / 4, `${after.evaluated} of ${before.evaluated} modules`)
})
