/** The review page in a real Chromium: by keyboard alone, with hostile rows, at two widths, light and dark. */
import { readFileSync } from 'node:fs'
import axe from 'axe-core'
import t from 'tap'
import type { Page } from 'playwright-core'
import { playable } from '../../src/pages/playable.ts'
import type { Verdict } from '../../src/record.ts'
import { Review, programsOf } from '../../src/review/review.ts'
import { verdictRow } from '../helpers/programs.ts'
import { openBrowser, pageFile, skip } from '../pages/browser.ts'

t.setTimeout(240_000)


const OWN = `window.owned = true`
const HOSTILE = [
  `<script>${OWN}</script>`,
  `</script><script>${OWN}</script>`,
  `<!--<script>${OWN}</script>`,
  `<img src=x onerror="${OWN}">`,
  `"><svg onload="${OWN}">`,
  `</style><style>body { display: none }</style>`,
  `\u2028${OWN}//\u2029`,
  '\ud800\u202e\u0000{{7*7}}${7*7}',
  'x'.repeat(3000),
].join(' ')

const GAME = `new Phaser.Game({ type: Phaser.CANVAS, width: 1600, height: 1200, backgroundColor: '#ff0000', scene: { create() { throw new Error('on purpose') } } })`

function row(id: string, code: string, text: string, plan: Verdict['plan']): Verdict {
  const seed = {
    id,
    difficulty: 'easy' as const,
    modules: [text],
    task: text,
    constraints: [text],
    must_use_apis: [text],
    eval_hints: [text],
  }
  const issue = {
    level: 'L2' as const,
    code: 'odd',
    severity: 'warning' as const,
    message: text,
    line: 1,
    suggestion: text,
  }
  const validation = {
    levels: {
      L2: { passed: true, issues: [issue] },
      L4: { passed: true, issues: [], metrics: { probes_total: 2, probes_held: 1 } },
    },
    observed: { text },
  }
  return verdictRow(id, { prompt: seed, code, code_hash: `hash ${text.length}${id}`, plan, validation })
}

const plan = { requirements: HOSTILE, apis: [HOSTILE], steps: [HOSTILE], raw: '' }
const verdicts = [
  row(
    HOSTILE.slice(0, 400),
    `// ${HOSTILE}\nconst text = \`${HOSTILE.replaceAll('`', '').replaceAll('$', '')}\``,
    HOSTILE,
    plan,
  ),
  row('second', GAME, 'Make a red game.', null),
  row('third', GAME, 'Make a red game again.', null),
]
const review = new Review({
  reviewer: 'ann',
  verdicts,
  pictures: new Map(),
  games: await playable({ programs: programsOf(verdicts) }),
})

const text = async (page: Page, id: string) => (await page.locator(`#${id}`).textContent())!.trim()

async function press(page: Page, keys: string): Promise<void> {
  for (const key of keys.split(' ')) await page.keyboard.press(key)
}

t.test('the review page', { skip }, async (t) => {
  const address = pageFile(t, review.page())
  const browser = await openBrowser(t)
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  const wrong: string[] = []
  page.on('pageerror', (error) => wrong.push(`error ${error.message}`))
  page.on('dialog', (dialog) => void dialog.dismiss().then(() => wrong.push('dialog')))
  page.on('request', (request) => {
    if (!/^(file|about|data|blob):/.test(request.url())) wrong.push(`request ${request.url()}`)
  })
  await page.goto(address)

  await t.test('shows what hostile rows say, and does none of it', async (t) => {
    t.equal(await page.evaluate('window.owned'), undefined)
    t.equal(await page.locator('#row img, #row svg, #row script, #row style').count(), 0)
    t.ok((await text(page, 'row')).includes(`<script>${OWN}</script>`))
    t.equal(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), true)
  })

  await t.test('has no serious fault of accessibility, in any width or light', async (t) => {
    for (const width of [1280, 400]) {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.setViewportSize({ width, height: 900 })
        await page.emulateMedia({ colorScheme })
        // Through the debugger, as its policy lets no script in.
        const found = (await page.evaluate(`${axe.source}; axe.run(document, { resultTypes: ['violations'] })`)) as Axe
        const faults = found.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
        t.strictSame(
          faults.map(({ id, nodes }) => `${id} ${nodes[0].html}`),
          [],
          `${width} ${colorScheme}`,
        )
        t.equal(
          await page.evaluate('document.documentElement.scrollWidth <= innerWidth'),
          true,
          `${width}: no side scroll`,
        )
      }
    }
    await page.setViewportSize({ width: 1280, height: 900 })
  })

  await t.test('takes answers, decisions, undo and skip by keys, and downloads them', async (t) => {
    await press(page, 'k')
    t.equal(await text(page, 'status'), 'Still open: It runs')
    await press(page, 's')
    t.equal(await page.locator('#row h2').textContent(), 'second')
    t.equal(await page.locator('#ask-plan_agrees').isVisible(), false)
    await press(page, 'r f f q q q n')
    await page.keyboard.type('kx, not a decision')
    await press(page, 'Escape k')
    t.equal(await text(page, 'progress'), '1 of 3 decided')
    await press(page, 'r 0 f q x')
    t.equal(await text(page, 'progress'), '2 of 3 decided')
    await press(page, 'u')
    t.equal(await text(page, 'status'), 'Undone: third')
    t.equal(await page.locator('input[name=runs]:checked').getAttribute('value'), '0')
    await press(page, 'r k')
    const [download] = await Promise.all([page.waitForEvent('download'), press(page, 'd')])
    t.equal(download.suggestedFilename(), 'decisions-ann.jsonl')
    const lines = readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\n')
    t.strictSame(
      lines.map((line) => JSON.parse(line) as unknown),
      [
        {
          id: 'second',
          decision: 'keep',
          runs: 1,
          function: 1,
          quality: 0,
          note: 'kx, not a decision',
          code_hash: verdicts[1].code_hash,
          reviewer: 'ann',
        },
        {
          id: 'third',
          decision: 'keep',
          runs: 1,
          function: 2,
          quality: 2,
          code_hash: verdicts[2].code_hash,
          reviewer: 'ann',
        },
      ],
    )
  })

  await t.test('goes on where it was left', async (t) => {
    await page.reload()
    t.equal(await text(page, 'progress'), '2 of 3 decided')
    await press(page, 'u')
    t.equal(await page.locator('#row h2').textContent(), 'third')
  })

  await t.test('plays the game whole, tells of its errors, and gives the keyboard back', async (t) => {
    await press(page, 'g')
    await page.locator('#said li').first().waitFor()
    t.match(await text(page, 'said'), 'on purpose')
    const canvas = page.frameLocator('#stage iframe').locator('canvas')
    const [stage, size] = [(await page.locator('#stage').boundingBox())!, (await canvas.boundingBox())!]
    t.ok(size.width <= stage.width && size.height <= stage.height, JSON.stringify({ stage, size }))
    t.equal((size.width / size.height).toFixed(2), '1.33')
    await press(page, 'k')
    t.equal(await text(page, 'progress'), '1 of 3 decided', 'keys are the game’s while it has the focus')
    await press(page, 'Escape')
    await page.locator('#play:focus').waitFor()
    await press(page, 'Escape')
    t.equal(await page.locator('iframe').count(), 0)
  })
  // The game's own error, thrown on purpose, is the page's too for the debugger.
  t.strictSame(
    wrong.filter((what) => what !== 'error on purpose'),
    [],
  )
})

interface Axe {
  violations: { id: string; impact: string; nodes: { html: string }[] }[]
}
