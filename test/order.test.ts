import t from 'tap'
import { byCodeUnits, byCount, byId, sortedByKey } from '../src/order.ts'

t.test('texts are ordered by code units, not by any alphabet', async (t) => {
  t.strictSame(['é', 'a', 'Z', '10', '9', 'a'].toSorted(byCodeUnits), ['10', '9', 'Z', 'a', 'a', 'é'])
  t.strictSame([{ id: 'b' }, { id: 'B' }].toSorted(byId), [{ id: 'B' }, { id: 'b' }])
})

t.test('entries are sorted by key, counts by count and then by name', async (t) => {
  const counts = new Map([['b', 1], ['c', 2], ['a', 1]])
  t.strictSame(Object.keys(sortedByKey(counts)), ['a', 'b', 'c'])
  t.strictSame(byCount(counts), [['c', 2], ['a', 1], ['b', 1]])
})
