import type { CanvasKit } from './canvas.ts'
import type { Clock } from './clock.ts'
import type { ElementClass } from './element.ts'
import type { Events } from './events.ts'
import type { Faults } from './faults.ts'
import type { GuestGlobal } from './kit.ts'
import type { Pictures } from './pictures.ts'
import type { Recorder } from './recorder.ts'
import type { Tags } from './tags.ts'
import type { WebglKit } from './webgl.ts'

/** The elements with a life of their own: canvas, image, script. */
export function installElements(
  global: GuestGlobal,
  recorder: Recorder,
  faults: Faults,
  clock: Clock,
  events: Events,
  HTMLElement: ElementClass,
  tags: Tags,
  pictures: Pictures,
  canvasKit: CanvasKit,
  webgl: WebglKit | null,
): void {
  interface Sized {
    width: number
    height: number
  }
  const side = (value: unknown, otherwise: number): number => {
    const number = Number(value)
    return number >= 0 ? Math.floor(number) : otherwise
  }
  const contextOf = (canvas: Sized, kind: string): object | null => {
    if (kind === '2d') return canvasKit.context2d(canvas)
    if (kind === 'bitmaprenderer') return { canvas, transferFromImageBitmap() {} }
    return kind === 'webgl' && webgl !== null ? webgl.context(canvas) : null
  }

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
      this.#width = side(value, 300)
      canvasKit.cleared(this.#context)
    }

    get height(): number {
      return this.#height
    }

    set height(value: unknown) {
      this.#height = side(value, 150)
      canvasKit.cleared(this.#context)
    }

    getContext(kind: unknown): object | null {
      const family = String(kind).replace('experimental-', '')
      if (this.#context === null) {
        this.#context = contextOf(this, family)
        if (this.#context !== null) this.#kind = family
      }
      return this.#kind === family ? this.#context : null
    }

    toDataURL(): string {
      return this.#width * this.#height === 0 ? 'data:,' : pictures.png(this.#width, this.#height)
    }

    toBlob(done: (blob: unknown) => void): void {
      const blob = this.#width * this.#height === 0 ? null : pictures.blob(this.#width, this.#height)
      clock.later(() => done(blob), 0)
    }

    captureStream(): object {
      return { getTracks: () => [] }
    }

    transferControlToOffscreen(): object {
      return new OffscreenCanvas(this.#width, this.#height)
    }
  }
  faults.require(HTMLCanvasElement.prototype, 'HTMLCanvasElement', 'getContext=1 toBlob=1')

  class OffscreenCanvas {
    width: number
    height: number
    #context: object | null = null

    constructor(width: number, height: number) {
      this.width = width
      this.height = height
    }

    getContext(kind: string): object | null {
      return (this.#context ??= contextOf(this, kind))
    }

    convertToBlob(): Promise<unknown> {
      return Promise.resolve(pictures.blob(this.width, this.height))
    }

    transferToImageBitmap(): object {
      return new ImageBitmap(this.width, this.height)
    }
  }
  class ImageBitmap {
    readonly width: number
    readonly height: number

    constructor(width: number, height: number) {
      this.width = width
      this.height = height
    }

    close(): void {}
  }
  const createImageBitmap = async (source: unknown, ...crop: number[]): Promise<object> => {
    const { width, height } = (source ?? {}) as Partial<Sized>
    if (crop.length >= 4) return new ImageBitmap(crop[2], crop[3])
    if (source instanceof (global.Blob as new () => object)) return new ImageBitmap(...pictures.sizeOfBlob(source))
    if (typeof width === 'number' && typeof height === 'number') return new ImageBitmap(width, height)
    throw faults.typeError('createImageBitmap', 'Window', `The provided value is not of type '${pictures.TYPES}'.`)
  }

  class HTMLImageElement extends HTMLElement {
    naturalWidth = 0
    naturalHeight = 0
    complete = true
    crossOrigin: unknown = null
    alt = ''
    #src = ''
    #width: number | null = null
    #height: number | null = null

    constructor(width?: unknown, height?: unknown) {
      super('img')
      if (typeof width === 'number') this.#width = width
      if (typeof height === 'number') this.#height = height
    }

    get width(): number {
      return this.#width ?? this.naturalWidth
    }

    set width(value: unknown) {
      this.#width = side(value, 0)
    }

    get height(): number {
      return this.#height ?? this.naturalHeight
    }

    set height(value: unknown) {
      this.#height = side(value, 0)
    }

    get src(): string {
      return this.#src
    }

    set src(value: unknown) {
      const url = (this.#src = String(value))
      this.complete = false
      const size = pictures.sizeOf(url)
      if (size === 'elsewhere') recorder.load('image', url)
      clock.later(() => {
        if (this.#src === url) this.#settle(size === 'elsewhere' ? null : size)
      }, 0)
    }

    get currentSrc(): string {
      return this.#src
    }

    #settle(size: readonly [number, number] | null): void {
      this.complete = true
      this.naturalWidth = size?.[0] ?? 0
      this.naturalHeight = size?.[1] ?? 0
      events.send(this, 'Event', size === null ? 'error' : 'load')
    }

    decode(): Promise<void> {
      if (Array.isArray(pictures.sizeOf(this.#src))) return Promise.resolve()
      return Promise.reject(new faults.DOMException('The source image cannot be decoded.', 'EncodingError'))
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

  const classes = { canvas: HTMLCanvasElement, img: HTMLImageElement, script: HTMLScriptElement }
  for (const [tag, Class] of Object.entries(classes)) tags.register(tag, Class.name, Class)
  Object.assign(global, { Image: HTMLImageElement, OffscreenCanvas, ImageBitmap, createImageBitmap })
}
