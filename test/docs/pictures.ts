/**
 * The pictures of the documentation: `npm run picture -- report REPORT.html` makes docs/report.png, and `review REVIEW.html`
 * docs/review.png. Those that are there show the demo, made with `sft-stream fixtures/seeds/demo.jsonl --defect-rate 0.3
 * --allow-partial --out DIR`, and a page of `sft-stream review --out` of English seeds.
 */
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium as playwright, type Page } from 'playwright-core'
import { findChromium } from '../../src/runtime/browser/chromium.ts'

const WIDTH = 1100

/** From the scores to the coverage, with a threshold that is moved. */
async function report(page: Page): Promise<void> {
  await page.getByRole('slider').fill('30')
  // Places are told from the corner of the window, and cut from that of the page.
  await page.evaluate('scrollTo(0, 0)')
  const place = async (id: string) => (await page.locator(`section[aria-labelledby=${id}]`).boundingBox())!
  const [first, last] = [await place('rows'), await place('coverage')]
  const clip = { x: 0, y: first.y, width: WIDTH, height: last.y + last.height - first.y }
  await page.screenshot({ path: 'docs/report.png', fullPage: true, clip })
}

/** The first row, its game running, and two questions answered by keys. */
async function review(page: Page): Promise<void> {
  for (const key of ['r', '1', 'f', '2']) await page.keyboard.press(key)
  await page.keyboard.press('g')
  await page.frameLocator('#stage iframe').locator('canvas').waitFor()
  // Games are seen to play: their first frames may be empty.
  await page.waitForTimeout(3000)
  await page.screenshot({ path: 'docs/review.png' })
}

const PICTURES = { report, review } as const

const [name = 'report', file = 'out/demo/report.html'] = process.argv.slice(2)
if (!Object.hasOwn(PICTURES, name)) throw new Error(`a picture of ${name}? There are: ${Object.keys(PICTURES).join(', ')}`)
const browser = await playwright.launch({
  executablePath: await findChromium(undefined),
  chromiumSandbox: process.getuid?.() !== 0,
})
const page = await browser.newPage({ viewport: { width: WIDTH, height: 900 } })
await page.goto(pathToFileURL(resolve(file)).href)
await PICTURES[name as keyof typeof PICTURES](page)
await browser.close()
