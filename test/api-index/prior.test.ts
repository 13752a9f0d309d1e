import t from 'tap'
import { join } from 'node:path'
import { buildSymbols } from '../../src/api-index/build.ts'
import { writeIndexFile } from '../../src/api-index/index-file.ts'
import { loadIndexFile } from '../../src/api-index/index-store.ts'
import { priorOf } from '../../src/api-index/prior.ts'

const DECLARATIONS = `
declare class Outside { turn(): void; }
declare namespace Engine {
  class Scene {
    /** The factory. */ add: Engine.Factory;
    /** Runs each frame. */ update(time: number): void;
  }
  class Factory {
    /** Makes a sprite. */ sprite(): Engine.Sprite;
    /** Makes a text. */ text(): Engine.Text;
  }
  class Base {
    /** Frees it. */ destroy(): void;
    /** Loops. */ preUpdate(): void;
  }
  class Sprite extends Engine.Base {
    /** Turns it. */ turn(angle: number): this;
    turnUndocumented(): this;
    /** Turns the machine. */ turnMachinery(): void;
    /** Sets its place. */ setPosition(x: number): this;
    /** Crops it. */ setCrop(x: number): this;
    /** Called internally by the loop. */ turnNow(): void;
    protected turnInner(): void;
    _turn: number;
  }
  class Text extends Engine.Base {
    /** Sets its place. */ setPosition(x: number): this;
  }
  class Lonely {
    /** Turns it. */ turn(angle: number): this;
  }
  namespace Inner { class Renderer { /** Turns all. */ turn(): void; } }
}`

const folder = t.testdir({ 'engine.d.ts': DECLARATIONS })
const path = join(folder, 'index.jsonl')
writeIndexFile(
  path,
  'x',
  'Engine',
  buildSymbols({ engine: 'engine@1', declarations: [join(folder, 'engine.d.ts')], root: 'Engine' }),
)
const index = loadIndexFile(path)
const priors = priorOf(index, { entries: ['Engine.Scene'], internals: ['Engine.Inner'], machinery: ['Machine'] })
const byId = new Map([...index.symbols()].map(({ id }, position) => [id, priors[position]]))
const prior = (id: string) => byId.get(id)!

t.test('what programs must not touch has no prior', async (t) => {
  const hidden = [
    'Outside#turn',
    'Engine.Sprite#turnInner',
    'Engine.Sprite#_turn',
    'Engine.Sprite#turnNow',
    'Engine.Sprite#turnMachinery',
  ]
  for (const id of [...hidden, 'Engine.Base#preUpdate', 'Engine.Inner.Renderer#turn']) t.equal(prior(id), 0, id)
})

t.test('an entry keeps what the loop calls on it: the program fills it in', async (t) => {
  t.ok(prior('Engine.Scene#update') > 0)
})

t.test('one symbol is likelier than another', async (t) => {
  const pairs: [more: string, less: string, because: string][] = [
    ['Engine.Sprite#turn', 'Engine.Lonely#turn', 'a scene gets there'],
    ['Engine.Factory#sprite', 'Engine.Sprite#turn', 'fewer steps'],
    ['Engine.Sprite#turn', 'Engine.Sprite#turnUndocumented', 'it is documented'],
    ['Engine.Sprite#setPosition', 'Engine.Sprite#setCrop', 'more types have it'],
    ['Engine.Base#destroy', 'Engine.Lonely#turn', 'what a reachable type inherits is reachable'],
    ['Engine.Sprite#turn', 'Engine.Sprite', 'a type teaches less than its members'],
  ]
  for (const [more, less, because] of pairs)
    t.ok(prior(more) > prior(less), `${because}: ${prior(more)} > ${prior(less)}`)
  for (const value of priors) t.ok(value >= 0 && value <= 1)
})
