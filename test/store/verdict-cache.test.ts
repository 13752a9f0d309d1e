import { appendFileSync, chmodSync, existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import t from 'tap'
import { contentAddress } from '../../src/store/content-address.ts'
import { openVerdictCache } from '../../src/store/verdict-cache.ts'

const silent = (message: string) => t.fail(message)
const key = (name: string | number) => contentAddress({ name })

t.test('a value is found again, by others at once and after a restart', async (t) => {
  const folder = t.testdir()
  const [one, two] = [openVerdictCache(folder, 'g', silent), openVerdictCache(folder, 'g', silent)]
  t.equal(one.get(key('a')), undefined)
  one.put(key('a'), { passed: true })
  two.put(key('b'), ['ä'])
  for (const cache of [one, two]) {
    t.same(cache.get(key('a')), { passed: true })
    t.same(cache.get(key('b')), ['ä'])
    cache.close()
  }
  const later = openVerdictCache(folder, 'g', silent)
  t.same(later.get(key('b')), ['ä'])
  t.equal(openVerdictCache(folder, 'other-rules', silent).get(key('b')), undefined)
})

t.test('the last of two values counts', async (t) => {
  const folder = t.testdir()
  const cache = openVerdictCache(folder, 'g', silent)
  cache.put(key('a'), 1)
  cache.put(key('a'), 2)
  t.equal(cache.get(key('a')), 2)
})

t.test('whatever is done to the file, a value is right or unknown, and new ones are kept', async (t) => {
  const folder = t.testdir()
  const path = join(folder, 'g.jsonl')
  const first = openVerdictCache(folder, 'g', silent)
  for (let n = 0; n < 50; n++) first.put(key(n), { n, text: 'x'.repeat(n) })
  first.close()
  const whole = readFileSync(path)
  const damage = fc.oneof(
    fc.nat(whole.length).map((size) => whole.subarray(0, size)),
    fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, mask]) => {
      const bytes = Buffer.from(whole)
      bytes[at] ^= mask
      return bytes
    }),
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.concat([bytes, whole])),
  )
  fc.assert(
    fc.property(damage, (bytes) => {
      writeFileSync(path, bytes)
      const cache = openVerdictCache(folder, 'g', silent)
      for (let n = 0; n < 50; n++) {
        const value = cache.get(key(n)) as { n: number; text: string } | undefined
        if (value !== undefined && (value.n !== n || value.text.length !== n)) return false
      }
      // A line that follows a torn one is lost with it; the next is not.
      cache.put(key('new'), 1)
      cache.put(key('new'), 1)
      const kept = cache.get(key('new')) === 1
      cache.close()
      return kept
    }),
    { numRuns: 60 },
  )
  t.pass('held')
})

t.test('a long stretch of garbage without a line end is stepped over', async (t) => {
  const folder = t.testdir({ 'g.jsonl': '' })
  appendFileSync(join(folder, 'g.jsonl'), Buffer.alloc(9 << 20, 0x5a))
  const cache = openVerdictCache(folder, 'g', silent)
  t.equal(cache.get(key('a')), undefined)
  cache.put(key('a'), 1)
  cache.put(key('a'), 1)
  t.equal(cache.get(key('a')), 1)
})

t.test('a file that shrinks under a reader is no error', async (t) => {
  const folder = t.testdir()
  const cache = openVerdictCache(folder, 'g', silent)
  cache.put(key('a'), 1)
  t.equal(cache.get(key('a')), 1)
  truncateSync(join(folder, 'g.jsonl'), 10)
  t.equal(cache.get(key('a')), undefined)
})

t.test('a store that cannot be opened is said once and costs nothing else', async (t) => {
  const folder = t.testdir({ file: '' })
  const notices: string[] = []
  const cache = openVerdictCache(join(folder, 'file', 'verdicts'), 'g', (message) => notices.push(message))
  cache.put(key('a'), 1)
  t.equal(cache.get(key('a')), undefined)
  cache.close()
  t.equal(notices.length, 1)
})

t.test('a full disk ends the writing, not the run', { skip: !existsSync('/dev/full') && 'needs /dev/full' }, async (t) => {
  const folder = t.testdir({ 'g.jsonl': t.fixture('symlink', '/dev/full') })
  const notices: string[] = []
  const cache = openVerdictCache(folder, 'g', (message) => notices.push(message))
  for (let n = 0; n < 3; n++) cache.put(key(n), n)
  t.equal(cache.get(key(1)), undefined)
  t.equal(notices.length, 1)
  t.match(notices[0], /ENOSPC|full/)
})

t.test('a folder that may not be written is said once', { skip: process.getuid?.() === 0 && 'root may write anywhere' }, async (t) => {
  const folder = t.testdir()
  mkdirSync(join(folder, 'locked'))
  chmodSync(join(folder, 'locked'), 0o500)
  const notices: string[] = []
  openVerdictCache(join(folder, 'locked', 'verdicts'), 'g', (message) => notices.push(message))
  t.equal(notices.length, 1)
})
