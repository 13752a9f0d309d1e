import type { Clone } from './cloning.ts'
import type { Events } from './events.ts'
import type { Faults } from './faults.ts'
import type { GuestGlobal } from './kit.ts'

/** What few games ask a window for: media queries, history, chance of the strong kind, speech, notifications. */
export function installWindow(global: GuestGlobal, faults: Faults, events: Events, clone: Clone): void {
  const nothing = () => undefined
  /** What is asked of one media feature: the window is 1280 x 800, light, and has a mouse. */
  const holds = (feature: string): boolean => {
    const [name, value = ''] = feature.split(':').map((part) => part.trim())
    const side = name.endsWith('width') ? 1280 : name.endsWith('height') ? 800 : null
    const length = Number.parseFloat(value)
    if (side !== null && name.startsWith('min-')) return side >= length
    if (side !== null && name.startsWith('max-')) return side <= length
    if (side !== null) return value === '' || side === length
    const answers = ' landscape fine hover light no-preference browser standard srgb '
    return value === '' ? name === 'hover' || name === 'color' : answers.includes(` ${value} `)
  }
  const matches = (query: string): boolean => {
    const wanted = query.trim().toLowerCase()
    if (wanted.startsWith('not ')) return !matches(wanted.slice(4))
    const features = [...wanted.matchAll(/\(([^()]*)\)/g)]
    return !/^(only )?(print|speech)\b/.test(wanted) && features.every(([, feature]) => holds(feature))
  }
  class MediaQueryList extends events.EventTarget {
    readonly media: string
    readonly matches: boolean
    onchange: unknown = null

    constructor(media: string) {
      super()
      this.media = media
      this.matches = media.split(',').some(matches)
    }

    addListener(): void {}

    removeListener(): void {}
  }

  const crypto = {
    subtle: {},
    getRandomValues: <T>(array: T): T => {
      if (!ArrayBuffer.isView(array) || array instanceof DataView)
        throw faults.notA('ArrayBufferView', 'getRandomValues', 'Crypto')
      const kind = array.constructor.name.replace('Array', '')
      if (kind.startsWith('Float')) {
        const why = `The provided ArrayBufferView is of type '${kind}', which is not an integer array type.`
        throw faults.exception('TypeMismatchError', 'getRandomValues', 'Crypto', why)
      }
      const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
      for (let i = 0; i < bytes.length; i++) bytes[i] = Math.floor(Math.random() * 256)
      return array
    },
    randomUUID: () =>
      'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, () => Math.floor(Math.random() * 16).toString(16)),
  }
  let state: unknown = null
  const history = {
    length: 1,
    scrollRestoration: 'auto',
    get state(): unknown {
      return state
    },
    pushState: (next: unknown) => void (state = clone(next, 'pushState', 'History')),
    replaceState: (next: unknown) => void (state = clone(next, 'replaceState', 'History')),
    back: nothing,
    forward: nothing,
    go: nothing,
  }

  class Notification extends events.EventTarget {
    static readonly permission = 'denied'
    readonly title: string

    constructor(title: unknown) {
      super()
      this.title = String(title)
    }

    close(): void {}

    static async requestPermission(): Promise<string> {
      return 'denied'
    }
  }
  class SpeechSynthesisUtterance extends events.EventTarget {
    text: string
    rate = 1
    pitch = 1
    volume = 1
    lang = ''
    voice = null

    constructor(text: unknown = '') {
      super()
      this.text = String(text)
    }
  }
  class FontFace {
    readonly family: string
    readonly status = 'loaded'

    constructor(family: unknown) {
      this.family = String(family)
    }

    load(): Promise<this> {
      return Promise.resolve(this)
    }
  }
  const speech = {
    speaking: false,
    pending: false,
    paused: false,
    getVoices: () => [],
    speak: nothing,
    cancel: nothing,
    pause: nothing,
    resume: nothing,
  }

  Object.assign(global, {
    history,
    crypto,
    speechSynthesis: Object.assign(new events.EventTarget(), speech),
    matchMedia: (media: unknown) => new MediaQueryList(String(media)),
    getSelection: () => ({ rangeCount: 0, toString: () => '', removeAllRanges: nothing, addRange: nothing }),
    CSS: {
      supports: () => true,
      escape: (text: unknown) => String(text).replace(/[^\w-]/g, '\\$&'),
    },
    MediaQueryList,
    Notification,
    SpeechSynthesisUtterance,
    FontFace,
  })
  faults.require(global, 'Window', 'matchMedia=1')
}
