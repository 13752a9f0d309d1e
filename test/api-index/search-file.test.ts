import t from 'tap'
import { mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSymbols } from '../../src/api-index/build.ts'
import { writeIndexFile } from '../../src/api-index/index-file.ts'
import { loadIndexFile } from '../../src/api-index/index-store.ts'
import type { PriorRules } from '../../src/api-index/prior.ts'
import { openSearch } from '../../src/api-index/search-file.ts'

const DECLARATIONS = `declare namespace Engine {
  class Scene { /** Makes things. */ add: Engine.Factory; }
  class Factory { /** A round sprite. */ sprite(): Engine.Sprite; }
  class Sprite { /** Turns it around. */ turn(angle: number): this; }
  namespace Padding { ${Array.from({ length: 20 }, (_, at) => `const FILL${at}: number;`).join(' ')} }
}`
const RULES: PriorRules = { entries: ['Engine.Scene'], internals: [], machinery: [] }

const folder = t.testdir({ 'engine.d.ts': DECLARATIONS })
const path = join(folder, 'index.jsonl')
writeIndexFile(
  path,
  'engine@1',
  'Engine',
  buildSymbols({ engine: 'engine@1', declarations: [join(folder, 'engine.d.ts')], root: 'Engine' }),
)
const index = loadIndexFile(path)

function answers(cache: string, rules = RULES, folders = [cache]): unknown {
  const search = openSearch(index, rules, folders)
  const hits = search.search('turn the round sprite', 5).map(({ symbol, score }) => [symbol.id, score])
  return [
    hits,
    search.sourcesOf('Engine.Sprite'),
    search.prior('Engine.Sprite#turn'),
    search.knows('turn'),
    search.knows('zzz'),
  ]
}

const fileIn = (cache: string) => join(cache, 'api-index', readdirSync(join(cache, 'api-index'))[0])

t.test('a search from the cache answers as the one that was built', async (t) => {
  const cache = t.testdir({})
  const built = answers(cache)
  const bytes = readFileSync(fileIn(cache))
  t.strictSame(answers(cache), built)
  t.strictSame(readFileSync(fileIn(cache)), bytes)
  t.match(built, [[['Engine.Sprite#turn']], ['Engine.Factory#sprite'], Number, true, false])
})

t.test('the first folder that has a search gives it, and only the last is written to', async (t) => {
  const [shipped, cache] = [t.testdir({ shipped: {}, cache: {} })].flatMap((dir) => [join(dir, 'shipped'), join(dir, 'cache')])
  const built = answers(cache, RULES, [shipped, cache])
  t.strictSame(readdirSync(shipped), [])
  renameSync(join(cache, 'api-index'), join(shipped, 'api-index'))
  t.strictSame(answers(cache, RULES, [shipped, cache]), built)
  t.strictSame(readdirSync(cache), [])
})

t.test('a damaged, short or foreign file is made anew', async (t) => {
  const cache = t.testdir({})
  const built = answers(cache)
  const whole = readFileSync(fileIn(cache))
  const flipped = Buffer.from(whole)
  flipped[whole.length - 3] ^= 1
  const foreign = Buffer.from(whole.toString('latin1').replace(/"format":\d+/, '"format":0'), 'latin1')
  const cases = {
    flipped,
    short: whole.subarray(0, whole.length - 8),
    foreign,
    empty: Buffer.alloc(0),
    text: Buffer.from('no\n'),
  }
  for (const [name, bytes] of Object.entries(cases)) {
    writeFileSync(fileIn(cache), bytes)
    t.strictSame(answers(cache), built, name)
    t.strictSame(readFileSync(fileIn(cache)), whole, `${name}: written again`)
  }
  t.equal(readdirSync(join(cache, 'api-index')).length, 1, 'no partial file is left')
})

t.test('other rules have a file of their own', async (t) => {
  const cache = t.testdir({})
  answers(cache)
  answers(cache, { entries: ['Engine.Scene'], internals: ['Engine.Sprite'], machinery: [] })
  t.equal(readdirSync(join(cache, 'api-index')).length, 2)
})

t.test('without a cache that can be written, the search is there all the same', async (t) => {
  const cache = t.testdir({ 'api-index': 'a file in the way' })
  const good = join(folder, 'good')
  mkdirSync(good)
  t.strictSame(answers(cache), answers(good))
})
