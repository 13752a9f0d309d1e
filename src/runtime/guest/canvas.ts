import type { Affine, CanvasData, Pixels } from './canvas-data.ts'
import type { CanvasCalls } from './canvas-paths.ts'
import type { CanvasText } from './canvas-text.ts'
import type { Colours } from './colours.ts'
import type { Faults } from './faults.ts'
import type { GuestGlobal } from './kit.ts'

/** What the document needs to know to make the context of a canvas element. */
export interface CanvasKit {
  context2d(canvas: { width: number; height: number }): object
  /** The canvas got a new size, which empties it. */
  cleared(context: object | null): void
}

/**
 * The 2D context: accepts what a browser accepts, draws nothing, and throws where a browser throws. Its methods are
 * called thousands of times a run, so checks of arguments stand in the methods themselves. Of the picture it knows what
 * was put in as pixels, and whether anything was painted at all and in which colour.
 */
export function installCanvas(
  global: GuestGlobal,
  faults: Faults,
  colours: Colours,
  { ImageData, pixels, isPaint, matrix }: CanvasData,
  text: CanvasText,
  { CanvasPaths, failed, few, finite, sourceOf }: CanvasCalls,
): CanvasKit {
  const OWNER = 'CanvasRenderingContext2D'
  /** Sides and pixels that are really held. */
  const MAX_SIDE = 4096
  const MAX_PIXELS = 4_000_000
  interface Canvas {
    width: number
    height: number
  }
  const shown = (paint: unknown, before: unknown): unknown => {
    if (isPaint(paint)) return paint
    return colours.shown(String(paint)) ?? (isPaint(before) ? before : (colours.shown(String(before)) ?? '#000000'))
  }
  const rgbaOf = (paint: unknown): readonly number[] =>
    (typeof paint === 'string' ? colours.parse(paint) : null) ?? [255, 255, 255, 1]

  const compositions: Record<string, boolean | undefined> = { __proto__: null } as never
  const modes =
    'source-over source-in source-out source-atop destination-over destination-in destination-out destination-atop ' +
    'lighter copy xor multiply screen overlay darken lighten color-dodge color-burn hard-light soft-light difference ' +
    'exclusion hue saturation color luminosity'
  for (const mode of modes.split(' ')) compositions[mode] = true

  const IDENTITY: Affine = [1, 0, 0, 1, 0, 0]
  type Saved = readonly [Affine, unknown, unknown, number, string, number, string, number[]]

  class CanvasRenderingContext2D extends CanvasPaths {
    readonly canvas: Canvas
    lineCap = 'butt'
    lineJoin = 'miter'
    lineDashOffset = 0
    miterLimit = 10
    textAlign = 'start'
    textBaseline = 'alphabetic'
    direction = 'ltr'
    letterSpacing = '0px'
    wordSpacing = '0px'
    fontKerning = 'auto'
    imageSmoothingEnabled = true
    imageSmoothingQuality = 'low'
    shadowBlur = 0
    shadowColor = 'rgba(0, 0, 0, 0)'
    shadowOffsetX = 0
    shadowOffsetY = 0
    filter = 'none'
    // The paint set last, and the one before it: which counts when the last is no colour.
    #fill: unknown = '#000000'
    #fillBefore: unknown = '#000000'
    #stroke: unknown = '#000000'
    #strokeBefore: unknown = '#000000'
    #lineWidth = 1
    #font = '10px sans-serif'
    #alpha = 1
    #composition = 'source-over'
    #dash: number[] = []
    #matrix: Affine = IDENTITY
    #saved: Saved[] = []
    #painted: unknown = null
    #pixels: Pixels | null = null

    constructor(canvas: Canvas) {
      super()
      this.canvas = canvas
    }

    get fillStyle(): unknown {
      return shown(this.#fill, this.#fillBefore)
    }

    set fillStyle(value: unknown) {
      this.#fillBefore = this.#fill
      this.#fill = value
    }

    get strokeStyle(): unknown {
      return shown(this.#stroke, this.#strokeBefore)
    }

    set strokeStyle(value: unknown) {
      this.#strokeBefore = this.#stroke
      this.#stroke = value
    }

    get lineWidth(): number {
      return this.#lineWidth
    }

    set lineWidth(value: unknown) {
      const width = Number(value)
      if (width > 0 && width < Infinity) this.#lineWidth = width
    }

    get font(): string {
      return this.#font
    }

    set font(value: unknown) {
      const font = String(value)
      if (text.isFont(font)) this.#font = font
    }

    get globalAlpha(): number {
      return this.#alpha
    }

    set globalAlpha(value: unknown) {
      const alpha = Number(value)
      if (alpha >= 0 && alpha <= 1) this.#alpha = alpha
    }

    get globalCompositeOperation(): string {
      return this.#composition
    }

    set globalCompositeOperation(value: unknown) {
      if (value !== this.#composition && compositions[value as string] === true) this.#composition = value as string
    }

    save(): void {
      const { length } = this.#saved
      this.#saved[length] = [
        this.#matrix,
        this.#fill,
        this.#stroke,
        this.#lineWidth,
        this.#font,
        this.#alpha,
        this.#composition,
        this.#dash,
      ]
    }

    restore(): void {
      const { length } = this.#saved
      if (length === 0) return
      const saved = this.#saved[length - 1]
      this.#saved.length = length - 1
      this.#matrix = saved[0]
      this.#fill = saved[1]
      this.#stroke = saved[2]
      this.#lineWidth = saved[3]
      this.#font = saved[4]
      this.#alpha = saved[5]
      this.#composition = saved[6]
      this.#dash = saved[7]
    }

    reset(): void {
      this.#saved.length = 0
      this.#matrix = IDENTITY
      this.#painted = this.#pixels = null
    }

    setTransform(a?: unknown, b?: number, c?: number, d?: number, e?: number, f?: number): void {
      if (typeof a === 'number') this.#matrix = [a, b!, c!, d!, e!, f!]
      else {
        const to = (a ?? {}) as { a?: number; b?: number; c?: number; d?: number; e?: number; f?: number }
        this.#matrix = [to.a ?? 1, to.b ?? 0, to.c ?? 0, to.d ?? 1, to.e ?? 0, to.f ?? 0]
      }
    }

    resetTransform(): void {
      this.#matrix = IDENTITY
    }

    transform(a: number, b: number, c: number, d: number, e: number, f: number): void {
      if (arguments.length < 6) throw few(6, arguments.length, 'transform')
      const m = this.#matrix
      const x = m[0] * e + m[2] * f + m[4]
      const y = m[1] * e + m[3] * f + m[5]
      this.#matrix = [m[0] * a + m[2] * b, m[1] * a + m[3] * b, m[0] * c + m[2] * d, m[1] * c + m[3] * d, x, y]
    }

    translate(x: number, y: number): void {
      if (arguments.length < 2) throw few(2, arguments.length, 'translate')
      const m = this.#matrix
      this.#matrix = [m[0], m[1], m[2], m[3], m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]]
    }

    scale(x: number, y: number): void {
      if (arguments.length < 2) throw few(2, arguments.length, 'scale')
      const m = this.#matrix
      this.#matrix = [m[0] * x, m[1] * x, m[2] * y, m[3] * y, m[4], m[5]]
    }

    rotate(angle: number): void {
      if (arguments.length < 1) throw few(1, 0, 'rotate')
      const cos = Math.cos(angle)
      const sin = Math.sin(angle)
      this.transform(cos, sin, -sin, cos, 0, 0)
    }

    getTransform(): object {
      return matrix(this.#matrix)
    }

    fillRect(): void {
      if (arguments.length < 4) throw few(4, arguments.length, 'fillRect')
      this.#painted = this.#fill
    }

    strokeRect(): void {
      if (arguments.length < 4) throw few(4, arguments.length, 'strokeRect')
      this.#painted = this.#stroke
    }

    clearRect(_x: number, _y: number, width: number, height: number): void {
      if (arguments.length < 4) throw few(4, arguments.length, 'clearRect')
      if (width >= this.canvas.width && height >= this.canvas.height) this.#painted = this.#pixels = null
    }

    fill(rule?: unknown): void {
      if (typeof rule === 'string' && rule !== 'nonzero' && rule !== 'evenodd') {
        const why = `The provided value '${rule}' is not a valid enum value of type CanvasFillRule.`
        throw faults.typeError('fill', OWNER, why)
      }
      this.#painted = this.#fill
    }

    stroke(): void {
      this.#painted = this.#stroke
    }

    fillText(): void {
      if (arguments.length < 3) throw few(3, arguments.length, 'fillText')
      this.#painted = this.#fill
    }

    strokeText(): void {
      if (arguments.length < 3) throw few(3, arguments.length, 'strokeText')
      this.#painted = this.#stroke
    }

    drawImage(image: unknown): void {
      const given = arguments.length
      if (given < 3) throw few(3, given, 'drawImage')
      if (given !== 3 && given !== 5 && given < 9)
        throw faults.typeError('drawImage', OWNER, 'Overload resolution failed.')
      sourceOf(image, 'drawImage')
      this.#painted = image
    }

    measureText(value: unknown): object {
      if (arguments.length < 1) throw few(1, 0, 'measureText')
      return text.measure(String(value), this.#font)
    }

    getImageData(x: number, y: number, width: number, height: number): Pixels {
      if (arguments.length < 4) throw few(4, arguments.length, 'getImageData')
      const [w, h] = [Math.trunc(width), Math.trunc(height)]
      if (w === 0) throw failed('IndexSizeError', 'getImageData', 'The source width is 0.')
      if (h === 0) throw failed('IndexSizeError', 'getImageData', 'The source height is 0.')
      finite([x, y, w, h], 'getImageData')
      const part = pixels(Math.min(MAX_SIDE, Math.abs(w)), Math.min(MAX_SIDE, Math.abs(h)))
      if (this.#pixels !== null) copy(this.#pixels, part, -Math.trunc(x), -Math.trunc(y))
      else if (this.#painted !== null) paintOver(part.data, this.#painted)
      return part
    }

    putImageData(data: unknown, x: number, y: number): void {
      if (arguments.length < 3) throw few(3, arguments.length, 'putImageData')
      if (!(data instanceof ImageData)) throw faults.notA('ImageData', 'putImageData', OWNER)
      const { width, height } = this.canvas
      if (width * height > MAX_PIXELS || width * height === 0) return
      if (this.#pixels === null) {
        this.#pixels = pixels(width, height)
        if (this.#painted !== null) paintOver(this.#pixels.data, this.#painted)
      }
      copy(data, this.#pixels, Math.trunc(x), Math.trunc(y))
    }

    setLineDash(dash: Iterable<unknown>): void {
      if (arguments.length < 1) throw few(1, 0, 'setLineDash')
      if (typeof dash !== 'object' || dash === null || !(Symbol.iterator in dash))
        throw faults.typeError('setLineDash', OWNER, 'The provided value cannot be converted to a sequence.')
      const lengths = Array.from(dash, Number)
      if (lengths.some((length) => !(length >= 0 && length < Infinity))) return
      this.#dash = lengths.length % 2 === 0 ? lengths : [...lengths, ...lengths]
    }

    getLineDash(): number[] {
      return this.#dash.slice()
    }
  }

  const copy = (from: Pixels, to: Pixels, x: number, y: number): void => {
    for (let row = Math.max(0, -y); row < from.height && row + y < to.height; row++) {
      const left = Math.max(0, -x)
      const right = Math.min(from.width, to.width - x)
      if (right <= left) return
      const start = row * from.width
      to.data.set(from.data.subarray((start + left) * 4, (start + right) * 4), ((row + y) * to.width + left + x) * 4)
    }
  }
  const paintOver = (data: Uint8ClampedArray, paint: unknown): void => {
    const [r, g, b, a] = rgbaOf(paint)
    for (let i = 0; i < data.length; i += 4) {
      data[i] = r
      data[i + 1] = g
      data[i + 2] = b
      data[i + 3] = a * 255
    }
  }

  Object.assign(global, { CanvasRenderingContext2D, OffscreenCanvasRenderingContext2D: CanvasRenderingContext2D })
  return {
    context2d: (canvas) => new CanvasRenderingContext2D(canvas),
    cleared: (context) => {
      if (context instanceof CanvasRenderingContext2D) context.reset()
    },
  }
}
