import fc from 'fast-check'
import stableStringify from 'fast-json-stable-stringify'
import t from 'tap'
import { contentDigest } from '../../src/stream/content-digest.ts'

const reversed = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(reversed)
  return Object.fromEntries(Object.entries(value).toReversed().map(([key, child]) => [key, reversed(child)]))
}

t.test('values that say the same have the same digest, whatever the order of their keys', async () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => contentDigest(value) === contentDigest(reversed(value))))
})

t.test('values that differ in one place have different digests', async (t) => {
  const base = { id: 'a', tags: ['x', 'y'], meta: { from: 1, to: 2 }, task: '9 to 12', done: null }
  const others: unknown[] = [
    { ...base, id: 'b' },
    { ...base, tags: ['y', 'x'] },
    { ...base, tags: ['xy'] },
    { ...base, tags: 'x,y' },
    { ...base, tags: { 0: 'x', 1: 'y' } },
    { ...base, meta: { from: 2, to: 1 } },
    { ...base, meta: { from: '1', to: 2 } },
    { ...base, task: '12 to 9' },
    { ...base, done: 'null' },
    { ...base, done: false },
    { ...base, extra: '' },
    { id: 'a', task: '9 to 12', done: null },
  ]
  const digests = [base, ...others].map((value) => contentDigest(value))
  t.equal(new Set(digests).size, digests.length)
})

t.test('of random values those that are not the same have different digests', async () => {
  const pair = fc.tuple(fc.jsonValue(), fc.jsonValue())
  fc.assert(
    fc.property(pair, ([one, other]) => stableStringify(one) === stableStringify(other) || contentDigest(one) !== contentDigest(other)),
  )
})
