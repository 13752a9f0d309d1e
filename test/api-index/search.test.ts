import t from 'tap'
import { join } from 'node:path'
import type { ApiSymbol } from '../../src/api-index/api-index.ts'
import { buildSymbols } from '../../src/api-index/build.ts'
import { writeIndexFile } from '../../src/api-index/index-file.ts'
import { loadIndexFile } from '../../src/api-index/index-store.ts'
import { buildSearchData, searchOver } from '../../src/api-index/search.ts'

const DECLARATIONS = `
declare class Outside { turnAround(): void; }
declare namespace Engine {
  class Sprite {
    /** Turns it around its middle. */
    turn(angle: number): this;
    /** How much it has turned. */
    angle: number;
    setAlpha(value: number): this;
    protected turnInner(): void;
    _turn: number;
  }
  class Text { setAlpha(value: number): this; setText(text: string): this; }
  class Camera { setAlpha(value: number): this; /** Follows a sprite. */ follow(target: Engine.Sprite): void; }
  class Factory { sprite(): Engine.Types.SpriteWithBody; text(): Engine.Text; oldText(): Engine.Text; }
  class Screens { main: Engine.Camera; all: Engine.Camera[]; }
  namespace Inner { class Renderer { turn(): void; turnAll(): void; } }
  namespace Types { type SpriteWithBody = Engine.Sprite & { body: any }; }
  namespace Padding { ${Array.from({ length: 40 }, (_, at) => `const FILL${at}: number;`).join(' ')} }
}`

const folder = t.testdir({ 'engine.d.ts': DECLARATIONS })
const path = join(folder, 'index.jsonl')
const source = { engine: 'engine@1', declarations: [join(folder, 'engine.d.ts')], root: 'Engine' }
writeIndexFile(path, 'engine@1-x', 'Engine', buildSymbols(source))
const index = loadIndexFile(path)
const isHidden = ({ id, signature, name }: ApiSymbol) =>
  !id.startsWith('Engine.') || id.startsWith('Engine.Inner') || name.startsWith('_') || signature.startsWith('protected')
const priors = [...index.symbols()].map((symbol) => (isHidden(symbol) ? 0 : symbol.id.includes('old') ? 0.2 : 1))
const search = searchOver(index, buildSearchData(index, priors))
const ids = (query: string, k = 5) => search.search(query, k).map(({ symbol }) => symbol.id)

t.test('a query finds symbols by name before those that only mention its words', async (t) => {
  t.equal(ids('turn')[0], 'Engine.Sprite#turn')
  t.ok(ids('turned').includes('Engine.Sprite#angle'))
  t.equal(ids('follow the sprite')[0], 'Engine.Camera#follow')
  t.equal(ids('setText')[0], 'Engine.Text#setText')
})

t.test('what has no prior is never found', async (t) => {
  const found = ids('turn turnInner turnAround turnAll Outside Renderer', 50)
  t.strictSame(found.filter((id) => /Inner|Outside|_turn|turnInner/.test(id)), [])
})

t.test('scores fall, ties go by id, and two searches agree', async (t) => {
  const hits = search.search('setAlpha value', 3)
  t.strictSame(hits.map(({ symbol }) => symbol.owner).toSorted(), ['Engine.Camera', 'Engine.Sprite', 'Engine.Text'])
  t.strictSame(search.search('setAlpha value', 3), hits)
  for (const [at, { score }] of hits.entries()) t.ok(at === 0 || score <= hits[at - 1].score)
  t.strictSame(ids('FILL7 FILL8 FILL9', 3), ['Engine.Padding.FILL7', 'Engine.Padding.FILL8', 'Engine.Padding.FILL9'])
})

t.test('the same name of many owners does not fill the list', async (t) => {
  t.ok(ids('setAlpha setText', 2).includes('Engine.Text#setText'))
})

t.test('a query without known words finds nothing', async (t) => {
  for (const query of ['', 'zzz', '不认识', '\u0000']) t.strictSame(ids(query), [], JSON.stringify(query))
  t.strictSame(ids('turn', 0), [])
})

t.test('the sources of a type are what gives it, usual ones alone', async (t) => {
  t.strictSame(search.sourcesOf('Engine.Types.SpriteWithBody'), ['Engine.Factory#sprite'])
  t.strictSame(search.sourcesOf('Engine.Text'), ['Engine.Factory#text'], 'an unusual source is left out')
  t.strictSame(search.sourcesOf('Engine.Camera'), ['Engine.Screens#all', 'Engine.Screens#main'])
  for (const none of ['Engine.Nothing', 'toString', '']) t.strictSame(search.sourcesOf(none), [], none)
})

t.test('a symbol has its prior, any other none; a term is known by what is shown', async (t) => {
  t.equal(search.prior('Engine.Sprite#turn'), 1)
  t.equal(search.prior('Engine.Inner.Renderer#turn'), 0)
  t.equal(search.prior('Engine.Nothing'), 0)
  t.ok(search.knows('turn'))
  t.notOk(search.knows('renderer'))
})
