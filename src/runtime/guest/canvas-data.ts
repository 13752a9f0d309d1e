import type { Colours } from './colours.ts'
import type { Faults } from './faults.ts'
import type { GuestGlobal } from './kit.ts'

export interface Pixels {
  readonly data: Uint8ClampedArray
  readonly width: number
  readonly height: number
}

/** `[a, b, c, d, e, f]` of a 2D transformation. */
export type Affine = readonly [number, number, number, number, number, number]

export interface CanvasData {
  readonly ImageData: new (first: unknown, width: unknown, height?: unknown) => Pixels
  pixels(width: number, height: number): Pixels
  gradient(): object
  pattern(): object
  isPaint(value: unknown): boolean
  matrix(values: Affine): object
  readonly Path2D: new () => object
}

/** What a 2D context works with: pixels, gradients, patterns, paths, matrices. */
export function installCanvasData(global: GuestGlobal, faults: Faults, colours: Colours): CanvasData {
  const silent = (prototype: object, names: string) => {
    for (const name of names.split(' '))
      Object.defineProperty(prototype, name, { value: () => undefined, writable: true, configurable: true })
  }

  class ImageData implements Pixels {
    readonly data: Uint8ClampedArray
    readonly width: number
    readonly height: number
    readonly colorSpace = 'srgb'

    constructor(first: unknown, second: unknown, third?: unknown) {
      const failed = (name: string, why: string) => faults.exception(name, 'constructor', 'ImageData', why)
      const given = first instanceof Uint8ClampedArray ? first : null
      const width = Math.trunc(Number(given === null ? first : second)) || 0
      if (given !== null && (given.length === 0 || given.length % 4 !== 0))
        throw failed('InvalidStateError', 'The input data length is not a multiple of 4.')
      if (width <= 0) throw failed('IndexSizeError', 'The source width is zero or not a number.')
      const rest = given === null ? second : (third ?? given.length / 4 / width)
      const height = Math.trunc(Number(rest)) || 0
      if (given !== null && width * height * 4 !== given.length)
        throw failed('IndexSizeError', 'The input data length is not equal to (4 * width * height).')
      if (height <= 0) throw failed('IndexSizeError', 'The source height is zero or not a number.')
      this.width = width
      this.height = height
      this.data = given ?? new Uint8ClampedArray(width * height * 4)
    }
  }

  class CanvasGradient {
    addColorStop(offset: unknown, colour: unknown): void {
      const owner = 'CanvasGradient'
      const at = Number(offset)
      if (!Number.isFinite(at)) throw faults.typeError('addColorStop', owner, 'The provided double value is non-finite.')
      if (at < 0 || at > 1) {
        const why = `The provided value (${at}) is outside the range (0.0, 1.0).`
        throw faults.exception('IndexSizeError', 'addColorStop', owner, why)
      }
      if (colours.parse(String(colour)) !== null) return
      const why = `The value provided ('${String(colour)}') could not be parsed as a color.`
      throw faults.exception('SyntaxError', 'addColorStop', owner, why)
    }
  }
  faults.require(CanvasGradient.prototype, 'CanvasGradient', 'addColorStop=2')

  class CanvasPattern {}
  silent(CanvasPattern.prototype, 'setTransform')

  class Path2D {}
  silent(
    Path2D.prototype,
    'addPath closePath moveTo lineTo quadraticCurveTo bezierCurveTo arc arcTo ellipse rect roundRect',
  )

  class DOMMatrix {
    a = 1
    b = 0
    c = 0
    d = 1
    e = 0
    f = 0

    constructor(values?: unknown) {
      if (Array.isArray(values) && values.length === 6) [this.a, this.b, this.c, this.d, this.e, this.f] = values
    }

    get isIdentity(): boolean {
      return this.a === 1 && this.b === 0 && this.c === 0 && this.d === 1 && this.e === 0 && this.f === 0
    }

    multiply({ a, b, c, d, e, f }: DOMMatrix): DOMMatrix {
      const { a: a0, b: b0, c: c0, d: d0, e: e0, f: f0 } = this
      const linear = [a0 * a + c0 * b, b0 * a + d0 * b, a0 * c + c0 * d, b0 * c + d0 * d]
      return new DOMMatrix([...linear, a0 * e + c0 * f + e0, b0 * e + d0 * f + f0])
    }

    translate(x = 0, y = 0): DOMMatrix {
      return this.multiply(new DOMMatrix([1, 0, 0, 1, x, y]))
    }

    scale(x = 1, y = x): DOMMatrix {
      return this.multiply(new DOMMatrix([x, 0, 0, y, 0, 0]))
    }

    rotate(degrees = 0): DOMMatrix {
      const angle = (degrees * Math.PI) / 180
      return this.multiply(new DOMMatrix([Math.cos(angle), Math.sin(angle), -Math.sin(angle), Math.cos(angle), 0, 0]))
    }

    inverse(): DOMMatrix {
      const { a, b, c, d, e, f } = this
      const whole = a * d - b * c
      const linear = [d / whole, -b / whole, -c / whole, a / whole]
      return new DOMMatrix([...linear, (c * f - d * e) / whole, (b * e - a * f) / whole])
    }

    transformPoint({ x = 0, y = 0 }: { x?: number; y?: number } = {}): DOMPoint {
      return new DOMPoint(this.a * x + this.c * y + this.e, this.b * x + this.d * y + this.f)
    }
  }
  class DOMPoint {
    x: number
    y: number
    z: number
    w: number

    constructor(x = 0, y = 0, z = 0, w = 1) {
      this.x = x
      this.y = y
      this.z = z
      this.w = w
    }
  }
  class DOMRect {
    x: number
    y: number
    width: number
    height: number

    constructor(x = 0, y = 0, width = 0, height = 0) {
      this.x = x
      this.y = y
      this.width = width
      this.height = height
    }

    get left(): number {
      return this.x
    }

    get top(): number {
      return this.y
    }

    get right(): number {
      return this.x + this.width
    }

    get bottom(): number {
      return this.y + this.height
    }
  }

  Object.assign(global, { ImageData, CanvasGradient, CanvasPattern, Path2D, DOMPoint, DOMRect })
  Object.assign(global, { DOMMatrix, DOMMatrixReadOnly: DOMMatrix, DOMPointReadOnly: DOMPoint })
  return {
    ImageData,
    pixels: (width, height) => new ImageData(width, height),
    gradient: () => new CanvasGradient(),
    pattern: () => new CanvasPattern(),
    isPaint: (value) => value instanceof CanvasGradient || value instanceof CanvasPattern,
    matrix: (values) => new DOMMatrix(values),
    Path2D,
  }
}
