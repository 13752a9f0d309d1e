import t from 'tap'
import type { ApiSymbol } from '../../src/api-index/api-index.ts'
import { readDeclarations } from '../../src/api-index/declarations.ts'

const TEXT = `
/// <reference types="./other" />
declare type Callback = (a: number) => void;
declare namespace Engine {
  /** The shapes. */
  namespace Shapes {
    /**
     * A round shape.
     *
     * Second paragraph.
     * @param r The radius.
     */
    class Circle<T> extends Engine.Base<T> implements Engine.Parts.Paint {
      /** @param r radius */
      constructor(r?: number, ...rest: any[]);
      /** The radius, see {@link Engine.Base#size the size}. */
      readonly radius: number;
      protected hidden(): void;
      static Make(r: number): Engine.Shapes.Circle;
      /**
       * Sets it.
       * @param value new value
       */
      set<K extends string>(key: K, value?: { /* odd */ a: number;
         b: string }): this;
      set(key: number): this;
      get area(): number;
      set area(value: number);
      "odd name": string;
      [Symbol.iterator](): any;
    }
    namespace Circle { const UNIT: 1; }
  }
  namespace Parts { interface Paint { color: number; paint(): this; } }
  class Base<T> { size: number; }
  enum Modes { OFF = -1, ON, NAMED = 'named' }
  function make(kind: 'a' | "b"): Engine.Base | null;
  const AUTO: number;
  var RND: Engine.Base;
  namespace Types {
    type Config = { [key: string]: any } & Engine.Types.Common & {
      /** How long, in ms. */
      duration?: number;
      onDone: () => void;
    };
    type Common = { name: string };
    type Either = string | number;
  }
}
declare module 'engine' { export = Engine; }
`

const symbols = readDeclarations(TEXT)

function symbol(id: string): ApiSymbol {
  const found = symbols.get(id)
  if (!found) throw new Error(`no ${id}`)
  return found
}

t.test('every declared thing gets the kind and the id that programs and docs write', async (t) => {
  const kinds: Record<string, string> = {
    Callback: 'typedef',
    Engine: 'namespace',
    'Engine.Shapes': 'namespace',
    'Engine.Shapes.Circle': 'class',
    'Engine.Shapes.Circle#radius': 'property',
    'Engine.Shapes.Circle#hidden': 'method',
    'Engine.Shapes.Circle.Make': 'method',
    'Engine.Shapes.Circle#set': 'method',
    'Engine.Shapes.Circle#area': 'property',
    'Engine.Shapes.Circle.UNIT': 'constant',
    'Engine.Parts.Paint': 'interface',
    'Engine.Parts.Paint#color': 'property',
    'Engine.Parts.Paint#paint': 'method',
    'Engine.Base': 'class',
    'Engine.Base#size': 'property',
    'Engine.Modes': 'enum',
    'Engine.Modes.OFF': 'enum-member',
    'Engine.Modes.ON': 'enum-member',
    'Engine.Modes.NAMED': 'enum-member',
    'Engine.make': 'function',
    'Engine.AUTO': 'constant',
    'Engine.RND': 'constant',
    'Engine.Parts': 'namespace',
    'Engine.Types': 'namespace',
    'Engine.Types.Config': 'typedef',
    'Engine.Types.Config.duration': 'config-field',
    'Engine.Types.Config.onDone': 'config-field',
    'Engine.Types.Common': 'typedef',
    'Engine.Types.Common.name': 'config-field',
    'Engine.Types.Either': 'typedef',
  }
  t.strictSame(Object.fromEntries([...symbols].map(([id, { kind }]) => [id, kind])), kinds)
})

t.test('signatures are one line of TypeScript without comments', async (t) => {
  const signatures: [id: string, signature: string, type: string][] = [
    ['Engine.Shapes.Circle', 'new Engine.Shapes.Circle(r?: number, ...rest: any[])', ''],
    ['Engine.Shapes.Circle#radius', 'readonly radius: number', 'number'],
    ['Engine.Shapes.Circle#hidden', 'protected hidden(): void', 'void'],
    ['Engine.Shapes.Circle.Make', 'static Make(r: number): Engine.Shapes.Circle', 'Engine.Shapes.Circle'],
    ['Engine.Shapes.Circle#set', 'set<K extends string>(key: K, value?: { a: number; b: string }): this', 'this'],
    ['Engine.make', `make(kind: 'a' | "b"): Engine.Base | null`, 'Engine.Base | null'],
    ['Engine.RND', 'var RND: Engine.Base', 'Engine.Base'],
    ['Engine.Types.Config', 'type Engine.Types.Config', '[key: string]: any'],
    ['Engine.Types.Config.duration', 'duration?: number', 'number'],
    ['Engine.Types.Either', 'type Engine.Types.Either', 'string | number'],
  ]
  for (const [id, signature, type] of signatures) t.match(symbol(id), { signature, type }, id)
})

t.test('params say what may be left out', async (t) => {
  t.strictSame(symbol('Engine.Shapes.Circle').params, [
    { name: 'r', type: 'number', optional: true },
    { name: 'rest', type: 'any[]', optional: true },
  ])
  t.equal(symbol('Engine.make').params[0].optional, false)
})

t.test('bases come from extends, implements and intersections, without type arguments', async (t) => {
  t.strictSame(symbol('Engine.Shapes.Circle').bases, ['Engine.Base', 'Engine.Parts.Paint'])
  t.strictSame(symbol('Engine.Types.Config').bases, ['Engine.Types.Common'])
})

t.test('what is read through the owner itself is static', async (t) => {
  const fixed = ['Engine.Shapes.Circle.Make', 'Engine.Shapes.Circle.UNIT', 'Engine.make', 'Engine.AUTO', 'Engine.Modes.ON']
  for (const id of fixed) t.equal(symbol(id).static, true, id)
  for (const id of ['Engine.Shapes.Circle#radius', 'Engine.Types.Common.name']) t.equal(symbol(id).static, false, id)
})

t.test('docs are the first paragraph as plain text', async (t) => {
  t.equal(symbol('Engine.Shapes').doc, 'The shapes.')
  t.equal(symbol('Engine.Shapes.Circle').doc, 'A round shape.')
  t.equal(symbol('Engine.Shapes.Circle#radius').doc, 'The radius, see the size.')
  t.equal(symbol('Engine.Types.Config.duration').doc, 'How long, in ms.')
  t.equal(symbol('Engine.AUTO').doc, '')
})

t.test('literal values are kept, and no value is guessed for an enum member without one', async (t) => {
  t.equal(symbol('Engine.Modes.OFF').value, -1)
  t.equal(symbol('Engine.Modes.NAMED').value, 'named')
  t.equal(symbol('Engine.Shapes.Circle.UNIT').value, 1)
  t.equal(symbol('Engine.Modes.ON').value, undefined)
})
