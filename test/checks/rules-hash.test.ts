import t from 'tap'
import { rulesHash } from '../../src/checks/rules-hash.ts'

t.test('the hash of the rules is the same twice', async (t) => {
  t.match(rulesHash(), /^[0-9a-f]{64}$/)
  t.equal(rulesHash(), rulesHash())
})
