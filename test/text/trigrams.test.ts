import fc from 'fast-check'
import t from 'tap'
import { OverlapIndex, trigramsOf } from '../../src/text/trigrams.ts'

t.test('trigrams know neither case nor the width of a blank', async (t) => {
  t.strictSame([...trigramsOf('Ab  c')], ['ab ', 'b c'])
  t.strictSame(trigramsOf('a\n b'), trigramsOf('A b'))
  t.equal(trigramsOf('ab').size, 0)
})

const jaccard = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  const shared = [...a].filter((each) => b.has(each)).length
  return shared / (a.size + b.size - shared || 1)
}

t.test('the index says what a comparison with every text says', async (t) => {
  const text = fc.string({ unit: fc.constantFrom(...'abc '), maxLength: 12 })
  fc.assert(
    fc.property(fc.array(text, { maxLength: 8 }), text, (texts, probe) => {
      const index = new OverlapIndex<string>()
      const sets = texts.map(trigramsOf)
      for (const set of sets) index.add(set)
      const wanted = sets.map((set) => Math.fround(jaccard(trigramsOf(probe), set)))
      t.strictSame([...index.similarities(trigramsOf(probe))].map((each) => each.toFixed(5)), wanted.map((each) => each.toFixed(5)))
      t.equal(index.nearest(trigramsOf(probe)).toFixed(5), Math.max(0, ...wanted).toFixed(5))
    }),
  )
})
