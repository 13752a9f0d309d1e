/** report.html in a real Chromium: one page, made of the worst texts, read, searched and played by keyboard. */
import { readFileSync } from 'node:fs'
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import t from 'tap'
import { engineFile } from '../../../src/domains/phaser/engine/files.ts'
import { renderReportPage } from '../../../src/reports/page/page.ts'
import { pageRows } from '../../../src/reports/page/page-rows.ts'
import { openBrowser, pageFile, skip } from '../../pages/browser.ts'
import { fullReport, knownRow } from './report.ts'

t.setTimeout(240_000)

/** All of this would run, load or hide something where it is not taken as text. */
const HOSTILE = [
  '</script><script>window.owned = 1</script>',
  '<img src="http://127.0.0.1:9/image" onerror="window.owned = 1">',
  '"><svg onload="window.owned = 1"><image href="http://127.0.0.1:9/svg"/></svg>',
  "' onfocus='window.owned = 1' autofocus tabindex='0",
  '<style>* { background: url(http://127.0.0.1:9/style); display: none }</style>',
  '</style></title></textarea></pre></template><link rel="stylesheet" href="http://127.0.0.1:9/link">',
  '<iframe srcdoc="<script>top.owned = 1</script>"></iframe><object data="http://127.0.0.1:9/object"></object>',
  '<meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/refresh"><base href="http://127.0.0.1:9/">',
  '<a href="javascript:window.owned = 1">x</a><form action="http://127.0.0.1:9/form"><button>',
  '<!-- --!> ]]> \u2028\u2029\u0000\u001b[2J\u202e\u2066 \ud800 ${window.owned = 1} {{owned}}',
  '__proto__',
]
const EVIL = HOSTILE.join(' ')
const LONG = 'W'.repeat(100_000)

/** Fails in every frame, and can be left all the same. */
const PLAYING = `new Phaser.Game({ type: Phaser.CANVAS, width: 320, height: 200, scene: { update() { throw new Error('plays') } } })`

function pageUnderTest(): string {
  const rows = Array.from({ length: 60 }, (_, at) => {
    const id = `row-${String(at).padStart(2, '0')}`
    return knownRow(id, at === 0 ? PLAYING : EVIL, at === 1 ? LONG : (HOSTILE[at % HOSTILE.length] ?? EVIL))
  })
  const shown = pageRows([...rows, knownRow(EVIL, EVIL, EVIL)], 4000, 20)
  const games = { engine: readFileSync(engineFile(), 'utf8'), programs: shown.programs }
  return renderReportPage(fullReport(EVIL), shown, games)
}

interface Violation {
  readonly id: string
  readonly impact: string | null
  readonly nodes: readonly { readonly html: string }[]
}

/** Serious findings, each with a place. Throws when axe did not look at the page. */
async function seriousFaults(page: Page): Promise<string[]> {
  const { passes, violations } = (await page.evaluate('axe.run(document)')) as {
    passes: Violation[]
    violations: Violation[]
  }
  if (!passes.some(({ id }) => id === 'color-contrast')) throw new Error('axe saw no text')
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`)
}

const focused = (page: Page, name: string) => page.evaluate(`document.activeElement.${name}`)

t.test('the report in a browser', { skip }, async (t) => {
  const browser = await openBrowser(t)
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  const [requests, faults] = [[] as string[], [] as string[]]
  const address = pageFile(t, pageUnderTest())
  page.context().on('request', (request) => requests.push(request.url()))
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('dialog', (dialog) => void dialog.dismiss().then(() => faults.push('a dialog')))
  await page.goto(address)
  const status = page.locator('#samples-shown')
  const difficulty = page.locator('select[name=difficulty]')
  const find = async (words: string): Promise<void> => await page.getByRole('searchbox').fill(words)

  await t.test('the slider is moved by keys and says how many rows are kept', async (t) => {
    await page.getByRole('slider').focus()
    for (let press = 0; press < 30; press++) await page.keyboard.press('ArrowRight')
    t.equal(await page.locator('#threshold-kept').textContent(), 'kept 71 of 100 rows at score ≥ 0.30: easy 71')
    t.match(await page.locator('#threshold-command').textContent(), 'quality_score >= 0.3)')
    t.equal(await page.locator('#scores rect.out').count(), 15)
    await page.keyboard.press('End')
    t.match(await page.locator('#threshold-kept').textContent(), 'kept 1 of 100 rows at score ≥ 1.00')
    await page.keyboard.press('Home')
    t.equal(await page.locator('#scores rect.out').count(), 0)
  })

  await t.test('rows are searched, filtered, sorted and turned by keys', async (t) => {
    t.equal(await status.textContent(), 'Rows 1 to 25 of 61')
    await page.locator('#samples-after').press('Enter')
    t.equal(await status.textContent(), 'Rows 26 to 50 of 61')
    await find('row-1')
    t.equal(await status.textContent(), 'Rows 1 to 10 of 10')
    await difficulty.selectOption('easy')
    t.equal(await status.textContent(), 'Rows 1 to 3 of 3')
    const head = page.getByRole('columnheader', { name: 'Score' })
    await head.getByRole('button').press('Enter')
    t.equal(await head.getAttribute('aria-sort'), 'ascending')
    await head.getByRole('button').press('Enter')
    t.equal(await head.getAttribute('aria-sort'), 'descending')
    t.strictSame(await page.locator('#samples-table tbody th').allTextContents(), ['row-18', 'row-15', 'row-12'])
    await find('nothing is like this')
    t.equal(await status.textContent(), 'No row is like that.')
    await find('')
    await difficulty.selectOption('')
  })

  await t.test('a row opens with its verdict, and plays its game until Escape', async (t) => {
    await find('row-00')
    const name = page.getByRole('button', { name: 'row-00', exact: true })
    await name.press('Enter')
    t.equal(await name.getAttribute('aria-expanded'), 'true')
    const details = page.locator('.details')
    t.match(await details.innerText(), /L1\s+passed[\s\S]*L3\s+not run[\s\S]*overall\s+0\.88/)
    const play = details.getByRole('button', { name: 'Play' })
    await play.press('Enter')
    await details.getByText('error: Uncaught Error: plays').waitFor()
    t.equal(await focused(page, 'tagName'), 'IFRAME')
    await page.keyboard.press('Escape')
    await play.waitFor()
    t.equal(await focused(page, 'textContent'), 'Play')
    t.equal(await page.locator('iframe').count(), 0)
    await page.getByRole('button', { name: 'Play row-00' }).press('Enter')
    await page.locator('iframe').waitFor()
    await find('')
    t.equal(await page.locator('iframe').count(), 0, 'what is not on the page does not play')
  })

  await t.test('no serious finding of axe, in light and dark, wide and narrow, with everything open', async (t) => {
    await page.evaluate(axe.source)
    await page.evaluate(
      `document.querySelectorAll('#samples-table .link').forEach((each, at) => at < 3 && each.click())`,
    )
    await page.evaluate(`document.querySelectorAll('details').forEach((each) => (each.open = true))`)
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const width of [1280, 400]) {
        await page.emulateMedia({ colorScheme })
        await page.setViewportSize({ width, height: 900 })
        t.strictSame(await seriousFaults(page), [], `${colorScheme} ${width}`)
        t.ok(
          Number(await page.evaluate('document.documentElement.scrollWidth')) <= width,
          `nothing sticks out at ${width}`,
        )
      }
    }
  })

  await t.test('on paper there is what can be read, and nothing to press', async (t) => {
    await page.emulateMedia({ media: 'print' })
    await page.evaluate(`document.querySelectorAll('details').forEach((each) => (each.open = false))`)
    t.equal(await page.locator('nav').isVisible(), false)
    t.equal(await page.locator('#samples-search').isVisible(), false)
    t.equal(await page.locator('figure table').first().isVisible(), true)
  })

  await t.test('nothing of it ran, was asked for, or is broken', async (t) => {
    t.equal(await page.evaluate('window.owned'), undefined)
    t.strictSame(
      requests.filter((url) => url !== address && !/^(data:|about:srcdoc)/.test(url)),
      [],
    )
    t.strictSame(
      faults.filter((message) => message !== 'plays'),
      [],
    )
    t.equal(page.url(), address)
    t.equal(
      await page.evaluate(
        `document.querySelectorAll('main img, main script, main style, main iframe, main link, main meta').length`,
      ),
      0,
    )
    t.equal(await page.evaluate('Object.prototype.id ?? null'), null)
  })
})
