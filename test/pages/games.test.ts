/** Games on a page, in a real Chromium: a good one plays, a hostile one reaches nothing. */
import { createSocket } from 'node:dgram'
import { createServer, type AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { readFileSync } from 'node:fs'
import t from 'tap'
import { engineFile } from '../../src/domains/phaser/engine/files.ts'
import { renderDocument } from '../../src/pages/document.ts'
import type { Games } from '../../src/pages/game/games.ts'
import { Html } from '../../src/pages/html.ts'
import { openBrowser, pageFile, skip } from './browser.ts'

t.setTimeout(240_000)

/** Programs that reach for `HOST` (TCP) or `UDP`. Each does so on a page without protection, or it would prove nothing. */
const REACHING: Record<string, string> = {
  fetch: `fetch('http://HOST/').catch(() => 0)`,
  xhr: `const x = new XMLHttpRequest(); x.open('GET', 'http://HOST/'); x.send()`,
  socket: `new WebSocket('ws://HOST/')`,
  beacon: `navigator.sendBeacon('http://HOST/', 'x')`,
  image: `new Image().src = 'http://HOST/'`,
  style: `document.body.setAttribute('style', 'background: url(http://HOST/)')`,
  frame: `document.body.append(Object.assign(document.createElement('iframe'), { src: 'http://HOST/' }))`,
  script: `document.body.append(Object.assign(document.createElement('script'), { src: 'http://HOST/' }))`,
  events: `new EventSource('http://HOST/')`,
  worker: `new Worker(URL.createObjectURL(new Blob(['fetch("http://HOST/")'])))`,
  form: `const f = document.createElement('form'); f.action = 'http://HOST/'; document.body.append(f); f.submit()`,
  leave: `location.href = 'http://HOST/'`,
  refresh: `document.head.append(Object.assign(document.createElement('meta'), { httpEquiv: 'refresh', content: '0;url=http://HOST/' }))`,
  anchor: `const a = document.createElement('a'); a.href = 'http://HOST/'; document.body.append(a); a.click()`,
  top: `top.location = 'http://HOST/'`,
  popup: `open('http://HOST/')`,
  self: `open('http://HOST/', '_self')`,
  peer: `const p = new RTCPeerConnection({ iceServers: [{ urls: 'stun:UDP' }] })
    p.createDataChannel('x'); p.createOffer().then((offer) => p.setLocalDescription(offer))`,
}

/** Ways to a frame that runs this program with nothing taken away, where a peer connection would be at hand. */
const NESTING: Record<string, string> = {
  property: `const f = document.createElement('iframe'); f.srcdoc = INNER; document.body.append(f)`,
  attribute: `const f = document.createElement('IFRAME'); f.setAttribute('srcdoc', INNER); document.body.append(f)`,
  namespace: `const f = document.createElementNS('http://www.w3.org/1999/xhtml', 'x:iframe'); f.setAttribute('srcdoc', INNER); document.body.append(f)`,
  innerHTML: `document.body.innerHTML = '<iframe srcdoc="' + INNER + '"></iframe>'`,
  insert: `document.body.insertAdjacentHTML('beforeend', '<IFrame srcdoc="' + INNER + '">')`,
  write: `document.write('<iframe srcdoc="' + INNER + '"></iframe>')`,
  unsafe: `document.body.setHTMLUnsafe('<iframe srcdoc="' + INNER + '"></iframe>')`,
  fragment: `document.body.append(new Range().createContextualFragment('<iframe srcdoc="' + INNER + '"></iframe>'))`,
  parser: `document.body.append(new DOMParser().parseFromString('<iframe srcdoc="' + INNER + '"></iframe>', 'text/html').querySelector('iframe'))`,
  xml: `document.body.append(new DOMParser().parseFromString('<x:iframe xmlns:x="http://www.w3.org/1999/xhtml" srcdoc="' + INNER.replaceAll('<', '&lt;').replaceAll('\\n', '&#10;') + '"/>', 'text/xml').documentElement)`,
  request: `const x = new XMLHttpRequest(); x.open('GET', 'data:text/html,' + encodeURIComponent('<iframe srcdoc="' + INNER + '"></iframe>')); x.responseType = 'document'
    x.onload = () => document.body.append(x.response.querySelector('iframe')); x.send()`,
  root: `const f = document.implementation.createDocument('http://www.w3.org/1999/xhtml', 'iframe').documentElement
    f.srcdoc = INNER; document.body.append(f)`,
  custom: `class Frame extends HTMLIFrameElement {}
    customElements.define('x-frame', Frame, { extends: 'iframe' })
    const f = new Frame(); f.srcdoc = INNER; document.body.append(f)`,
  node: `class Frame extends HTMLIFrameElement {}
    customElements.define('x-frame', Frame, { extends: 'iframe' })
    const f = new Frame(), a = document.createAttribute('srcdoc'); a.value = INNER
    f.setAttributeNode(a); document.body.append(f)`,
  late: `const f = document.implementation.createDocument('http://www.w3.org/1999/xhtml', 'iframe').documentElement
    const a = document.createAttribute('srcdoc'); f.attributes.setNamedItem(a); document.body.append(f); a.value = INNER`,
  command: `document.body.contentEditable = true; getSelection().selectAllChildren(document.body)
    document.execCommand('insertHTML', false, '<iframe srcdoc="' + INNER + '"></iframe>')`,
  patched: `RegExp.prototype.exec = () => null; RegExp.prototype.test = () => false; String.prototype.match = () => null
    const f = document.createElement('iframe'); f.srcdoc = INNER; document.body.append(f)`,
}

/** Says when it has come to its end: what a game of a busy machine has not yet tried proves nothing. */
const ending = (code: string): string => `try {\n${code}\n} finally { parent.postMessage('failed ran', '*') }`

/** Says so when it runs within a frame of the frame. The one script that may run there is the program itself. */
const nested = (code: string): string => `if (parent !== top) top.postMessage('nested', '*')
else {
  const INNER = '<script>' + document.currentScript.text.replaceAll('&', '&amp;').replaceAll('"', '&quot;') + '</' + 'script>'
  ${ending(code)}
}`

/** What reads from or writes to what is not the game's. Each throws, or does nothing. */
const STEALING: Record<string, string> = {
  parent: `parent.document.body.dataset.owned = '1'`,
  data: `parent.seen.push('owned')`,
  cookie: `document.cookie = 'owned=1'; if (!document.cookie) throw new Error('nothing')`,
  storage: `indexedDB.open('x').onsuccess = () => parent.postMessage('failed owned', '*')`,
  eval: `(0, eval)("parent.postMessage('failed owned', '*')")`,
  handler: `document.body.innerHTML = '<img src=data:, onerror="parent.postMessage(\\'failed owned\\', \\'*\\')">'`,
  alert: `if (confirm('?') || prompt('?') !== null) parent.postMessage('failed owned', '*')`,
}

const PLAYING = `
const best = localStorage.getItem('best')
class Play extends Phaser.Scene {
  create() { parent.postMessage('failed plays ' + best + ' ' + (this.game.canvas.width > 0), '*') }
}
new Phaser.Game({ type: Phaser.CANVAS, width: 320, height: 200, scene: Play })`

/** The page under test: it starts a game by name and writes down what it hears. */
function pageOfTest(_data: unknown, games: Games): void {
  const page = window as unknown as { seen: string[]; play(name: string): void }
  page.seen = []
  page.play = (name) => {
    page.seen = []
    games.start(name, document.body, name, {
      failed: (message) => page.seen.push(message),
      left: () => page.seen.push('left'),
    })
  }
  window.addEventListener('message', ({ data }) => data === 'nested' && page.seen.push('nested'))
}

interface Net {
  readonly host: string
  readonly udp: string
  hits: number
}

/**
 * Counts requests and datagrams that arrive. Not connections: Chromium opens one for a navigation, and drops it when the
 * policy refuses that; nothing is sent.
 */
async function listen(t: { teardown(fn: () => unknown): void }): Promise<Net> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => {
      net.hits++
      socket.destroy()
    })
  })
  const udp = createSocket('udp4').on('message', () => void net.hits++)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  await new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', resolve))
  t.teardown(() => (server.close(), udp.close()))
  const net = {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    udp: `127.0.0.1:${udp.address().port}`,
    hits: 0,
  }
  return net
}

const seenBy = async (page: Page): Promise<string[]> => (await page.evaluate('seen')) as string[]

/** Longer than a frame takes to load on a busy machine. Chromium now and then drops one of a page in the background. */
const AGAIN_MS = 10_000

/** Begins something on a page, and again if need be, until the page has seen `word`. */
async function untilSeen(page: Page, word: string, begin: () => Promise<unknown>): Promise<void> {
  for (;;) {
    await page.bringToFront()
    await begin()
    const late = performance.now() + AGAIN_MS
    while (performance.now() < late) {
      if ((await seenBy(page)).includes(word)) return
      await sleep(10)
    }
  }
}

/** Plays a game to its end, and gives what it began a while; what the page has seen meanwhile. */
async function played(page: Page, name: string): Promise<string[]> {
  await untilSeen(page, 'ran', () => page.evaluate(`play(${JSON.stringify(name)})`))
  await sleep(WHILE)
  return await seenBy(page)
}

/** What the page has seen once it is so much. (waitForFunction needs eval, which the page forbids.) */
async function seenAtLast(page: Page, count: number): Promise<string[]> {
  for (;;) {
    const seen = await seenBy(page)
    if (seen.length >= count) return seen
    await sleep(20)
  }
}

/** Time in which whatever a program has begun would arrive: it takes a few milliseconds on the bare page. */
const WHILE = 150

t.test('games on a page', { skip }, async (t) => {
  const net = await listen(t)
  const at = (code: string) => code.replaceAll('HOST', net.host).replaceAll('UDP', net.udp)
  const reaching = Object.entries(REACHING).map(([name, code]) => [`reach ${name}`, at(code)] as const)
  const nesting = Object.entries(NESTING).map(([name, code]) => [`nest ${name}`, nested(code)] as const)
  const stealing = Object.entries(STEALING).map(([name, code]) => [`steal ${name}`, ending(code)] as const)
  const ended = reaching.map(([name, code]) => [name, ending(code)] as const)
  const hostile = Object.fromEntries([...ended, ...nesting, ...stealing])
  const pageWith = (engine: string, programs: Record<string, string>): string => {
    const [body, script] = [new Html('<h1>games</h1>'), String(pageOfTest)]
    const text = { lang: 'en', title: 'games', style: '', body, data: null, script } as const
    return pageFile(t, renderDocument({ ...text, games: { engine, programs } }))
  }
  const playing = pageWith(readFileSync(engineFile(), 'utf8'), { good: PLAYING, loop: 'for (;;);' })
  // What is hostile needs no engine, whose megabyte takes time.
  const address = pageWith('globalThis.Engine = {}', hostile)
  const browser = await openBrowser(t)
  const open = async (address: string): Promise<Page> => {
    const page = await browser.newPage()
    await page.goto(address)
    return page
  }

  await t.test('a good one plays, with the keyboard, and Escape gives that back', async (t) => {
    const page = await open(playing)
    await page.evaluate('play("good")')
    t.strictSame(await seenAtLast(page, 1), ['plays null true'])
    t.equal(await page.evaluate('document.activeElement.tagName'), 'IFRAME')
    await page.keyboard.press('Escape')
    t.strictSame((await seenAtLast(page, 2)).slice(1), ['left'])
  })

  await t.test('what reaches the network from a bare page reaches nothing from here', async (t) => {
    const context = await browser.newContext()
    for (const [, code] of reaching) {
      const bare = await context.newPage()
      await bare.evaluate(`void setTimeout(${JSON.stringify(code)}, 0)`)
      while (net.hits === 0) await sleep(5)
      await bare.close()
      net.hits = 0
    }
    await context.close()
    await sleep(WHILE)
    net.hits = 0
    const page = await open(address)
    for (const [name] of reaching) {
      net.hits = 0
      await played(page, name)
      t.equal(net.hits, 0, name)
      t.equal(page.url(), address, name)
      t.equal(
        browser
          .contexts()
          .flatMap((context) => context.pages())
          .filter((page) => ![address, playing].includes(page.url())).length,
        0,
      )
    }
    await page.close()
  })

  await t.test('what gets a frame of its own in a bare frame gets none here', async (t) => {
    const bare = await browser.newPage()
    await bare.evaluate(`window.seen = []; addEventListener('message', ({ data }) => seen.push(data))`)
    const page = await open(address)
    for (const [name] of nesting) {
      const text = JSON.stringify(`<body><script>${hostile[name]}</script>`)
      await untilSeen(bare, 'nested', () =>
        bare.evaluate(`seen.length = 0
          document.body.replaceChildren(Object.assign(document.createElement('iframe'), { sandbox: 'allow-scripts', srcdoc: ${text} }))`),
      )
      t.notOk((await played(page, name)).includes('nested'), name)
    }
    await bare.close()
    await page.close()
  })

  await t.test('page, storage and dialogs are out of reach', async (t) => {
    const page = await open(address)
    page.on('dialog', (dialog) => void dialog.dismiss().then(() => t.fail('a dialog')))
    for (const [name] of stealing) {
      t.notMatch((await played(page, name)).join('\n'), /owned$/m, name)
    }
    t.equal(await page.evaluate('document.body.dataset.owned'), undefined)
    await page.close()
  })

  await t.test('an endless loop leaves the page alive, and the next game plays', async (t) => {
    const page = await open(playing)
    await page.evaluate('play("loop")')
    await sleep(WHILE)
    await page.evaluate('play("good")')
    t.strictSame(await seenAtLast(page, 1), ['plays null true'])
  })
})
