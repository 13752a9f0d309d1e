import type { Events } from './events.ts'
import type { Faults } from './faults.ts'
import type { GuestGlobal } from './kit.ts'
import type { Recorder } from './recorder.ts'

/** The rest of the window: navigator, location, screen; and without what would leave the realm. */
export function installPage(
  global: GuestGlobal,
  recorder: Recorder,
  faults: Faults,
  events: Events,
): void {
  const nothing = () => undefined
  const refuse = (name: string, message: string) => () => Promise.reject(new faults.DOMException(message, name))

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
  const orientation = Object.assign(new events.EventTarget(), {
    type: 'landscape-primary',
    angle: 0,
    unlock: nothing,
    lock: refuse('NotSupportedError', 'screen.orientation.lock() is not available on this device.'),
  })

  const agent = '(X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36'
  const denied = refuse('NotAllowedError', 'Permission denied')
  const navigator = {
    userAgent: 'Mozilla/5.0 ' + agent,
    appVersion: '5.0 ' + agent,
    appName: 'Netscape',
    appCodeName: 'Mozilla',
    product: 'Gecko',
    platform: 'Linux x86_64',
    vendor: 'Google Inc.',
    language: 'en-US',
    languages: ['en-US'],
    maxTouchPoints: 0,
    onLine: true,
    cookieEnabled: true,
    doNotTrack: null,
    webdriver: false,
    hardwareConcurrency: 2,
    deviceMemory: 8,
    userActivation: {
      get isActive(): boolean {
        return events.isActive()
      },
      get hasBeenActive(): boolean {
        return events.wasActive()
      },
    },
    getGamepads: () => [null, null, null, null],
    vibrate: () => events.wasActive(),
    sendBeacon: () => true,
    javaEnabled: () => false,
    clipboard: {
      writeText: () => (events.isActive() ? Promise.resolve() : refuse('NotAllowedError', 'Write permission denied.')()),
      readText: refuse('NotAllowedError', "Failed to execute 'readText' on 'Clipboard': Read permission denied."),
    },
    permissions: { query: async () => ({ state: 'prompt', onchange: null }) },
    mediaDevices: { getUserMedia: denied, enumerateDevices: async () => [] },
    geolocation: { getCurrentPosition: nothing, clearWatch: nothing, watchPosition: () => 1 },
    serviceWorker: { register: denied, ready: new Promise(nothing), controller: null, addEventListener: nothing },
  }

  const screen = { width: 1280, height: 800, availWidth: 1280, availHeight: 800, colorDepth: 24, pixelDepth: 24, orientation }
  const view = { width: 1280, height: 800, scale: 1, offsetLeft: 0, offsetTop: 0, pageLeft: 0, pageTop: 0 }

  Object.assign(global, {
    self: global,
    parent: global,
    frames: global,
    opener: null,
    name: '',
    length: 0,
    closed: false,
    isSecureContext: true,
    origin: 'http://localhost',
    devicePixelRatio: 1,
    scrollX: 0,
    scrollY: 0,
    pageXOffset: 0,
    pageYOffset: 0,
    screenX: 0,
    screenY: 0,
    screenLeft: 0,
    screenTop: 0,
    screen,
    visualViewport: Object.assign(new events.EventTarget(), view),
    navigator,
    getComputedStyle: (element: unknown) => {
      if (element instanceof (global.Element as new () => { style: unknown })) return element.style
      throw faults.notA('Element', 'getComputedStyle', 'Window')
    },
    alert: nothing,
    confirm: () => false,
    prompt: () => null,
    open: () => null,
    reportError: (error: unknown) => recorder.thrown('event', error),
    close: nothing,
    focus: nothing,
    blur: nothing,
    print: nothing,
    stop: nothing,
    scroll: nothing,
    scrollTo: nothing,
    scrollBy: nothing,
    moveTo: nothing,
    resizeTo: nothing,
  })
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
