import type { GuestGlobal } from './kit.ts'

export interface CanvasText {
  /** Whether a text is a CSS font. */
  isFont(font: string): boolean
  measure(text: string, font: string): object
}

/** Lays text out with the proportions of Liberation Sans: near enough for line breaks and sizes of boxes. */
export function installCanvasText(global: GuestGlobal): CanvasText {
  class TextMetrics {
    readonly width: number
    readonly actualBoundingBoxLeft = 0
    readonly actualBoundingBoxRight: number
    readonly actualBoundingBoxAscent: number
    readonly actualBoundingBoxDescent: number
    readonly fontBoundingBoxAscent: number
    readonly fontBoundingBoxDescent: number
    readonly alphabeticBaseline = 0

    constructor(width: number, size: number) {
      this.width = width
      this.actualBoundingBoxRight = width
      this.actualBoundingBoxAscent = size * 0.74
      this.actualBoundingBoxDescent = size * 0.21
      this.fontBoundingBoxAscent = size * 0.91
      this.fontBoundingBoxDescent = size * 0.21
    }
  }

  const MAX_HELD = 500
  const UNITS: Record<string, number | undefined> = { px: 1, pt: 4 / 3, pc: 16, in: 96, cm: 37.8, mm: 3.78, vw: 12.8, vh: 8 }
  const EM = 16
  /** Pixels of the font size in each font seen; 0 for what is no font. */
  const sizes: Record<string, number | undefined> = { __proto__: null } as never
  let held = 0
  const sizeOf = (font: string): number => {
    let size = sizes[font]
    if (size === undefined) {
      const match = /(?:^|\s)(?:(\d{0,6}(?:\.\d{1,6})?)(px|pt|pc|in|cm|mm|vw|vh|em|rem|ex|ch|%)|(?:x{0,2}-)?(?:small|large)|medium|smaller|larger)(?:\s*\/\s*\S+)?\s+\S/.exec(font)
      const unit = match?.[2] === '%' ? EM / 100 : (UNITS[match?.[2] ?? ''] ?? EM)
      size = match === null ? 0 : match[2] === undefined ? EM : Number(match[1]) * unit
      if (held++ < MAX_HELD) sizes[font] = size
    }
    return size
  }
  /** Width of a character in units of the font size: wide scripts are square, thin letters are thin. */
  const advance = (code: number): number => {
    if (code > 0x2e7f) return 1
    if (code === 32 || code === 44 || code === 46 || code === 105 || code === 108) return 0.28
    return code >= 65 && code <= 90 ? 0.68 : 0.53
  }
  global.TextMetrics = TextMetrics
  return {
    isFont: (font) => sizeOf(font) > 0,
    measure: (text, font) => {
      const size = sizeOf(font)
      let width = 0
      for (let i = 0; i < text.length; i++) width += advance(text.charCodeAt(i))
      return new TextMetrics(width * size, size)
    },
  }
}
