import type { GuestGlobal } from './kit.ts'

/** What the document needs to know to make the context of a canvas element. */
export interface CanvasKit {
  context2d(canvas: { width: number; height: number }): object
}

/** The 2D context: accepts what a browser accepts, draws nothing, and throws where a browser throws. */
export function installCanvas(global: GuestGlobal): CanvasKit {
  const MAX_SIDE = 4096
  const nothing = () => undefined
  const failed = (method: string, why: string, name = 'IndexSizeError'): Error => {
    const error = new Error(`Failed to execute '${method}' on 'CanvasRenderingContext2D': ${why}`)
    error.name = name
    return error
  }

  class ImageData {
    readonly data: Uint8ClampedArray
    readonly width: number
    readonly height: number

    constructor(first: number | Uint8ClampedArray, width: number, height?: number) {
      const given = typeof first === 'object'
      this.width = given ? width : first
      this.height = given ? (height ?? first.length / 4 / width) : width
      this.data = given ? first : new Uint8ClampedArray(this.width * this.height * 4)
    }
  }

  class CanvasGradient {
    addColorStop(offset: number): void {
      if (!(offset >= 0 && offset <= 1))
        throw failed('addColorStop', `The offset ${offset} is outside the range (0, 1).`)
    }
  }

  class CanvasPattern {
    setTransform(): void {}
  }

  class TextMetrics {
    readonly width: number
    readonly actualBoundingBoxLeft = 0
    readonly actualBoundingBoxRight: number
    readonly actualBoundingBoxAscent: number
    readonly actualBoundingBoxDescent: number
    readonly fontBoundingBoxAscent: number
    readonly fontBoundingBoxDescent: number

    // Proportions of Liberation Sans, near enough to lay text out.
    constructor(width: number, size: number) {
      this.width = width
      this.actualBoundingBoxRight = width
      this.actualBoundingBoxAscent = size * 0.74
      this.actualBoundingBoxDescent = size * 0.21
      this.fontBoundingBoxAscent = size * 0.91
      this.fontBoundingBoxDescent = size * 0.21
    }
  }

  const sizes: Record<string, number | undefined> = { __proto__: null } as never
  let sizesHeld = 0
  const fontSize = (font: string): number => {
    let size = sizes[font]
    if (size === undefined) {
      const match = /(\d{1,6}(?:\.\d{1,6})?)(px|pt|em|rem)/.exec(font)
      const unit = match === null ? 0 : match[2] === 'px' ? 1 : match[2] === 'pt' ? 4 / 3 : 16
      size = match === null ? 10 : Number(match[1]) * unit
      if (sizesHeld++ < 500) sizes[font] = size
    }
    return size
  }
  /** Width of a character in units of the font size: wide scripts are square, thin letters are thin. */
  const advance = (code: number): number => {
    if (code > 0x2e7f) return 1
    if (code === 32 || code === 44 || code === 46 || code === 105 || code === 108) return 0.28
    return code >= 65 && code <= 90 ? 0.68 : 0.53
  }

  const isSource = (image: unknown): boolean => typeof image === 'object' && image !== null && 'width' in image
  const isEmptyCanvas = (image: unknown): boolean => {
    const { width, height, getContext } = image as { width: unknown; height: unknown; getContext?: unknown }
    return typeof getContext === 'function' && (width === 0 || height === 0)
  }
  const notASource = (method: string): Error =>
    new TypeError(
      `Failed to execute '${method}' on 'CanvasRenderingContext2D': The value is not an image, canvas or video.`,
    )

  class CanvasRenderingContext2D {
    readonly canvas: { width: number; height: number }
    fillStyle: unknown = '#000000'
    strokeStyle: unknown = '#000000'
    lineWidth = 1
    lineCap = 'butt'
    lineJoin = 'miter'
    lineDashOffset = 0
    miterLimit = 10
    font = '10px sans-serif'
    textAlign = 'start'
    textBaseline = 'alphabetic'
    direction = 'ltr'
    globalAlpha = 1
    globalCompositeOperation = 'source-over'
    imageSmoothingEnabled = true
    imageSmoothingQuality = 'low'
    shadowBlur = 0
    shadowColor = 'rgba(0, 0, 0, 0)'
    shadowOffsetX = 0
    shadowOffsetY = 0
    filter = 'none'

    constructor(canvas: { width: number; height: number }) {
      this.canvas = canvas
    }

    arc(_x: number, _y: number, radius: number): void {
      if (radius < 0) throw failed('arc', `The radius provided (${radius}) is negative.`)
    }

    arcTo(_x1: number, _y1: number, _x2: number, _y2: number, radius: number): void {
      if (radius < 0) throw failed('arcTo', `The radius provided (${radius}) is negative.`)
    }

    ellipse(_x: number, _y: number, radiusX: number, radiusY: number): void {
      if (radiusX < 0 || radiusY < 0) throw failed('ellipse', 'The radius provided is negative.')
    }

    drawImage(image: unknown): void {
      if (!isSource(image)) throw notASource('drawImage')
      if (isEmptyCanvas(image)) {
        throw failed(
          'drawImage',
          'The image argument is a canvas element with a width or height of 0.',
          'InvalidStateError',
        )
      }
    }

    measureText(text: unknown): TextMetrics {
      const shown = String(text)
      const size = fontSize(this.font)
      let width = 0
      for (let i = 0; i < shown.length; i++) width += advance(shown.charCodeAt(i))
      return new TextMetrics(width * size, size)
    }

    getImageData(_x: number, _y: number, width: number, height: number): ImageData {
      if (Math.trunc(width) === 0 || Math.trunc(height) === 0) throw failed('getImageData', 'The source width is 0.')
      return new ImageData(Math.min(MAX_SIDE, Math.abs(width)), Math.min(MAX_SIDE, Math.abs(height)))
    }

    createImageData(width: number | ImageData, height?: number): ImageData {
      return typeof width === 'object' ? new ImageData(width.width, width.height) : new ImageData(width, height ?? 0)
    }

    putImageData(data: unknown): void {
      if (!(data instanceof ImageData)) throw notASource('putImageData')
    }

    createPattern(image: unknown): CanvasPattern {
      if (!isSource(image)) throw notASource('createPattern')
      return new CanvasPattern()
    }

    createLinearGradient(): CanvasGradient {
      return new CanvasGradient()
    }

    createRadialGradient(): CanvasGradient {
      return new CanvasGradient()
    }

    createConicGradient(): CanvasGradient {
      return new CanvasGradient()
    }

    getLineDash(): number[] {
      return []
    }

    isPointInPath(): boolean {
      return false
    }

    isPointInStroke(): boolean {
      return false
    }

    getTransform(): object {
      return { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0, isIdentity: true }
    }

    getContextAttributes(): object {
      return { alpha: true, willReadFrequently: false }
    }
  }

  const drawing =
    'save restore reset scale rotate translate transform setTransform resetTransform beginPath closePath moveTo ' +
    'lineTo quadraticCurveTo bezierCurveTo rect roundRect fill stroke clip fillRect clearRect strokeRect fillText ' +
    'strokeText setLineDash drawFocusIfNeeded'
  for (const name of drawing.split(' ')) {
    Object.defineProperty(CanvasRenderingContext2D.prototype, name, {
      value: nothing,
      writable: true,
      configurable: true,
    })
  }
  class Path2D {}
  const paths = 'addPath closePath moveTo lineTo quadraticCurveTo bezierCurveTo arc arcTo ellipse rect roundRect'
  for (const name of paths.split(' ')) {
    Object.defineProperty(Path2D.prototype, name, { value: nothing, writable: true, configurable: true })
  }
  Object.assign(global, { ImageData, CanvasGradient, CanvasPattern, TextMetrics, CanvasRenderingContext2D, Path2D })
  return { context2d: (canvas) => new CanvasRenderingContext2D(canvas) }
}
