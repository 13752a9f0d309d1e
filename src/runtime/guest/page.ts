import type { GuestGlobal } from './kit.ts'
import type { Recorder } from './recorder.ts'

/** The rest of the window: navigator, location, storage, console, base64; and without what would leave the realm. */
export function installPage(global: GuestGlobal, recorder: Recorder): void {
  const nothing = () => undefined
  const log =
    (level: string) =>
    (...args: unknown[]) =>
      recorder.log(level, args)
  global.console = {
    log: log('log'),
    info: log('info'),
    debug: log('debug'),
    warn: log('warn'),
    error: log('error'),
    trace: log('log'),
    table: log('log'),
    dir: log('log'),
    group: log('log'),
    groupCollapsed: log('log'),
    assert: (holds: unknown, ...args: unknown[]) => (holds ? undefined : recorder.log('error', args)),
  }
  for (const name of 'groupEnd time timeEnd timeLog count countReset clear'.split(' ')) {
    ;(global.console as Record<string, unknown>)[name] = nothing
  }

  const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  const notBase64 = (method: string) =>
    new Error(`Failed to execute '${method}' on 'Window': the string is not correctly encoded.`)
  global.btoa = (value: unknown): string => {
    const text = String(value)
    let out = ''
    for (let i = 0; i < text.length; i += 3) {
      const codes = [text.charCodeAt(i), text.charCodeAt(i + 1), text.charCodeAt(i + 2)]
      if (codes.some((code) => code > 255)) throw notBase64('btoa')
      const bits = (codes[0] << 16) | ((codes[1] || 0) << 8) | (codes[2] || 0)
      const letters = [18, 12, 6, 0].map((shift) => ALPHABET[(bits >> shift) & 63])
      out +=
        letters[0] + letters[1] + (i + 1 < text.length ? letters[2] : '=') + (i + 2 < text.length ? letters[3] : '=')
    }
    return out
  }
  global.atob = (value: unknown): string => {
    const text = String(value).replace(/[\s=]+/g, '')
    let out = ''
    let bits = 0
    let held = 0
    for (let i = 0; i < text.length; i++) {
      const six = ALPHABET.indexOf(text[i])
      if (six < 0) throw notBase64('atob')
      held = ((held << 6) | six) & 0xffffff
      bits += 6
      if (bits < 8) continue
      bits -= 8
      out += String.fromCharCode((held >> bits) & 255)
    }
    return out
  }

  const storage = (): object => {
    const items = new Map<string, string>()
    return {
      getItem: (key: unknown) => items.get(String(key)) ?? null,
      setItem: (key: unknown, value: unknown) => void items.set(String(key), String(value)),
      removeItem: (key: unknown) => void items.delete(String(key)),
      clear: () => items.clear(),
      key: (index: number) => Array.from(items.keys())[index] ?? null,
      get length() {
        return items.size
      },
    }
  }

  const location = {
    href: 'http://localhost/',
    protocol: 'http:',
    host: 'localhost',
    hostname: 'localhost',
    port: '',
    origin: 'http://localhost',
    pathname: '/',
    search: '',
    hash: '',
    reload: nothing,
    assign: nothing,
    replace: nothing,
    toString: () => 'http://localhost/',
  }
  const orientation = {
    type: 'landscape-primary',
    angle: 0,
    addEventListener: nothing,
    removeEventListener: nothing,
    lock: () => Promise.resolve(),
  }
  const agent = '(X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36'
  const query = {
    matches: false,
    addListener: nothing,
    removeListener: nothing,
    addEventListener: nothing,
    removeEventListener: nothing,
  }
  class Observer {}
  for (const name of ['observe', 'unobserve', 'disconnect']) Object.assign(Observer.prototype, { [name]: nothing })

  Object.assign(global, {
    self: global,
    parent: global,
    frames: global,
    name: '',
    devicePixelRatio: 1,
    scrollX: 0,
    scrollY: 0,
    pageXOffset: 0,
    pageYOffset: 0,
    screen: { width: 1280, height: 800, availWidth: 1280, availHeight: 800, colorDepth: 24, orientation },
    history: {
      length: 1,
      state: null,
      pushState: nothing,
      replaceState: nothing,
      back: nothing,
      forward: nothing,
      go: nothing,
    },
    navigator: {
      userAgent: 'Mozilla/5.0 ' + agent,
      appVersion: '5.0 ' + agent,
      appName: 'Netscape',
      platform: 'Linux x86_64',
      vendor: 'Google Inc.',
      language: 'en-US',
      languages: ['en-US'],
      maxTouchPoints: 0,
      onLine: true,
      hardwareConcurrency: 2,
      getGamepads: () => [],
      vibrate: () => true,
      clipboard: { writeText: () => Promise.resolve() },
    },
    localStorage: storage(),
    sessionStorage: storage(),
    crypto: {
      getRandomValues: <T extends { length: number; [index: number]: number }>(array: T): T => {
        for (let i = 0; i < array.length; i++) array[i] = Math.floor(Math.random() * 4_294_967_296)
        return array
      },
      randomUUID: () =>
        'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, () => Math.floor(Math.random() * 16).toString(16)),
    },
    matchMedia: (media: unknown) => ({ media, ...query }),
    getComputedStyle: (element: { style?: unknown } | null) => element?.style ?? {},
    alert: nothing,
    confirm: () => true,
    prompt: () => '',
    open: () => null,
    getSelection: () => null,
    structuredClone: (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown,
    MutationObserver: Observer,
    ResizeObserver: Observer,
    IntersectionObserver: Observer,
    DOMParser: class DOMParser {
      parseFromString(): unknown {
        return (global.document as { createElement(tag: string): unknown }).createElement('xml')
      }
    },
    TextEncoder: class TextEncoder {
      encode(text: unknown): Uint8Array {
        return Uint8Array.from(unescape(encodeURIComponent(String(text))), (letter) => letter.charCodeAt(0))
      }
    },
    TextDecoder: class TextDecoder {
      decode(bytes: Uint8Array): string {
        return decodeURIComponent(escape(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')))
      }
    },
  })
  for (const name of 'close focus blur print stop scrollTo scrollBy scroll moveTo resizeTo postMessage'.split(' ')) {
    global[name] = nothing
  }
  // [LegacyUnforgeable] in the HTML standard: `let top` is a syntax error in a page.
  for (const [name, value] of Object.entries({ window: global, top: global, location })) {
    Object.defineProperty(global, name, { value, enumerable: true })
  }

  // Clocks and threads of the machine, and callbacks at the collector's whim, have no place in a run that must repeat.
  // (A page without cross-origin isolation has no SharedArrayBuffer either.)
  for (const name of ['SharedArrayBuffer', 'Atomics', 'WebAssembly', 'Temporal', 'ShadowRealm']) delete global[name]
  global.FinalizationRegistry = class FinalizationRegistry {
    register(): void {}

    unregister(): boolean {
      return false
    }
  }
  global.WeakRef = class WeakRef {
    readonly #target: unknown

    constructor(target: unknown) {
      this.#target = target
    }

    deref(): unknown {
      return this.#target
    }
  }
}
