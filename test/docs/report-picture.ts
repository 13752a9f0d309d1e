/**
 * docs/report.png, the picture of the README: `npm run picture -- DIR/report.html`. The one that is there shows the demo,
 * made with `sft-stream fixtures/seeds/demo.jsonl --defect-rate 0.3 --allow-partial --out DIR`.
 */
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium as playwright } from 'playwright-core'
import { findChromium } from '../../src/runtime/browser/chromium.ts'

const WIDTH = 1100

const [report = 'out/demo/report.html'] = process.argv.slice(2)
const browser = await playwright.launch({
  executablePath: await findChromium(undefined),
  chromiumSandbox: process.getuid?.() !== 0,
})
const page = await browser.newPage({ viewport: { width: WIDTH, height: 900 } })
await page.goto(pathToFileURL(resolve(report)).href)
await page.getByRole('slider').fill('30')
// Places are told from the corner of the window, and cut from that of the page.
await page.evaluate('scrollTo(0, 0)')
const place = async (id: string) => (await page.locator(`section[aria-labelledby=${id}]`).boundingBox())!
const [first, last] = [await place('rows'), await place('coverage')]
const clip = { x: 0, y: first.y, width: WIDTH, height: last.y + last.height - first.y }
await page.screenshot({ path: 'docs/report.png', fullPage: true, clip })
await browser.close()
