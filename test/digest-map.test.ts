import fc from 'fast-check'
import t from 'tap'
import { DigestMap } from '../src/digest-map.ts'

t.test('it answers as a map of texts does', (t) => {
  const entry = fc.tuple(fc.string({ unit: 'grapheme', maxLength: 3 }), fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }))
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 400 }), (entries) => {
      const [model, map] = [new Map<string, number>(), new DigestMap()]
      for (const [text, value] of entries) {
        if (!model.has(text)) model.set(text, value)
        if (map.getOrSet(text, value) !== model.get(text)) return false
      }
      return map.size === model.size
    }),
  )
  t.end()
})

t.test('different texts are numbered in the order of their arrival, however many they are', (t) => {
  const map = new DigestMap()
  const texts = Array.from({ length: 5000 }, (_, at) => `text ${at}`)
  t.strictSame(texts.map((text) => map.numberOf(text)), [...texts.keys()])
  t.strictSame(texts.toReversed().map((text) => map.numberOf(text)), [...texts.keys()].toReversed())
  t.end()
})
