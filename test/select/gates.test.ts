import t from 'tap'
import { resolveOptions } from '../../src/config.ts'
import { LEVELS } from '../../src/record.ts'
import { gateReason, requiredLevels } from '../../src/select/gates.ts'
import { verdictRow } from '../helpers/programs.ts'

t.test('the first level that a row did not pass is its reason', async (t) => {
  t.equal(gateReason(verdictRow('a'), LEVELS), undefined)
  t.equal(gateReason(verdictRow('a', { l2_passed: false, l3_passed: null }), LEVELS), 'failed-L2')
  t.equal(gateReason(verdictRow('a', { l3_passed: null, l4_passed: false }), LEVELS), 'not-run-L3')
})

t.test('a level that is not required is not looked at', async (t) => {
  t.equal(gateReason(verdictRow('a', { l3_passed: null, l4_passed: false }), ['L1', 'L2']), undefined)
})

t.test('a run that was told not to run a level does not require it', async (t) => {
  t.strictSame(requiredLevels(resolveOptions({})), ['L1', 'L2', 'L3', 'L4'])
  t.strictSame(requiredLevels(resolveOptions({ skipRuntime: true })), ['L1', 'L2', 'L4'])
  t.strictSame(requiredLevels(resolveOptions({ levels: 'L1,L2' })), ['L1', 'L2'])
  t.strictSame(requiredLevels(resolveOptions({ require: 'L1' })), ['L1'])
})
