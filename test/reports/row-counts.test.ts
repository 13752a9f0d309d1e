import t from 'tap'
import fc from 'fast-check'
import { Histogram, addHundredth, hundredths } from '../../src/reports/histogram.ts'
import { RowCounts } from '../../src/reports/row-counts.ts'
import { sample } from '../helpers/sample.ts'

t.test('a histogram counts every value once, on one scale whatever the order', async () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 1e6 })), (values) => {
      const factsOf = (order: readonly number[]) => {
        const histogram = new Histogram(16)
        for (const value of order) histogram.add(value)
        return histogram.facts()
      }
      const { step, counts, most } = factsOf(values)
      const expected = counts.map((_, at) => values.filter((value) => Math.floor(value / step) === at).length)
      const total = counts.reduce((sum, count) => sum + count, 0)
      return (
        total === values.length &&
        counts.length <= 64 &&
        most === Math.max(0, ...values) &&
        JSON.stringify(counts) === JSON.stringify(expected) &&
        JSON.stringify(factsOf(values.toReversed()).counts) === JSON.stringify(counts)
      )
    }),
  )
})

t.test('every hundredth has its place, though binary fractions lie a little below', async (t) => {
  for (let at = 0; at <= 100; at++) {
    const counts = hundredths()
    addHundredth(counts, at / 100)
    t.equal(counts.indexOf(1), at)
  }
  const counts = hundredths()
  for (const odd of [-1, 2]) addHundredth(counts, odd)
  t.strictSame([counts[0], counts[100]], [1, 1])
})

t.test('rows are counted by score, tokens, lines, split and difficulty', async (t) => {
  const counts = new RowCounts()
  counts.add(sample({ quality_score: 0.29, tokens: 100 }))
  counts.add(sample({ quality_score: 1, tokens: 200, split: 'test', difficulty: 'hard' }))
  counts.add(sample({ difficulty: '<b>', tokens: 0 }))
  const { score, tokens, lines, splits, quality } = counts.facts()
  t.strictSame(Object.keys(score), ['easy', 'medium', 'hard', 'other'])
  t.strictSame([score.easy[29], score.hard[100], score.other[50]], [1, 1, 1])
  t.match(tokens, { mean: 100, most: 200, step: 16 })
  t.match(lines, { counts: [0, 3], most: 3 })
  t.strictSame(splits.train, { rows: 2, tokens: 100, difficulties: { easy: 1, medium: 0, hard: 0, other: 1 } })
  t.equal(splits.test.difficulties.hard, 1)
  t.equal(
    quality.reduce((sum, count) => sum + count, 0),
    0,
  )
})
