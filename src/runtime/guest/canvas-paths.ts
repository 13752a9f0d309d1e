import type { CanvasData, Pixels } from './canvas-data.ts'
import type { Faults } from './faults.ts'

export interface CanvasCalls {
  /** The part of a 2D context that needs nothing of its state: paths, gradients, patterns, empty pixels. */
  readonly CanvasPaths: new () => object
  failed(name: string, method: string, why: string): Error
  few(needed: number, given: number, method: string): Error
  finite(values: ArrayLike<unknown>, method: string): void
  /** Throws when the value is nothing that can be drawn. */
  sourceOf(image: unknown, method: string): void
}

/** Checks what a 2D context is called with. `types` lists what can be drawn, for messages. */
export function installCanvasPaths(
  faults: Faults,
  { pixels, gradient, pattern }: CanvasData,
  types: string,
): CanvasCalls {
  const OWNER = 'CanvasRenderingContext2D'
  type Radii = number | { x: number; y: number } | (number | { x: number; y: number })[]
  const failed = (name: string, method: string, why: string): Error => faults.exception(name, method, OWNER, why)
  const few = (needed: number, given: number, method: string): Error => faults.tooFew(needed, given, method, OWNER)
  const negative = (method: string, what: string, radius: number): Error =>
    failed('IndexSizeError', method, `The ${what} provided (${radius}) is negative.`)
  const finite = (values: ArrayLike<unknown>, method: string): void => {
    for (let i = 0; i < values.length; i++) {
      if (Number.isFinite(Number(values[i]))) continue
      throw faults.typeError(method, OWNER, 'The provided double value is non-finite.')
    }
  }
  const sourceOf = (image: unknown, method: string): void => {
    const { width, height, getContext, complete, naturalWidth, src, videoWidth, close } = (image ?? {}) as Record<
      string,
      unknown
    >
    const isCanvas = typeof getContext === 'function'
    if (!isCanvas && naturalWidth === undefined && videoWidth === undefined && typeof close !== 'function')
      throw faults.typeError(method, OWNER, `The provided value is not of type '${types}'.`)
    const empty = 'The image argument is a canvas element with a width or height of 0.'
    if (isCanvas && (width === 0 || height === 0)) throw failed('InvalidStateError', method, empty)
    const broken = "The HTMLImageElement provided is in the 'broken' state."
    if (complete === true && naturalWidth === 0 && src !== '') throw failed('InvalidStateError', method, broken)
  }

  class CanvasPaths {
    arc(_x: number, _y: number, radius: number, _from: number, _to: number): void {
      if (arguments.length < 5) throw few(5, arguments.length, 'arc')
      if (radius < 0) throw negative('arc', 'radius', radius)
    }

    arcTo(_x1: number, _y1: number, _x2: number, _y2: number, radius: number): void {
      if (arguments.length < 5) throw few(5, arguments.length, 'arcTo')
      if (radius < 0) throw negative('arcTo', 'radius', radius)
    }

    ellipse(_x: number, _y: number, radiusX: number, radiusY: number): void {
      if (arguments.length < 7) throw few(7, arguments.length, 'ellipse')
      if (radiusX < 0) throw negative('ellipse', 'major-axis radius', radiusX)
      if (radiusY < 0) throw negative('ellipse', 'minor-axis radius', radiusY)
    }

    roundRect(_x: number, _y: number, _width: number, _height: number, radii: Radii = 0): void {
      if (arguments.length < 4) throw few(4, arguments.length, 'roundRect')
      for (const radius of Array.isArray(radii) ? radii : [radii]) {
        const least = typeof radius === 'object' ? Math.min(radius.x, radius.y) : radius
        const why = `Radius value ${least} is negative.`
        if (least < 0) throw new RangeError(faults.typeError('roundRect', OWNER, why).message)
      }
    }

    createImageData(width: number | Pixels, height?: number): Pixels {
      if (typeof width === 'object') return pixels(width.width, width.height)
      if (arguments.length < 2) throw few(2, arguments.length, 'createImageData')
      const [w, h] = [Math.trunc(Math.abs(width)), Math.trunc(Math.abs(height!))]
      const why = (side: string) => `The source ${side} is zero or not a number.`
      if (!(w > 0)) throw failed('IndexSizeError', 'createImageData', why('width'))
      if (!(h > 0)) throw failed('IndexSizeError', 'createImageData', why('height'))
      return pixels(w, h)
    }

    createPattern(image: unknown, repetition: unknown): object {
      if (arguments.length < 2) throw few(2, arguments.length, 'createPattern')
      sourceOf(image, 'createPattern')
      const how = String(repetition ?? '')
      if (['', 'repeat', 'repeat-x', 'repeat-y', 'no-repeat'].includes(how)) return pattern()
      const why = `The provided type ('${how}') is not one of 'repeat', 'no-repeat', 'repeat-x', or 'repeat-y'.`
      throw failed('SyntaxError', 'createPattern', why)
    }

    createLinearGradient(...place: unknown[]): object {
      if (place.length < 4) throw few(4, place.length, 'createLinearGradient')
      finite(place, 'createLinearGradient')
      return gradient()
    }

    createRadialGradient(...place: unknown[]): object {
      if (place.length < 6) throw few(6, place.length, 'createRadialGradient')
      finite(place, 'createRadialGradient')
      for (const [at, name] of [
        [2, 'r0'],
        [5, 'r1'],
      ] as const) {
        const why = `The ${name} provided is less than 0.`
        if ((place[at] as number) < 0) throw failed('IndexSizeError', 'createRadialGradient', why)
      }
      return gradient()
    }

    createConicGradient(...place: unknown[]): object {
      if (place.length < 3) throw few(3, place.length, 'createConicGradient')
      finite(place, 'createConicGradient')
      return gradient()
    }

    isPointInPath(): boolean {
      return false
    }

    isPointInStroke(): boolean {
      return false
    }

    isContextLost(): boolean {
      return false
    }

    getContextAttributes(): object {
      return { alpha: true, colorSpace: 'srgb', desynchronized: false, willReadFrequently: false }
    }
  }

  /** Steps of a path: nothing is kept of them, but they want all their arguments. */
  const steps = 'moveTo=2 lineTo=2 quadraticCurveTo=4 bezierCurveTo=6 rect=4 beginPath=0 closePath=0 clip=0 drawFocusIfNeeded=1'
  for (const step of steps.split(' ')) {
    const [name, count] = step.split('=')
    const needed = Number(count)
    const value = function (): void {
      if (arguments.length < needed) throw few(needed, arguments.length, name)
    }
    Object.defineProperty(CanvasPaths.prototype, name, { value, writable: true, configurable: true })
  }
  return { CanvasPaths, failed, few, finite, sourceOf }
}
