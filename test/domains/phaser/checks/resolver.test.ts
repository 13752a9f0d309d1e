import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Node } from 'estree'
import t from 'tap'
import { openIndex } from '../../../../src/api-index/index-store.ts'
import { parseProgram } from '../../../../src/checks/program.ts'
import { walk } from '../../../../src/checks/walk.ts'
import type { Analysis } from '../../../../src/domains/phaser/api-resolver/analysis.ts'
import { analyse } from '../../../../src/domains/phaser/api-resolver/analysis.ts'
import { isFunction } from '../../../../src/domains/phaser/api-resolver/syntax.ts'
import type { Type } from '../../../../src/domains/phaser/api-resolver/types.ts'
import { apiSource } from '../../../../src/domains/phaser/api-source.ts'

const cache = mkdtempSync(join(tmpdir(), 'resolver-'))
t.teardown(() => rmSync(cache, { recursive: true, force: true }))
const index = await openIndex(apiSource(), cache)

function analysisOf(code: string): Analysis {
  const { program, failure } = parseProgram(code)
  if (!program) throw new Error(failure.message)
  return analyse(program, index)
}

function shown(type: Type | undefined): string {
  if (!type) return 'unknown'
  if (type.kind === 'instance') return type.ids.join(' | ') || 'plain object'
  if (type.kind === 'list') return `${shown(type.of)}[]`
  return type.kind === 'static' ? `class ${type.id}` : type.kind
}

/** The type of the one argument of `see(…)`. */
function seen(code: string): string {
  const { resolver } = analysisOf(code)
  let found: Node | undefined
  walk(resolver.facts.program.ast, (node) => {
    if (node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'see')
      found = node.arguments[0]
  })
  return shown(resolver.typeOf(found!))
}

const inScene = (body: string): string => `new Phaser.Game({ scene: { create() { ${body} } } })`
const inClass = (body: string): string => `class A extends Phaser.Scene { create() { ${body} } }`

const GRAPHICS = 'Phaser.GameObjects.Graphics'
const SCENE = 'Phaser.Scene'

const TABLE: readonly (readonly [string, string, string])[] = [
  ['a namespace', 'see(Phaser.Math)', 'class Phaser.Math'],
  ['a class of a namespace', 'see(Phaser.GameObjects.Graphics)', `class ${GRAPHICS}`],
  ['a new object', 'see(new Phaser.Math.Vector2())', 'Phaser.Math.Vector2'],
  ['a constant object', 'see(Phaser.Math.RND)', 'Phaser.Math.RandomDataGenerator'],
  ['the global through window', 'see(new window.Phaser.Game({}))', 'Phaser.Game'],
  ['this in a scene class', inClass('see(this)'), SCENE],
  ['this in a scene object', inScene('see(this)'), SCENE],
  ['this in an arrow of a scene object', inScene('[1].map(() => see(this))'), SCENE],
  [
    'this in a function given as a scene',
    'new Phaser.Game({ scene: { create: begin } }); function begin() { see(this) }',
    SCENE,
  ],
  ['this in a scene of a list', 'const s = { create() { see(this) } }; new Phaser.Game({ scene: [s] })', SCENE],
  ['this in a scene added later', "game.scene.add('a', { create() { see(this) } })", SCENE],
  [
    'this in a member of extend',
    'new Phaser.Game({ scene: { create() {}, extend: { help() { see(this) } } } })',
    SCENE,
  ],
  ['this in a function of a plain object', 'const o = { create() { see(this) } }', 'unknown'],
  ['this in a plain function', inScene('help()') + '; function help() { see(this) }', 'unknown'],
  ['this by call()', inScene('help.call(this)') + '; function help() { see(this) }', SCENE],
  ['this by a context argument', inScene("this.input.on('x', function () { see(this) }, this)"), SCENE],
  [
    'this by callbackScope',
    inScene('this.time.addEvent({ callback: function () { see(this) }, callbackScope: this })'),
    SCENE,
  ],
  [
    'this of a listener without a context',
    inScene("this.add.text(1, 1, '').on('x', function () { see(this) })"),
    'Phaser.GameObjects.Text',
  ],
  [
    'this in a subclass of an alias',
    'const { Sprite } = Phaser.GameObjects; class A extends Sprite { f() { see(this) } }',
    'Phaser.GameObjects.Sprite',
  ],
  [
    'this in a function put on an object',
    'const s = new Phaser.Scene(); s.create = function () { see(this.add) }',
    'Phaser.GameObjects.GameObjectFactory',
  ],
  ['a factory call', inScene('see(this.add.graphics())'), GRAPHICS],
  ['a chain that returns this', inScene('see(this.add.graphics().fillStyle(1).setDepth(2))'), GRAPHICS],
  ['a plugin of a plugin', inScene('see(this.input.keyboard)'), 'Phaser.Input.Keyboard.KeyboardPlugin'],
  ['a field of a typedef', inScene('see(this.input.keyboard.createCursorKeys().left)'), 'Phaser.Input.Keyboard.Key'],
  [
    'a property that several types share',
    inScene("see(this.physics.add.sprite(1, 1, 'a').body)"),
    'Phaser.Physics.Arcade.Body',
  ],
  ['an optional chain', inScene('see(this.cameras?.main)'), 'Phaser.Cameras.Scene2D.Camera'],
  ['a variable', inScene('const g = this.add.graphics(); see(g)'), GRAPHICS],
  [
    'a variable assigned elsewhere',
    'let g; ' + inScene('g = this.add.graphics()') + '; function f() { see(g) }',
    GRAPHICS,
  ],
  [
    'a variable that was null first',
    'let g = null; ' + inScene('g = this.add.graphics()') + '; function f() { see(g) }',
    GRAPHICS,
  ],
  [
    'a variable with two types',
    'let g; ' + inScene("g = this.add.graphics(); g = this.add.text(1, 1, '')") + '; see(g)',
    `${GRAPHICS} | Phaser.GameObjects.Text`,
  ],
  [
    'a variable with an unknown value',
    'let g; ' + inScene('g = this.add.graphics(); g = pick()') + '; see(g)',
    'unknown',
  ],
  ['a global that nobody declares', inScene('pen = this.add.graphics(); see(pen)'), GRAPHICS],
  ['an alias', inScene('const { add } = this; see(add.graphics())'), GRAPHICS],
  ['a property of a scene class', inClass('this.g = this.add.graphics(); see(this.g)'), GRAPHICS],
  [
    'a property written in another method',
    'class A extends Phaser.Scene { create() { this.g = this.add.graphics() } f() { see(this.g) } }',
    GRAPHICS,
  ],
  [
    'a property written through an alias of this',
    inScene('const self = this; self.g = this.add.graphics(); see(this.g)'),
    GRAPHICS,
  ],
  [
    'a property with an unknown value',
    inClass('this.g = this.add.graphics(); this.g = pick(); see(this.g)'),
    'unknown',
  ],
  [
    'a property written where this is unknown',
    inClass('this.g = this.add.graphics(); see(this.g)') + '; function f() { this.g = 1 }',
    'unknown',
  ],
  ['a property that hides the engine’s', inClass('this.add = pick(); see(this.add)'), 'unknown'],
  [
    'an instance of a class of the program',
    'class H extends Phaser.GameObjects.Sprite {} see(new H())',
    'Phaser.GameObjects.Sprite',
  ],
  ['an instance of a plain class', 'class H {} see(new H())', 'plain object'],
  ['an instance of a class with an unknown base', 'class H extends pick() {} see(new H())', 'unknown'],
  [
    'a class field',
    'class A extends Phaser.Scene { p = new Phaser.Math.Vector2(); f() { see(this.p) } }',
    'Phaser.Math.Vector2',
  ],
  [
    'a getter',
    'class A extends Phaser.Scene { get p() { return this.add } f() { see(this.p) } }',
    'Phaser.GameObjects.GameObjectFactory',
  ],
  [
    'what a function returns',
    'function make(s) { return new Phaser.Math.Vector2() } see(make())',
    'Phaser.Math.Vector2',
  ],
  [
    'what an async function returns',
    'async function make() { return new Phaser.Math.Vector2() } see(make())',
    'unknown',
  ],
  [
    'a parameter of a function that is only called',
    inScene('f(this.add.graphics())') + '; function f(g) { see(g) }',
    GRAPHICS,
  ],
  [
    'a parameter of a function that is handed on',
    inScene('f(this.add.graphics())') + '; go(f); function f(g) { see(g) }',
    'unknown',
  ],
  [
    'a parameter that functions hand to each other',
    inScene('f(this)') + '; function f(s) { g(s) } function g(s) { f(s); see(s.add) }',
    'Phaser.GameObjects.GameObjectFactory',
  ],
  ['a parameter that nobody gives anything', 'function f(s) { f(s); see(s) }', 'unknown'],
  [
    'a parameter of a method',
    'class A extends Phaser.Scene { create() { this.draw(this.add.graphics()) } draw(g) { see(g) } }',
    GRAPHICS,
  ],
  [
    'a parameter of what the engine calls',
    'class A extends Phaser.Scene { create(g) { see(g) } f() { this.create(this.add.graphics()) } }',
    'unknown',
  ],
  ['a pointer of a listener', inScene("this.input.on('pointerdown', (p) => see(p))"), 'Phaser.Input.Pointer'],
  ['an element of a list', inScene('const l = [this.add.graphics()]; see(l[0])'), GRAPHICS],
  [
    'an element of a list that is filled later',
    inScene('const l = []; l.push(this.add.graphics()); for (const g of l) see(g)'),
    GRAPHICS,
  ],
  [
    'an element of a list of the engine',
    inScene('this.add.group().getChildren().forEach((c) => see(c))'),
    'Phaser.GameObjects.GameObject',
  ],
  ['a condition', inScene('see(pick() ? this.add.graphics() : null)'), GRAPHICS],
  ['a shadowed Phaser', '(function (Phaser) { see(Phaser.Math) })()', 'unknown'],
  ['a value that depends on itself', 'let a = b, b = a; see(a)', 'unknown'],
  ['a computed member', inScene("see(this['add']['graphics']())"), GRAPHICS],
]

t.test('the type of', async (t) => {
  for (const [title, code, type] of TABLE) t.equal(seen(code), type, title)
})

t.test('code counts as reachable unless nothing that runs names it', async (t) => {
  const { isReachable, resolver } = analysisOf(`
    new Phaser.Game({ scene: [Play] })
    class Play extends Phaser.Scene {
      create() { used(); this.asked(); const { taken } = this; taken() }
      asked() {}
      taken() {}
      forgotten() { onlyFromForgotten() }
      render() {}
    }
    class Unused extends Phaser.Scene { create() {} }
    class Hero extends Phaser.GameObjects.Sprite { preUpdate() {} }
    function used() { return new Hero() }
    function onlyFromForgotten() {}
    const never = () => {}
    const recursive = () => recursive()
    'named in text'
  `)
  const functions = [...resolver.facts.parents.keys()].filter((node) => isFunction(node))
  const names = functions.map((fn) => {
    const parent = resolver.facts.parents.get(fn)!
    const name =
      fn.type === 'FunctionDeclaration'
        ? fn.id
        : parent.type === 'VariableDeclarator'
          ? parent.id
          : parent.type === 'MethodDefinition'
            ? parent.key
            : null
    return [name?.type === 'Identifier' ? name.name : '', isReachable(fn)]
  })
  t.same(names, [
    ['create', true],
    ['asked', true],
    ['taken', true],
    ['forgotten', false],
    ['render', true],
    ['create', false],
    ['preUpdate', true],
    ['used', true],
    ['onlyFromForgotten', false],
    ['never', false],
    ['recursive', false],
  ])
})

t.test('the analysis is made once a program', async (t) => {
  const { program } = parseProgram('new Phaser.Game({})')
  t.equal(analyse(program!, index), analyse(program!, index))
})

t.test('programs that are made to be expensive are not', async (t) => {
  const hostile: Record<string, string> = {
    'a long chain of calls': inClass(`this.add.graphics()${'.setDepth(1)'.repeat(200)}.fillStar()`),
    'many writes and reads of a variable': `let x; ${'x = new Phaser.Game(); x.no();'.repeat(1000)}`,
    'many writes and reads of a property': inClass('this.x = this.add; this.x.no();'.repeat(1000)),
    'many arguments': `f(${'a, '.repeat(10_000)} this)`,
    'many parameters and calls': `function f(${Array.from({ length: 100 }, (_, i) => `p${i}`).join()}) { ${Array.from({ length: 100 }, (_, i) => `p${i}.no();`).join('')} } ${`f(${'1,'.repeat(100)});`.repeat(150)}`,
    'many empty lists and pushes': `${Array.from({ length: 600 }, (_, i) => `const a${i} = []; a${i}.push(new Phaser.Game());`).join('')}`,
    'many classes of one method': Array.from(
      { length: 600 },
      (_, i) => `class C${i} extends Phaser.Scene { m() { this.no${i}() } }`,
    ).join('\n'),
    'a long chain of classes': Array.from(
      { length: 500 },
      (_, i) => `class C${i + 1} extends C${i} { m() { this.no() } }`,
    ).join('\n'),
    'names of the prototype': inClass(
      'this.constructor.prototype.__proto__.toString(); this["__proto__"].hasOwnProperty("valueOf")',
    ),
  }
  for (const [title, code] of Object.entries(hostile)) {
    const start = process.cpuUsage()
    analysisOf(code)
    const { user, system } = process.cpuUsage(start)
    // Some 0.1 s each; work in the square of the code goes far beyond. CPU time: a busy machine changes nothing.
    t.ok(user + system < 5e6, `${title}: ${Math.round((user + system) / 1000)} ms of CPU`)
  }
})
