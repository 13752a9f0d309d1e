import t from 'tap'
import { guest } from '../../src/domains/phaser/guest/index.ts'
import { browserScript, driverScript } from '../../src/runtime/guest/compose.ts'
import { freeNames } from './free-names.ts'

t.test('guest code needs nothing but the language: no import, no constant of its module, no Node', async (t) => {
  t.strictSame(freeNames(browserScript()), [], 'browser')
  t.strictSame(freeNames(driverScript(guest().driver)), [], 'driver')
  t.strictSame(
    freeNames(driverScript('(realm) => join(realm)')),
    ["'join' is not defined."],
    'which this test would see',
  )
})

t.test('guest code is the same text every time', async (t) => {
  t.equal(browserScript(), browserScript())
  t.equal(guest().driver, guest().driver)
})
