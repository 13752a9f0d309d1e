import t from 'tap'
import { FAR, LshIndex, NEAR } from '../../src/select/lsh-index.ts'
import { BINS, sketchSimilarity, writeSketch } from '../../src/select/sketch.ts'
import { mix32, seededRandom } from '../../src/stream/random.ts'
import { resultOf } from '../../src/stream/work.ts'

/** Two sets of about `size` hashes with a Jaccard similarity of about `wanted`, and what it is exactly. */
function pairOf(size: number, wanted: number, seed: number): { a: Int32Array; b: Int32Array; exact: number } {
  const random = seededRandom(seed)
  const shared = Math.round((2 * size * wanted) / (1 + wanted))
  const fresh = (count: number) => Array.from({ length: count }, () => mix32(Math.floor(random() * 2 ** 32)))
  const common = fresh(shared)
  const set = () => Int32Array.from(new Set([...common, ...fresh(size - shared)])).toSorted()
  const [a, b] = [set(), set()]
  const both = a.filter((hash) => b.includes(hash)).length
  return { a, b, exact: both / (a.length + b.length - both) }
}

const PAIRS = [0.2, 0.35, 0.5, 0.6, 0.7, 0.8, 0.9, 0.97].flatMap((wanted) =>
  [60, 200, 400, 1500].flatMap((size) => [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => pairOf(size, wanted, seed * 1000 + size))),
)

t.test('a sketch estimates the Jaccard similarity to 0.045, also of sets smaller than the sketch', async (t) => {
  const squares = PAIRS.map(({ a, b, exact }) => {
    const sketches = new Int32Array(2 * BINS)
    writeSketch(a, sketches, 0)
    writeSketch(b, sketches, BINS)
    return (sketchSimilarity(sketches, 0, BINS) - exact) ** 2
  })
  const error = Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length)
  t.ok(error <= 0.045, `root mean square error ${error}`)
})

t.test('equal sets have equal sketches, an empty one has one too', async (t) => {
  const sketches = new Int32Array(2 * BINS)
  writeSketch(Int32Array.of(5, 9, 70000), sketches, 0)
  writeSketch(Int32Array.of(5, 9, 70000), sketches, BINS)
  t.equal(sketchSimilarity(sketches, 0, BINS), 1)
  writeSketch(Int32Array.of(), sketches, 0)
  t.ok(sketches.subarray(0, BINS).every((value) => value === 0))
})

for (const { name, banding, from } of [
  { name: 'NEAR', banding: NEAR, from: 0.75 },
  { name: 'FAR', banding: FAR, from: 0.48 },
]) {
  t.test(`the banding ${name} finds 98 of 100 pairs that are alike by ${from} or more, and estimates how much`, async (t) => {
    const pairs = PAIRS.filter(({ exact }) => exact >= from)
    const index = new LshIndex(2 * pairs.length, banding)
    for (const [at, { a, b }] of pairs.entries()) {
      index.put(2 * at, a)
      index.put(2 * at + 1, b)
    }
    resultOf(index.seal())
    for (const at of pairs.keys()) index.add(2 * at)
    const found = pairs.filter((_, at) => index.candidates(2 * at + 1, 64).includes(2 * at))
    t.ok(found.length >= 0.98 * pairs.length, `${found.length} of ${pairs.length}`)
    for (const [at, { exact }] of pairs.entries()) t.ok(Math.abs(index.similarity(2 * at, 2 * at + 1) - exact) < 0.2)
  })
}

t.test('in a crowd of sets all alike, those added last are found', async (t) => {
  const { a } = pairOf(300, 0.5, 1)
  const index = new LshIndex(1000, FAR)
  for (let at = 0; at < 1000; at++) index.put(at, a)
  resultOf(index.seal())
  for (let at = 0; at < 900; at++) index.add(at)
  const found = index.candidates(999, 10)
  t.strictSame(found, [899, 898, 897, 896, 895, 894, 893, 892, 891, 890])
})

t.test('only added sets are found, the nearest first, as many as are asked for; removed ones are not', async (t) => {
  const { a } = pairOf(300, 0.5, 1)
  const copies = Array.from({ length: 6 }, (_, at) => a.slice(at * 8))
  const index = new LshIndex(copies.length, FAR)
  for (const [at, copy] of copies.entries()) index.put(at, copy)
  resultOf(index.seal())
  t.strictSame(index.candidates(0, 9), [])
  for (const at of copies.keys()) index.add(at)
  t.equal(index.candidates(0, 9)[0], 1)
  t.equal(index.candidates(0, 2).length, 2)
  index.removeLast(5)
  t.notOk(index.candidates(0, 9).includes(5))
  t.throws(() => index.removeLast(1), /set 1 is not the one that was added last/)
  t.strictSame(index.candidates(0, 9), index.candidates(0, 9), 'a query leaves nothing behind')
})
