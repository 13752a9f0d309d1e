import t from 'tap'
import { shingles } from '../../src/select/shingles.ts'

const ids = (...values: number[]) => Int32Array.from(values)

t.test('shingles are the distinct 5-grams, ascending', async (t) => {
  t.equal(shingles(ids(1, 2, 3, 4, 5)).length, 1)
  t.equal(shingles(ids(1, 2, 3, 4, 5, 6)).length, 2)
  t.equal(shingles(ids(1, 1, 1, 1, 1, 1, 1, 1)).length, 1)
  const many = shingles(Int32Array.from({ length: 100 }, (_, at) => at * at))
  t.strictSame([...many], [...new Set(many)].toSorted((a, b) => a - b))
  t.equal(many.length, 96)
})

t.test('a program shorter than a shingle is one shingle', async (t) => {
  t.strictSame(shingles(ids(1, 2)), shingles(ids(1, 2)))
  t.notSame(shingles(ids(1, 2)), shingles(ids(2, 1)))
  t.equal(shingles(ids()).length, 1)
})
