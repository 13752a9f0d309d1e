/** Pictures of running games, by a real Chromium. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { renderDocument, type PlayableGames } from '../pages/document.ts'
import type { Games } from '../pages/game/games.ts'
import { Html } from '../pages/html.ts'
import { launchChromium } from '../runtime/browser/chromium.ts'
import type { Browser, BrowserContext } from '../runtime/browser/playwright.ts'

const ORIGIN = 'http://localhost/'
const SIZE = { width: 800, height: 600 }
/** Of the picture: a page may hold hundreds of them. */
const SCALE = 0.5
const QUALITY = 70

/** Milliseconds that a game has run when its picture is taken: a first scene has been made, and something has moved. */
const PLAYED = 1500
/** Milliseconds in which a picture must be had: a game that never gives the browser its turn has none. */
const PATIENCE = 8000

/**
 * Data URIs by the name of the program; a game that shows nothing in time has none. `chromium` is the path of the browser,
 * which is kept from the network. Throws ERR_MISSING_COMPONENT when it does not start.
 */
export async function thumbnails(chromium: string, games: PlayableGames): Promise<Map<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), 'sft-stream-thumbnails-'))
  try {
    const browser = await launchChromium(chromium, folder)
    const pictures = new Map<string, string>()
    for (const [name, program] of Object.entries(games.programs)) {
      const picture = await pictureOf(browser, pageOf(games.engine, program))
      if (picture !== undefined) pictures.set(name, picture)
    }
    await browser.close()
    return pictures
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

const GAME = 'game'

function pageOf(engine: string, program: string): string {
  return renderDocument({
    lang: 'en',
    title: '',
    style: 'iframe { position: fixed; inset: 0; width: 100%; height: 100%; border: 0 }',
    body: new Html(''),
    data: GAME,
    games: { engine, programs: { [GAME]: program } },
    script: String(playAtOnce),
  })
}

function playAtOnce(name: string, games: Games): void {
  games.start(name, document.body, name, { failed: () => undefined, left: () => undefined })
}

/** A page and context of its own: nothing of one game is in the picture of the next. */
async function pictureOf(browser: Browser, page: string): Promise<string | undefined> {
  const context = await browser.newContext({
    viewport: SIZE,
    locale: 'en-US',
    timezoneId: 'UTC',
    serviceWorkers: 'block',
    acceptDownloads: false,
  })
  const late = sleep(PATIENCE, undefined, { ref: false })
  const picture = await Promise.race([capture(context, page).catch(() => undefined), late])
  await context.close()
  return picture
}

async function capture(context: BrowserContext, text: string): Promise<string> {
  await context.route('**/*', async (route) => {
    if (route.request().url() === ORIGIN) await route.fulfill({ contentType: 'text/html; charset=utf-8', body: text })
    else await route.abort()
  })
  const page = await context.newPage()
  await page.goto(ORIGIN, { waitUntil: 'commit', timeout: 0 })
  await sleep(PLAYED)
  const session = await context.newCDPSession(page)
  const { data } = (await session.send('Page.captureScreenshot', {
    format: 'jpeg',
    quality: QUALITY,
    clip: { x: 0, y: 0, ...SIZE, scale: SCALE },
  })) as { data: string }
  return `data:image/jpeg;base64,${data}`
}
