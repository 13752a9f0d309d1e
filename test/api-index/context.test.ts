import t from 'tap'
import { join } from 'node:path'
import type { ApiSymbol } from '../../src/api-index/api-index.ts'
import { buildSymbols } from '../../src/api-index/build.ts'
import { chooseContext, type ContextLimits, type ContextRequest } from '../../src/api-index/context.ts'
import { writeIndexFile } from '../../src/api-index/index-file.ts'
import { loadIndexFile } from '../../src/api-index/index-store.ts'
import { priorOf } from '../../src/api-index/prior.ts'
import { buildSearchData, searchOver } from '../../src/api-index/search.ts'

const DECLARATIONS = `
declare namespace Engine {
  class Scene { /** Makes things. */ add: Engine.Factory; }
  class Emitter { /** Listens. */ on(event: string): this; }
  class Factory { /** A sprite. */ sprite(): Engine.Types.SpriteWithBody; /** A text. */ text(): Engine.Text; }
  class Sprite extends Engine.Emitter {
    /** Turns it around. */ turn(angle: number): this;
    /** Sets how clear it is. */ setAlpha(value: number): this;
    /** Moves it. */ move(x: number): this;
  }
  class Text extends Engine.Emitter { /** Sets how clear it is. */ setAlpha(value: number): this; /** Says it. */ setText(text: string): this; }
  /** Events. */ namespace Events { const DOWN: string; }
  namespace Types { type SpriteWithBody = Engine.Sprite & { body: any }; }
  namespace Padding { ${Array.from({ length: 40 }, (_, at) => `const FILL${at}: number;`).join(' ')} }
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
const search = searchOver(
  index,
  buildSearchData(index, priorOf(index, { entries: ['Engine.Scene'], internals: [], machinery: [] })),
)
const NOTHING: ContextRequest = { query: '', mustUse: [], companions: [] }

function choose(request: Partial<ContextRequest>, limits: Partial<ContextLimits> = {}): string[] {
  const all = { items: 20, tokens: Infinity, cost: () => 0, ...limits }
  return chooseContext(index, search, { ...NOTHING, ...request }, all).map(({ id }: ApiSymbol) => id)
}

t.test('a required type brings what gives it and its members, and comes after them', async (t) => {
  const ids = choose({ mustUse: ['Engine.Sprite'] })
  t.equal(ids[0], 'Engine.Factory#sprite')
  for (const name of ['turn', 'setAlpha', 'move']) t.ok(ids.includes(`Engine.Sprite#${name}`), name)
  t.equal(ids.at(-1), 'Engine.Sprite')
})

t.test('required members come first, in their order, each once; what does not exist is passed over', async (t) => {
  const mustUse = [
    'Engine.Nothing',
    'Engine.Text#setText',
    'Engine.Sprite.turn',
    'Engine.Text#setText',
    'Engine.Events.DOWN',
  ]
  t.strictSame(choose({ mustUse }).slice(0, 3), ['Engine.Text#setText', 'Engine.Sprite#turn', 'Engine.Events.DOWN'])
})

t.test('companions come by likelihood, evidence adds up, and what speaks against a symbol takes it back', async (t) => {
  const companions = [
    { id: 'Engine.Sprite#move', likelihood: 0.6 },
    { id: 'Engine.Text#setText', likelihood: 0.5 },
    { id: 'Engine.Text#setText', likelihood: 0.5 },
    { id: 'Engine.Nothing#at', likelihood: 0.9 },
  ]
  t.strictSame(choose({ companions }), ['Engine.Text#setText', 'Engine.Sprite#move'])
  const against = [{ id: 'Engine.Text#setText', likelihood: -0.9 }, ...companions]
  t.strictSame(choose({ companions: against }), ['Engine.Sprite#move', 'Engine.Text#setText'])
})

t.test('an inherited member is named as it is declared', async (t) => {
  t.strictSame(choose({ companions: [{ id: 'Engine.Sprite#on', likelihood: 0.5 }] }), ['Engine.Emitter#on'])
})

t.test('the words of the task find what nothing else brings', async (t) => {
  t.equal(choose({ query: 'turn' })[0], 'Engine.Sprite#turn')
})

t.test('of two faint symbols of one name, the second waits', async (t) => {
  const companions = ['Engine.Sprite#setAlpha', 'Engine.Text#setAlpha', 'Engine.Sprite#move'].map((id, at) => ({
    id,
    likelihood: 0.3 - at / 100,
  }))
  t.strictSame(choose({ companions }), ['Engine.Sprite#setAlpha', 'Engine.Sprite#move', 'Engine.Text#setAlpha'])
})

t.test('items and tokens are limits: the least likely members go first', async (t) => {
  const companions = ['turn', 'move', 'setAlpha'].map((name, at) => ({
    id: `Engine.Sprite#${name}`,
    likelihood: 0.9 - at / 10,
  }))
  const cost = (symbols: readonly ApiSymbol[]) => 10 * symbols.length
  t.strictSame(choose({ companions }, { items: 2 }), ['Engine.Sprite#turn', 'Engine.Sprite#move'])
  t.strictSame(choose({ companions }, { cost, tokens: 25 }), ['Engine.Sprite#turn', 'Engine.Sprite#move'])
  t.strictSame(choose({ companions, mustUse: ['Engine.Sprite'] }, { cost, tokens: 25 }), [
    'Engine.Sprite#turn',
    'Engine.Sprite',
  ])
  for (const limits of [{ items: 0 }, { cost, tokens: 5 }])
    t.strictSame(choose({ companions, mustUse: ['Engine.Sprite'] }, limits), [])
})
