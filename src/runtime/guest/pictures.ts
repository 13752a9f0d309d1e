import type { Encoding } from './encoding.ts'
import type { Files } from './files.ts'

/** Pictures without pixels: their sizes, read from and written into the head of the file. */
export interface Pictures {
  /** What the page accepts as the source of a picture, as Chromium's messages list it. */
  readonly TYPES: string
  /** A data: URI of a PNG of that size. */
  png(width: number, height: number): string
  blob(width: number, height: number): object
  /** Width and height of the picture behind a URL; null when it is broken, 'elsewhere' when it is not in the page. */
  sizeOf(url: string): readonly [number, number] | null | 'elsewhere'
  sizeOfBlob(blob: object): [number, number]
}

/** Reads what it must of PNG; any other picture that says what it is has a size of its own. */
export function makePictures(encoding: Encoding, lateFiles: () => Files): Pictures {
  const OTHERS: readonly [number, number] = [32, 32]
  /** Everything of a transparent PNG of one pixel after its size. */
  const TAIL = encoding.atob('CAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==')
  const four = (value: number) => String.fromCharCode((value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255)
  const bytesOfPng = (width: number, height: number): string =>
    '\x89PNG\r\n\x1a\n\0\0\0\rIHDR' + four(width) + four(height) + TAIL
  const read = (bytes: string, at: number): number =>
    (bytes.charCodeAt(at) << 24) | (bytes.charCodeAt(at + 1) << 16) | (bytes.charCodeAt(at + 2) << 8) | bytes.charCodeAt(at + 3)
  const sizeOfBytes = (bytes: string): [number, number] | null =>
    bytes.slice(1, 4) === 'PNG' ? [read(bytes, 16), read(bytes, 20)] : null

  const sizeOfData = (url: string): readonly [number, number] | null => {
    const type = /^data:image\/(png|jpe?g|gif|webp|svg\+xml|bmp)[;,]/.exec(url)
    if (type === null) return null
    if (type[1] !== 'png') return OTHERS
    const start = url.indexOf('base64,') + 7
    return start < 7 ? null : sizeOfBytes(encoding.atob(url.slice(start, start + 48)))
  }
  return {
    TYPES:
      '(CSSImageValue or HTMLCanvasElement or HTMLImageElement or HTMLVideoElement or ImageBitmap or OffscreenCanvas or ' +
      'SVGImageElement or VideoFrame)',
    png: (width, height) => 'data:image/png;base64,' + encoding.btoa(bytesOfPng(width, height)),
    blob: (width, height) => lateFiles().create(bytesOfPng(width, height), 'image/png'),
    sizeOf: (url) => {
      if (url.startsWith('blob:')) return sizeOfBytes(lateFiles().bodyOf(lateFiles().at(url)) ?? '') ?? OTHERS
      if (!url.startsWith('data:')) return 'elsewhere'
      try {
        return sizeOfData(url)
      } catch {
        return null
      }
    },
    sizeOfBlob: (blob) => sizeOfBytes(lateFiles().bodyOf(blob) ?? '') ?? [32, 32],
  }
}
