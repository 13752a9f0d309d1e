import t from 'tap'
import { browserLayers, chromiumVersion, findChromium } from '../../../src/runtime/browser/chromium.ts'
import { pageScripts } from '../../../src/runtime/browser/page-script.ts'
import { loadPlaywright, type Playwright } from '../../../src/runtime/browser/playwright.ts'
import { freeNames } from '../free-names.ts'
import { chromium, skip } from './helpers.ts'

t.test('a browser that is not there is a missing component, with a hint that says what to do', async (t) => {
  await t.rejects(findChromium('/no/such/chromium'), { code: 'ERR_MISSING_COMPONENT', hint: '--chromium PATH' })
  t.throws(() => chromiumVersion('/bin/false'), { code: 'ERR_MISSING_COMPONENT', hint: 'install Chromium' })
})

t.test('the browser tells its version', { skip }, async (t) => {
  t.match(chromiumVersion(chromium!), /^\d+\.\d+\.\d+/)
  t.equal(await findChromium(chromium), chromium)
})

t.test('as root the browser has no sandbox, and the layers say so', async (t) => {
  const [own, network] = browserLayers()
  t.equal(own.present, process.getuid?.() !== 0)
  t.equal(network.present, true)
})

t.test('the package that drives the browser is what our types of it say', async (t) => {
  // Types, not values, are what this compares.
  const real: Playwright = await import('playwright-core')
  t.equal((await loadPlaywright()).chromium, real.chromium)
})

t.test('page code needs nothing but the language: no import, no constant of its module, no Node', async (t) => {
  const { page, driver } = pageScripts('', '(realm) => ({})')
  t.strictSame(freeNames(page('tell')), [], 'page')
  t.strictSame(freeNames(driver), [], 'driver')
})
