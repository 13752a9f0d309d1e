import t from 'tap'
import { contentAddress } from '../../src/store/content-address.ts'

t.test('equal content has one address in any order of fields, other content another', async (t) => {
  t.match(contentAddress({}), /^[0-9a-f]{64}$/)
  t.equal(contentAddress({ a: 1, b: [2] }), contentAddress({ b: [2], a: 1 }))
  t.not(contentAddress({ a: 1 }), contentAddress({ a: '1' }))
  t.not(contentAddress([1, 2]), contentAddress([2, 1]))
})
