import t, { type Test } from 'tap'
import { readFileSync, readdirSync, truncateSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { indexFile, loadIndexFile, openIndex } from '../../src/api-index/index-store.ts'

const DECLARATIONS = 'declare namespace Engine { class Thing { size: number; } }'

function engine(t: Test, text: string = DECLARATIONS) {
  const folder = t.testdir({ 'engine.d.ts': text, cache: {} })
  const declarations = [join(folder, 'engine.d.ts')]
  return { folder, cache: join(folder, 'cache'), source: { engine: 'engine@1.0.0', declarations, root: 'Engine' } }
}

t.test('an index is built on first use, by many at once if it happens, and then read', async (t) => {
  const { folder, cache, source } = engine(t)
  const [first, rival] = await Promise.all([openIndex(source, cache), openIndex(source, cache)])
  t.equal(first.get('Engine.Thing#size')?.type, 'number')
  t.equal(first.root, 'Engine')
  t.strictSame([...rival.symbols()], [...first.symbols()])
  const path = await indexFile(source, cache)
  t.strictSame(readdirSync(join(cache, 'api-index')), [basename(path)], 'one whole file, nothing beside it')
  t.equal(loadIndexFile(path).version, first.version)

  writeFileSync(join(folder, 'engine.d.ts'), DECLARATIONS.replace('size', 'length'))
  const second = await openIndex(source, cache)
  t.not(second.version, first.version, 'other declarations are another version')
  t.equal(second.get('Engine.Thing#size'), undefined)
  t.equal(readdirSync(join(cache, 'api-index')).length, 2)
})

t.test('a damaged cache file is noticed, and rebuilt to the same bytes', async (t) => {
  const { cache, source } = engine(t)
  const path = await indexFile(source, cache)
  const whole = readFileSync(path)
  const damages: [name: string, damage: () => void][] = [
    ['empty', () => truncateSync(path)],
    ['cut inside the header', () => truncateSync(path, 10)],
    ['a flipped byte', () => writeFileSync(path, whole.toString().replace('"number"', '"nomber"'))],
    ['something else', () => writeFileSync(path, '{}\nhello\n')],
    ['cut inside a symbol', () => truncateSync(path, whole.length - 20)],
  ]
  for (const [name, damage] of damages) {
    writeFileSync(path, whole)
    damage()
    t.throws(() => loadIndexFile(path), { code: 'ERR_IO' }, name)
  }
  t.ok((await openIndex(source, cache)).get('Engine.Thing'))
  t.strictSame(readFileSync(path), whole)
})

t.test('an index that came with the package is read where it lies, and a damaged one is made anew in the cache', async (t) => {
  const { folder, cache, source } = engine(t)
  const shipped = join(folder, 'shipped')
  const first = await indexFile(source, shipped)
  t.equal(await indexFile({ ...source, shipped }, cache), first)
  t.equal((await openIndex({ ...source, shipped }, cache)).get('Engine.Thing#size')?.type, 'number')
  t.strictSame(readdirSync(cache), [], 'nothing is built')

  truncateSync(first, 10)
  t.equal(await indexFile({ ...source, shipped }, cache), join(cache, 'api-index', basename(first)))
})

t.test('what is missing is named', async (t) => {
  const { cache, source, folder } = engine(t)
  await t.rejects(openIndex({ ...source, declarations: [join(folder, 'none.d.ts')] }, cache), { code: 'ERR_MISSING_COMPONENT' })
  t.throws(() => loadIndexFile(join(folder, 'none.jsonl')), { code: 'ERR_IO' })
})

t.test('a cache that cannot be written is an I/O error with a hint', async (t) => {
  const { folder, source } = engine(t)
  const cache = join(folder, 'engine.d.ts')
  await t.rejects(openIndex(source, cache), { code: 'ERR_IO', message: /cannot (build|write)/ })
})
