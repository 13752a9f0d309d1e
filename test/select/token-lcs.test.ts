import * as fc from 'fast-check'
import t from 'tap'
import { TokenLcs } from '../../src/select/token-lcs.ts'

const stream = fc.array(fc.integer({ min: -3, max: 12 }), { maxLength: 150 }).map((ids) => Int32Array.from(ids))

/** The textbook table. */
function slowLcs(a: Int32Array, b: Int32Array): number {
  let row = Array.from({ length: b.length + 1 }, () => 0)
  for (const x of a) {
    const next = [0]
    for (let j = 0; j < b.length; j++) next.push(x === b[j] ? row[j] + 1 : Math.max(row[j + 1], next[j]))
    row = next
  }
  return row[b.length]
}

t.test('agrees with the textbook table, whatever was compared before', async () => {
  const lcs = new TokenLcs()
  fc.assert(
    fc.property(stream, stream, (a, b) => {
      const expected = a.length + b.length === 0 ? 1 : (2 * slowLcs(a, b)) / (a.length + b.length)
      return lcs.ratio(a, b) === expected
    }),
    { numRuns: 300 },
  )
})

t.test('with a floor it gives the same ratio or, below the floor, 0', async () => {
  const lcs = new TokenLcs()
  fc.assert(
    fc.property(stream, stream, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, floor) => {
      const ratio = lcs.ratio(a, b)
      return lcs.ratio(a, b, floor) === (ratio >= floor ? ratio : 0)
    }),
    { numRuns: 300 },
  )
})

t.test('is the same both ways', async () => {
  const lcs = new TokenLcs()
  fc.assert(fc.property(stream, stream, (a, b) => lcs.ratio(a, b) === lcs.ratio(b, a)))
})
