import t from 'tap'
import { fingerprint } from '../../src/select/fingerprint.ts'
import { likenessOf } from '../../src/select/likeness.ts'
import { FAR } from '../../src/select/lsh-index.ts'
import { neighboursOf } from '../../src/select/neighbours.ts'
import { Recent } from '../../src/select/recent.ts'
import { resultOf } from '../../src/stream/work.ts'
import { programText } from '../helpers/programs.ts'

/** Pairs: each odd program is the even one before it with a tenth of its lines changed. */
const programs = Array.from({ length: 40 }, (_, at) => {
  const lines = programText(`p${at >> 1}`, 60).split('\n')
  return (at % 2 === 0 ? lines : lines.map((line, n) => (n % 20 === 7 ? `other(${at})` : line))).join('\n')
})
const sets = programs.map((code) => fingerprint(code).shingles)
const ways = { exactly: 1000, 'by estimate': 0 }

for (const [name, limit] of Object.entries(ways)) {
  t.test(`${name}: a program finds its copy among the added ones, and nothing else`, async (t) => {
    const neighbours = resultOf(neighboursOf(sets.length, (at) => sets[at], FAR, limit))
    const found: [number, number][] = []
    for (const at of sets.keys()) {
      neighbours.query(at, 0.4, (other) => found.push([at, other]))
      neighbours.add(at)
    }
    t.strictSame(found, Array.from({ length: 20 }, (_, pair) => [2 * pair + 1, 2 * pair]))
  })

  t.test(`${name}: rows join a subset and leave it`, async (t) => {
    const likeness = resultOf(likenessOf(sets.length, (at) => sets[at], limit))
    const like = (row: number) => {
      const others: number[] = []
      likeness.query(row, (other) => others.push(other))
      return others
    }
    t.strictSame(like(1), [])
    likeness.add(0)
    t.strictSame(like(1), [0])
    t.strictSame(like(3), [])
    likeness.removeLast(0)
    t.strictSame(like(1), [])
  })
}

t.test('recent values are kept, older ones made anew', async (t) => {
  const made: number[] = []
  const recent = new Recent<number>(2)
  const get = (key: number) => recent.get(key, () => made.push(key) && key)
  for (const key of [1, 2, 1, 3, 1, 2]) t.equal(get(key), key)
  t.strictSame(made, [1, 2, 3, 2])
})
