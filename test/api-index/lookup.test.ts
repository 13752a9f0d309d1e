import t from 'tap'
import { join } from 'node:path'
import { buildSymbols } from '../../src/api-index/build.ts'
import { describeSymbol } from '../../src/api-index/describe.ts'
import { writeIndexFile } from '../../src/api-index/index-file.ts'
import { loadIndexFile } from '../../src/api-index/index-store.ts'

const DECLARATIONS = `
declare namespace Engine {
  namespace Events { const DOWN: string; const OTHER_DOWN: string; const UP: string; }
  namespace Parts { interface Paint { color: number; size: string; } }
  class Emitter { on(event: string): this; static Of(): Emitter; }
  /** A thing. */
  class Thing extends Emitter { size: number; constructor(size?: number); }
  class Camera extends Engine.Thing implements Engine.Parts.Paint { zoom: number; private inner: number; }
  class Loop extends Engine.Loop { turn(): void; }
  enum Modes { ADD }
  namespace Types {
    type CameraWithBody = Engine.Camera & { body: Engine.Thing };
    type Done = (ok: boolean) => void;
  }
  function make(): Engine.Camera;
}`

const SOURCE = `
/**
 * @event Engine.Events#DOWN
 */
module.exports = 'down';
/**
 * @event Engine.Events#OTHER_DOWN
 */
module.exports = 'down';
/**
 * @event Engine.Events#UP
 */
module.exports = 'up';
/**
 * @name Engine.Modes.ADD
 */
    ADD: 1,
/**
 * @name Engine.Camera#rotation
 * @type {number}
 * @private
 */
`

const folder = t.testdir({ 'engine.d.ts': DECLARATIONS, 'engine.js': SOURCE })
const source = {
  engine: 'engine@1.0.0',
  declarations: [join(folder, 'engine.d.ts')],
  sources: [join(folder, 'engine.js')],
  root: 'Engine',
}
const path = join(folder, 'index.jsonl')
writeIndexFile(path, 'engine@1.0.0-x', 'Engine', buildSymbols(source))
const index = loadIndexFile(path)

t.test('an id resolves to the member that declares it, inherited or own, with either separator', async (t) => {
  const cases: [asked: string, declared: string | undefined, inherited?: boolean][] = [
    ['Engine', 'Engine', false],
    ['Engine.Camera', 'Engine.Camera', false],
    ['Engine.Camera#zoom', 'Engine.Camera#zoom', false],
    ['Engine.Camera.zoom', 'Engine.Camera#zoom', false],
    ['Engine.Camera#size', 'Engine.Thing#size', true],
    ['Engine.Camera#on', 'Engine.Emitter#on', true],
    ['Engine.Camera#color', 'Engine.Parts.Paint#color', true],
    ['Engine.Camera.Of', 'Engine.Emitter.Of', true],
    ['Engine.Events#DOWN', 'Engine.Events.DOWN', false],
    ['Engine.Types.CameraWithBody#body', 'Engine.Types.CameraWithBody.body', false],
    ['Engine.Types.CameraWithBody.zoom', 'Engine.Camera#zoom', true],
    ['Engine.Camera#rotation', 'Engine.Camera#rotation', false],
    ['Engine.Camera#fly', undefined],
    ['Engine.Loop#fly', undefined],
    ['Engine.Camera#Camera#zoom', undefined],
    ['Unknown#zoom', undefined],
    ['zoom', undefined],
    ['', undefined],
    ['#', undefined],
    ['.', undefined],
  ]
  for (const [asked, declared, inherited] of cases) {
    const found = index.resolve(asked)
    t.equal(found?.symbol.id, declared, asked)
    t.equal(found?.inherited, inherited, asked)
  }
})

t.test('members and statics are two worlds', async (t) => {
  t.equal(index.member('Engine.Emitter', 'Of'), undefined)
  t.equal(index.staticMember('Engine.Emitter', 'on'), undefined)
  t.equal(index.staticMember('Engine', 'Events.DOWN'), undefined, 'a path is no name')
  t.equal(index.staticMember('Engine.Types.CameraWithBody', 'body'), undefined, 'a field is no static')
  t.equal(index.staticMember('Engine.Modes', 'ADD')?.symbol.value, 1)
})

t.test('names are listed with what is inherited, sorted and once', async (t) => {
  t.strictSame(index.memberNames('Engine.Camera'), ['color', 'inner', 'on', 'rotation', 'size', 'zoom'])
  t.strictSame(index.memberNames('Engine.Types.CameraWithBody').includes('body'), true)
  t.strictSame(index.staticNames('Engine.Camera'), ['Of'])
  t.strictSame(index.staticNames('Engine.Events'), ['DOWN', 'OTHER_DOWN', 'UP'])
  t.strictSame(index.memberNames('Engine.Loop'), ['turn'])
  t.strictSame(index.memberNames('Unknown'), [])
})

t.test('a list that a caller changes is a list of its own', async (t) => {
  index.memberNames('Engine.Camera').pop()
  t.equal(index.memberNames('Engine.Camera').length, 6)
})

t.test('names, subtypes and event strings lead back to ids', async (t) => {
  t.strictSame(index.named('size'), ['Engine.Parts.Paint#size', 'Engine.Thing#size'])
  t.strictSame(index.named('__proto__'), [])
  t.strictSame(index.subtypes('Engine.Thing'), ['Engine.Camera', 'Engine.Types.CameraWithBody'])
  t.strictSame(index.subtypes('Engine.Camera'), ['Engine.Types.CameraWithBody'])
  t.strictSame(index.eventsByValue('down'), ['Engine.Events.DOWN', 'Engine.Events.OTHER_DOWN'])
  t.strictSame(index.eventsByValue('sideways'), [])
})

t.test('a miss is answered with names that exist: of the owner, or of all owners when that is unknown too', async (t) => {
  t.strictSame(index.suggest('Engine.Camera', 'zom'), ['zoom'])
  t.strictSame(index.suggest('Engine.Camera', 'turns'), [])
  t.strictSame(index.suggest('Unknown', 'turns'), ['turn'])
})

t.test('all symbols come in the order of their ids', async (t) => {
  const ids = [...index.symbols()].map(({ id }) => id)
  t.equal(ids.length, index.size)
  t.strictSame(ids, ids.toSorted((a, b) => (a < b ? -1 : 1)))
})

t.test('a symbol is described for people', async (t) => {
  const text = describeSymbol(index, 'Engine.Camera#size') ?? ''
  for (const part of ['Engine.Thing#size', 'inherited by Engine.Camera from Engine.Thing', 'size: number']) {
    t.ok(text.includes(part), part)
  }
  t.match(describeSymbol(index, 'Engine.Events.DOWN'), /= 'down'/)
  t.match(describeSymbol(index, 'Engine.Types.Done'), /= \(ok: boolean\) => void/)
  t.match(describeSymbol(index, 'Engine.Thing'), /extends Engine.Emitter[^]*A thing\.[^]*members 2: on, size/)
  t.equal(describeSymbol(index, 'Engine.Camera#fly'), undefined)
})
