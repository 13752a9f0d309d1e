/** Programs that mean harm, each a line or two, and the codes that their runs may end with; no code: they pass. */

export interface HostileProgram {
  readonly name: string
  readonly code: string
  /** One of these is the code of its issue; several where V8 and the limits race. None: the program passes. */
  readonly codes: readonly string[]
}

/** A game whose scene has these methods. */
const scene = (methods: string): string => `new Phaser.Game({ scene: { ${methods} } })`
const create = (body: string): string => scene(`create() { ${body} }`)

/** Where a program can hang: `LOOP` is put there. */
const PHASES: Record<string, string> = {
  'top level': 'LOOP',
  'the boot of a game': `new Phaser.Game({ callbacks: { preBoot() { LOOP } }, scene: {} })`,
  'the end of the boot': `new Phaser.Game({ callbacks: { postBoot() { LOOP } }, scene: {} })`,
  'a scene constructor': `new Phaser.Game({ scene: class extends Phaser.Scene { constructor() { super('a'); LOOP } } })`,
  'init()': scene('init() { LOOP }'),
  'preload()': scene('preload() { LOOP }'),
  'create()': create('LOOP'),
  'update()': scene('update() { LOOP }'),
  'a timer event': create('this.time.delayedCall(30, () => { LOOP })'),
  setTimeout: create('setTimeout(() => { LOOP }, 30)'),
  setInterval: create('setInterval(() => { LOOP }, 30)'),
  requestAnimationFrame: create('requestAnimationFrame(() => { LOOP })'),
  'a scene event': create(`this.events.on('postupdate', () => { LOOP })`),
  'a render event': create(`this.game.events.on('postrender', () => { LOOP })`),
  'a pointer handler': create(`this.input.on('pointerdown', () => { LOOP })`),
  'a key handler': create(`this.input.keyboard.on('keydown', () => { LOOP })`),
  'a tween callback': create(`this.tweens.add({ targets: { x: 0 }, x: 9, duration: 50, onComplete() { LOOP } })`),
  'an animated getter': create(`this.tweens.add({ targets: { get x() { LOOP } }, x: 9 })`),
  'window.onload': `window.onload = () => { LOOP }; ${scene('')}`,
  'a microtask': `queueMicrotask(() => { LOOP }); ${scene('')}`,
  'a promise': create('Promise.resolve().then(() => { LOOP })'),
  'an unhandled rejection': `window.onunhandledrejection = () => { LOOP }; Promise.reject({ get message() { LOOP } })`,
  'the text of a thrown value': create('throw { toString() { LOOP } }'),
  'the stack of a thrown value': create('throw { message: 1, get stack() { LOOP } }'),
  'what is logged': create('console.log({ toString() { LOOP } })'),
  'a getter of the signals': `window.__signals__ = { get a() { LOOP } }; ${create('')}`,
  'toJSON of the signals': `window.__signals__ = { toJSON() { LOOP } }; ${create('')}`,
  'a proxy as signals': `window.__signals__ = new Proxy({}, { ownKeys() { LOOP } }); ${create('')}`,
  'a getter of an object': create(`Object.defineProperty(this.add.image(9, 9), 'x', { get() { LOOP } })`),
  'a stack that is prepared': `Error.prepareStackTrace = () => { LOOP }; ${create('throw new Error(1)')}`,
}

export const loops: HostileProgram[] = Object.entries(PHASES).map(([phase, code]) => ({
  name: `endless loop in ${phase}`,
  code: code.replaceAll('LOOP', 'for (;;);'),
  codes: ['hang'],
}))

/** Other ways never to end. */
const ENDLESS: Record<string, string> = {
  'a microtask that makes the next': '(function again() { queueMicrotask(again) })()',
  'a promise that makes the next': '(function again() { Promise.resolve().then(again) })()',
  'microtasks once the signals are read': `window.__signals__ = { toJSON() { (async () => { for (;;) await 0 })() } }; ${create('')}`,
  'a regular expression': `/^(a+)+$/.test('a'.repeat(60) + 'b')`,
  'a generator that never ends': '[...(function* () { let i = 0; for (;;) if (i++ < 0) yield i })()]',
  'console output': 'for (;;) console.log(1)',
  'a sort that compares for ever': '[3, 2, 1].sort(() => { for (;;); })',
  'caught errors': `for (;;) try { null.x } catch {}`,
}

export const endless: HostileProgram[] = Object.entries(ENDLESS).map(([name, code]) => ({ name, code, codes: ['hang'] }))

/** What eats memory, or the native stack. It ends as it will, but it ends, and harms no one. */
const HUNGRY: Record<string, string> = {
  'a string that doubles': `let s = 'x'; for (;;) { s += s; s.charCodeAt(0) }`,
  'strings that are kept': `const kept = []; for (;;) kept.push('x'.repeat(1 << 20) + kept.length)`,
  '2 GB of buffers': 'const kept = []; for (let i = 0; i < 2048; i++) kept.push(new Uint8Array(1 << 20).fill(1)); LIVE',
  '2 GB of canvas': `const kept = []; for (let i = 0; i < 512; i++) kept.push(new ImageData(1024, 1024).data.fill(1)); LIVE`,
  '4 GB of WebAssembly memory': 'new Uint8Array(new WebAssembly.Memory({ initial: 65536 }).buffer).fill(1); LIVE',
  'JSON of a deep array': 'let a = []; for (let i = 0; i < 1e6; i++) a = [a]; JSON.stringify(a)',
  'the text of a deep array': 'let a = []; for (let i = 0; i < 1e6; i++) a = [a]; String(a)',
  'JSON text that is deep': `JSON.parse('['.repeat(1e6))`,
  'a deep expression': `eval('('.repeat(1e6))`,
  'a spread of millions': 'Math.max(...new Array(1e7))',
  'a deep regular expression': `new RegExp('('.repeat(1e5) + ')'.repeat(1e5)).test('x')`,
  'a comparator that sorts': 'const f = () => [2, 1].sort(f); f()',
  'a getter of itself': 'const o = { get x() { return this.x } }; o.x',
  'proxies of proxies': 'let p = {}; for (let i = 0; i < 1e5; i++) p = new Proxy(p, {}); p.x; p.y = 1; LIVE',
  'bound functions of bound functions': 'let f = () => 1; for (let i = 0; i < 1e5; i++) f = f.bind(null); f(); LIVE',
  'a rope of strings': `let s = ''; for (let i = 0; i < 1e6; i++) s = 'a' + s + 'b'; s.length; /x/.test(s); LIVE`,
  'thousands of games': 'for (let i = 0; i < 3000; i++) new Phaser.Game({ scene: {} })',
  'thousands of scenes': 'new Phaser.Game({ scene: Array.from({ length: 5000 }, (_, i) => ({ key: `s${i}`, create() {} })) })',
  'a million objects': create('for (let i = 0; i < 1e6; i++) this.add.image(i, i)'),
  'listeners for ever': create(`for (;;) this.input.on('pointerdown', () => 1)`),
  'frames that double': '(function twice() { requestAnimationFrame(twice); requestAnimationFrame(twice) })()',
  'timers that double': '(function twice() { setTimeout(twice, 9); setTimeout(twice, 9) })()',
  'a signals bomb': `window.__signals__ = { toJSON: () => Array(1e8).fill('x') }; ${create('')}`,
  'a text bomb': create(`this.add.text(0, 0, '').text = { toString: () => 'x'.repeat(5e8) }`),
}

export const hungry: HostileProgram[] = Object.entries(HUNGRY).map(([name, code]) => ({
  name,
  code: code.replace('LIVE', create('')),
  codes: ['', 'memory', 'hang', 'crash', 'runtime-error', 'compile-error', 'scene-not-running', 'create-not-run', 'no-game', 'boot-failed'],
}))

const BROKEN = create('this.nothing.at.all()')

/** Programs that break and want it unseen. */
const FORGERIES: Record<string, string> = {
  'prints a report': `console.log('{"id":"1","report":"{}"}'); console.log({ errors: [] }); ${BROKEN}`,
  'throws what is frozen, twice': create(`this.events.on('update', () => { throw e }); const e = Object.freeze(new Error('x')); throw e`),
  'throws nothing': create('throw undefined'),
  'throws a symbol': create(`throw Symbol('x')`),
  'throws a promise': create(`throw Promise.resolve(1)`),
  'replaces the event emitter': `Phaser.Events.EventEmitter.prototype.emit = () => true; ${BROKEN}`,
  'stops its own game': create('this.game.destroy(true); this.nothing.at.all()'),
  'empties the page': `for (const name of Object.getOwnPropertyNames(window)) try { delete window[name] } catch {}; null.x`,
  'freezes the world': `for (const o of [Object, Array, Function, Map, WeakMap, Promise, Reflect, JSON]) { Object.freeze(o); Object.freeze(o.prototype) }; ${BROKEN}`,
  'takes the prototypes away': `Object.setPrototypeOf(window, null); ${BROKEN}`,
  'says that the scene runs': create('this.sys.settings.status = 5; throw 1'),
  'plants setters for a report': `for (const name of ['errors', 'report', 'phase', 'message', 'line', 'frame', 'key']) Object.defineProperty(Object.prototype, name, { set() {}, get: () => [] }); ${BROKEN}`,
  'hides in the species of promises': `Object.defineProperty(Promise, Symbol.species, { get() { throw 1 } }); Promise.prototype.constructor = null; ${create('Promise.reject(2)')}`,
  'swallows rejections': `Promise.prototype.catch = Promise.prototype.then = function () { return this }; ${create('(async () => { null.x })()')}`,
}

export const forgeries: HostileProgram[] = Object.entries(FORGERIES).map(([name, code]) => ({
  name: `a program that ${name}`,
  code,
  codes: ['runtime-error', 'promise-rejection'],
}))

/** Odd, loud or vain, but no more than that. */
const HARMLESS: Record<string, string> = {
  'signals that are cyclic': `const o = {}; o.o = o; window.__signals__ = o; ${create('')}`,
  'signals that are deep': `let o = {}; for (let i = 0; i < 1e5; i++) o = { o }; window.__signals__ = o; ${create('')}`,
  'signals that throw': `window.__signals__ = { get a() { throw 1 } }; ${create('')}`,
  'frames that ask for frames': `(function next() { requestAnimationFrame(next) })(); ${create('')}`,
  'what is collected late': `new FinalizationRegistry(() => { for (;;); }).register({}, 1); ${create('')}`,
}

export const harmless: HostileProgram[] = Object.entries(HARMLESS).map(([name, code]) => ({ name, code, codes: [] }))
