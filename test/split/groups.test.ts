import * as fc from 'fast-check'
import t from 'tap'
import { groupRows } from '../../src/split/groups.ts'
import { reordered } from '../helpers/programs.ts'

t.test('rows that share a key, directly or through others, are one group', async (t) => {
  const { of, ids } = groupRows([['a', 'x'], ['b'], ['c', 'x', 'y'], ['d', 'y'], ['b', 'z']])
  t.strictSame([...of], [0, 1, 0, 0, 1])
  t.equal(ids.length, 2)
})

function named(rows: string[][]): string {
  const { of, ids } = groupRows(rows)
  return rows.map((row, at) => `${row.join()}:${ids[of[at]]}`).toSorted().join(' ')
}

t.test('the id of a group does not depend on the order of its rows', async () => {
  const keys = fc.array(fc.array(fc.constantFrom(...'abcdefghij'), { minLength: 1, maxLength: 3 }), { maxLength: 12 })
  fc.assert(
    fc.property(keys, fc.integer(), (rows, seed) => {
      return named(rows) === named(reordered(rows, seed))
    }),
  )
})

t.test('no rows make no groups', async (t) => {
  t.strictSame(groupRows([]).ids, [])
})
