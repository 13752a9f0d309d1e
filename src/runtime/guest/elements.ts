import type { CanvasKit } from './canvas.ts'
import type { Clock } from './clock.ts'
import type { Dom } from './dom.ts'
import type { Events } from './events.ts'
import type { GuestGlobal } from './kit.ts'
import type { Recorder } from './recorder.ts'
import type { WebglKit } from './webgl.ts'

/** The elements with a life of their own: canvas, image, audio, video, script. */
export function installElements(
  global: GuestGlobal,
  recorder: Recorder,
  clock: Clock,
  events: Events,
  dom: Dom,
  canvasKit: CanvasKit,
  webgl: WebglKit | null,
): void {
  const { HTMLElement } = dom
  /** A transparent PNG of one pixel. */
  const PIXEL =
    'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk' +
    '+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

  class HTMLCanvasElement extends HTMLElement {
    #width = 300
    #height = 150
    #context: object | null = null
    #kind = ''

    constructor() {
      super('canvas')
    }

    // The HTML standard: a canvas side that is no positive whole number falls back to its default.
    get width(): number {
      return this.#width
    }

    set width(value: unknown) {
      const side = Number(value)
      this.#width = side >= 0 ? Math.floor(side) : 300
    }

    get height(): number {
      return this.#height
    }

    set height(value: unknown) {
      const side = Number(value)
      this.#height = side >= 0 ? Math.floor(side) : 150
    }

    getContext(kind: string): object | null {
      const family = kind === 'experimental-webgl' ? 'webgl' : kind
      if (this.#context === null) {
        if (family === '2d') this.#context = canvasKit.context2d(this)
        else if (family === 'webgl' && webgl !== null) this.#context = webgl.context(this)
        this.#kind = family
      }
      return this.#kind === family ? this.#context : null
    }

    toDataURL(): string {
      return PIXEL
    }

    toBlob(done: (blob: unknown) => void): void {
      const Blob = global.Blob as new (parts: unknown[], options: object) => unknown
      clock.later(() => done(new Blob([], { type: 'image/png' })), 0)
    }

    captureStream(): object {
      return { getTracks: () => [] }
    }
  }

  /** Width and height of a picture in a data: URI, or null when it is none. */
  const pictureSize = (url: string): [number, number] | null => {
    const type = /^data:image\/(png|jpe?g|gif|webp|svg\+xml|bmp)[;,]/.exec(url)
    if (type === null) return null
    if (type[1] !== 'png') return [32, 32]
    const start = url.indexOf('base64,') + 7
    if (start < 7) return null
    const bytes = (global.atob as (text: string) => string)(url.slice(start, start + 48))
    if (bytes.slice(1, 4) !== 'PNG') return null
    const side = (at: number) => (bytes.charCodeAt(at) << 8) | bytes.charCodeAt(at + 1)
    return [side(18), side(22)]
  }
  const sizeOf = (url: string): [number, number] | null => {
    if (url.startsWith('blob:')) return [32, 32]
    if (!url.startsWith('data:')) {
      recorder.load('image', url)
      return null
    }
    try {
      return pictureSize(url)
    } catch {
      return null
    }
  }

  class HTMLImageElement extends HTMLElement {
    naturalWidth = 0
    naturalHeight = 0
    width = 0
    height = 0
    complete = true
    crossOrigin: unknown = null
    alt = ''
    #src = ''

    constructor(width?: number, height?: number) {
      super('img')
      this.width = typeof width === 'number' ? width : 0
      this.height = typeof height === 'number' ? height : 0
    }

    get src(): string {
      return this.#src
    }

    set src(value: unknown) {
      const url = (this.#src = String(value))
      this.complete = false
      const size = sizeOf(url)
      clock.later(() => {
        if (this.#src !== url) return
        this.complete = true
        if (size !== null) {
          this.naturalWidth = this.width = size[0]
          this.naturalHeight = this.height = size[1]
        }
        events.send(this, 'Event', size === null ? 'error' : 'load')
      }, 0)
    }

    decode(): Promise<void> {
      return Promise.resolve()
    }
  }

  class HTMLMediaElement extends HTMLElement {
    currentTime = 0
    duration = 1
    volume = 1
    paused = true
    muted = false
    loop = false
    readyState = 4
    #src = ''

    get src(): string {
      return this.#src
    }

    set src(value: unknown) {
      this.#src = String(value)
      if (!/^(data|blob):/.test(this.#src)) recorder.load('media', this.#src)
    }

    canPlayType(): string {
      return ''
    }

    play(): Promise<void> {
      this.paused = false
      return Promise.resolve()
    }

    pause(): void {
      this.paused = true
    }

    load(): void {}
  }
  class HTMLAudioElement extends HTMLMediaElement {
    constructor(source?: unknown) {
      super('audio')
      if (typeof source === 'string') this.src = source
    }
  }
  class HTMLVideoElement extends HTMLMediaElement {
    videoWidth = 0
    videoHeight = 0

    constructor() {
      super('video')
    }
  }

  class HTMLScriptElement extends HTMLElement {
    #src = ''

    constructor() {
      super('script')
    }

    get src(): string {
      return this.#src
    }

    set src(value: unknown) {
      this.#src = String(value)
      recorder.load('script', this.#src)
      clock.later(() => events.send(this, 'Event', 'error'), 0)
    }
  }

  const classes = { HTMLCanvasElement, HTMLImageElement, HTMLAudioElement, HTMLVideoElement, HTMLScriptElement }
  const tags = { canvas: 'HTMLCanvasElement', img: 'HTMLImageElement', audio: 'HTMLAudioElement' } as const
  const more = { video: 'HTMLVideoElement', script: 'HTMLScriptElement' } as const
  for (const [tag, name] of Object.entries({ ...tags, ...more })) {
    dom.register(tag, name, classes[name] as unknown as typeof HTMLElement)
  }
  for (const [tag, name] of [
    ['div', 'HTMLDivElement'],
    ['input', 'HTMLInputElement'],
    ['button', 'HTMLButtonElement'],
    ['style', 'HTMLStyleElement'],
    ['svg', 'SVGElement'],
  ]) {
    const Class = class extends HTMLElement {
      constructor() {
        super(tag)
      }
    }
    Object.defineProperty(Class, 'name', { value: name })
    dom.register(tag, name, Class)
  }
  Object.assign(global, {
    HTMLMediaElement,
    Image: HTMLImageElement,
    Audio: HTMLAudioElement,
    OffscreenCanvas: undefined,
  })
}
