/** What a program of the dataset must not touch, by the global path that names it. */

export interface BannedPath {
  readonly code: SafetyCode
  readonly severity: 'error' | 'warning'
}

/** Issue codes of the safety check and why each thing is banned. */
export const SAFETY_CODES = {
  'dynamic-code': 'code made from text (eval, Function, a timer with a string): no check can read it',
  'dynamic-import': 'import(): loads code from elsewhere',
  'import-not-allowed': 'import or require of anything but the engine: the program must stand alone',
  'engine-import': 'an import of the engine, which the page provides as a global; it is left out when the program runs',
  network: 'opens a connection: what it does depends on a server',
  storage: 'cookies, IndexedDB and the like: what it does depends on earlier runs',
  'web-storage': 'localStorage or sessionStorage: works, but a run then depends on earlier ones',
  worker: 'starts a worker, which no check sees into',
  'document-write': 'writes markup over the page, scripts included',
  'script-element': 'makes a script or frame element: loads code from elsewhere',
  'javascript-url': 'a javascript: URL is code in a string',
  navigation: 'leaves the page or opens another',
  reload: 'reloads the page: the game is gone instead of restarted',
  dialog: 'a dialog that stops the page until someone answers it',
  device: 'asks for a camera, a place, a clipboard or the like',
  'node-api': 'a global of Node, which no browser has',
  'computed-global': 'reads a global by a name made at run time, which no check can see',
} as const

export type SafetyCode = keyof typeof SAFETY_CODES

type Entry = readonly [path: string, banned: BannedPath]

function error(code: SafetyCode, ...paths: string[]): Entry[] {
  return paths.map((path) => [path, { code, severity: 'error' }])
}

function warning(code: SafetyCode, ...paths: string[]): Entry[] {
  return paths.map((path) => [path, { code, severity: 'warning' }])
}

/** Any expression that stands for one of these paths, or for something below it, is an issue. */
export const BANNED_PATHS: ReadonlyMap<string, BannedPath> = new Map([
  ...error('dynamic-code', 'eval', 'Function', 'WebAssembly'),
  ...error('import-not-allowed', 'require', 'importScripts'),
  ...error('network', 'fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'RTCPeerConnection', 'WebTransport'),
  ...error('network', 'webkitRTCPeerConnection', 'navigator.sendBeacon', 'BroadcastChannel'),
  ...error('storage', 'indexedDB', 'webkitIndexedDB', 'openDatabase', 'caches', 'cookieStore', 'document.cookie'),
  ...error('storage', 'navigator.storage', 'navigator.serviceWorker', 'document.requestStorageAccess'),
  ...warning('web-storage', 'localStorage', 'sessionStorage'),
  ...error('worker', 'Worker', 'SharedWorker', 'Worklet'),
  ...error('document-write', 'document.write', 'document.writeln', 'document.open', 'document.execCommand'),
  ...error('navigation', 'open', 'location.assign', 'location.replace', 'history.pushState', 'history.go'),
  ...error('navigation', 'navigation.navigate', 'document.location.assign', 'document.location.replace'),
  ...warning('reload', 'location.reload', 'document.location.reload'),
  ...warning('dialog', 'alert', 'confirm', 'prompt', 'print'),
  ...error('device', 'navigator.geolocation', 'navigator.mediaDevices', 'navigator.getUserMedia', 'Notification'),
  ...error('device', 'navigator.clipboard', 'navigator.credentials', 'navigator.bluetooth', 'navigator.usb'),
  ...error('device', 'navigator.share', 'navigator.serial', 'navigator.hid', 'PaymentRequest'),
  ...error('node-api', 'process', 'Deno', 'Bun', '__dirname', '__filename', 'Buffer', 'setImmediate'),
])

/** Assigning to one of these leaves the page. */
export const NAVIGATING_TARGETS: ReadonlySet<string> = new Set([
  'location',
  'location.href',
  'location.search',
  'location.pathname',
  'document.location',
  'document.location.href',
])

/** Timers that take code as text. */
export const TIMERS: ReadonlySet<string> = new Set(['setTimeout', 'setInterval'])

/** Elements that bring code from elsewhere into the page. */
export const LOADING_ELEMENTS: ReadonlySet<string> = new Set(['script', 'iframe', 'frame', 'object', 'embed', 'link'])
