import { createSocket } from 'node:dgram'
import { createServer, type AddressInfo } from 'node:net'
import t from 'tap'
import { runtimeIssues } from '../../../src/checks/runtime.ts'
import { browserSupervisor, skip } from './helpers.ts'

t.setTimeout(600_000)

const GAME = '\nnew Phaser.Game({ scene: { create() {} } })'

/** Programs that reach for `HOST`, and what they are seen to load. */
const LOADS: Record<string, string> = {
  "fetch('http://HOST/').catch(() => 0)": 'fetch',
  "fetch('http://HOST/', { mode: 'no-cors', method: 'POST', keepalive: true, body: 'x' }).catch(() => 0)": 'fetch',
  "const x = new XMLHttpRequest(); x.open('GET', 'http://HOST/'); x.send()": 'xhr',
  "new WebSocket('ws://HOST/')": 'websocket',
  "navigator.sendBeacon('http://HOST/', 'x')": 'beacon',
  "new Image().src = 'http://HOST/'": 'image',
  "document.body.append(Object.assign(document.createElement('iframe'), { src: 'http://HOST/' }))": 'document',
  "document.head.append(Object.assign(document.createElement('script'), { src: 'http://HOST/' }))": 'script',
  "location = 'http://HOST/'": 'document',
  "new EventSource('http://HOST/')": 'eventsource',
  "new Worker(URL.createObjectURL(new Blob(['fetch(\"http://HOST/\")'])))": 'fetch',
  // A frame of its own has windows, sockets and fetch that nobody has touched.
  "const f = document.createElement('iframe'); document.body.append(f); f.contentWindow.open('http://HOST/')": 'document',
  "const f = document.createElement('iframe'); document.body.append(f); new f.contentWindow.WebSocket('ws://HOST/')":
    'websocket',
}

/** Programs whose attempts nobody sees: the next line of defence has to hold. */
const UNSEEN = [
  "window.open('http://HOST/')",
  "new SharedWorker(URL.createObjectURL(new Blob(['fetch(\"http://HOST/\")'])))",
  "try { new WebTransport('https://HOST/').ready.catch(() => 0) } catch {}",
  `const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:UDP' }] })
   peer.createDataChannel('x'); peer.createOffer().then((offer) => peer.setLocalDescription(offer))`,
  "for (const rel of ['preconnect', 'dns-prefetch']) document.head.append(Object.assign(document.createElement('link'), { rel, href: 'http://HOST/' }))",
]

t.test('nothing that a program sends arrives, not even on this machine', { skip }, async (t) => {
  const seen: string[] = []
  const tcp = createServer((socket) => {
    seen.push('a connection')
    socket.on('error', () => undefined).end()
  })
  const udp = createSocket('udp4', () => seen.push('a packet'))
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve))
  await new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', resolve))
  const browser = await browserSupervisor()
  t.teardown(async () => {
    await browser.close()
    tcp.close()
    udp.close()
  })
  const host = `127.0.0.1:${(tcp.address() as AddressInfo).port}`
  const run = (code: string) =>
    browser.run(code.replaceAll('HOST', host).replaceAll('UDP', `127.0.0.1:${udp.address().port}`) + GAME)

  for (const [code, kind] of Object.entries(LOADS)) {
    const issues = runtimeIssues(await run(code))
    t.match(issues, [{ code: 'external-load', message: `loads from outside: ${kind} ` }], code)
  }
  for (const code of UNSEEN) t.equal((await run(code)).stopped, null, code)
  t.strictSame(seen, [])
})

t.test('a load fails for the program as it does without a network', { skip }, async (t) => {
  const browser = await browserSupervisor()
  t.teardown(() => browser.close())
  const { observed } = await browser.run(`
    const told = (window.__signals__ = [])
    fetch('a.json').catch((error) => told.push(error.name))
    const image = Object.assign(new Image(), { src: 'b.png', onerror: () => told.push('image') })
    new Phaser.Game({ scene: {} })`)
  t.strictSame(JSON.parse(observed!.signals!).toSorted(), ['TypeError', 'image'])
  t.strictSame(observed!.loads, ['fetch a.json', 'image b.png'])
})

t.test('what a page asks a person is answered at once, and a reload leaves it as it is', { skip }, async (t) => {
  const browser = await browserSupervisor()
  t.teardown(() => browser.close())
  for (const code of [
    "alert('x'); if (confirm('x') || prompt('x') !== null) throw new Error('no')",
    'const f = document.createElement("iframe"); document.body.append(f); f.contentWindow.alert(1)',
    'location.reload()',
    'location.hash = "level2"; history.pushState({}, "", "/level3")',
    'window.stop()',
    'addEventListener("beforeunload", (event) => event.preventDefault())',
  ]) {
    t.strictSame(runtimeIssues(await browser.run(code + GAME)), [], code)
  }
})
