import type { Faults } from './faults.ts'
import type { GuestGlobal } from './kit.ts'

/** Bytes as text and back; a binary string holds one byte a character. */
export interface Encoding {
  atob(text: string): string
  btoa(binary: string): string
  /** UTF-8 as a binary string. */
  utf8(text: string): string
  fromUtf8(binary: string): string
  bytes(binary: string): Uint8Array<ArrayBuffer>
  binary(bytes: ArrayLike<number>): string
}

/** Base64, UTF-8, and the classes of the page for them. */
export function installEncoding(global: GuestGlobal, faults: Faults): Encoding {
  const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  const btoa = (value: unknown): string => {
    const text = String(value)
    let out = ''
    for (let i = 0; i < text.length; i += 3) {
      const codes = [text.charCodeAt(i), text.charCodeAt(i + 1), text.charCodeAt(i + 2)]
      if (codes.some((code) => code > 255)) {
        const why = 'The string to be encoded contains characters outside of the Latin1 range.'
        throw faults.exception('InvalidCharacterError', 'btoa', 'Window', why)
      }
      const bits = (codes[0] << 16) | ((codes[1] || 0) << 8) | (codes[2] || 0)
      const letters = [18, 12, 6, 0].map((shift) => ALPHABET[(bits >> shift) & 63])
      out +=
        letters[0] + letters[1] + (i + 1 < text.length ? letters[2] : '=') + (i + 2 < text.length ? letters[3] : '=')
    }
    return out
  }
  const values: Record<string, number | undefined> = { __proto__: null } as never
  for (let i = 0; i < ALPHABET.length; i++) values[ALPHABET[i]] = i
  const atob = (value: unknown): string => {
    let text = String(value).replace(/[\t\n\f\r ]+/g, '')
    if (text.length % 4 === 0) text = text.replace(/==?$/, '')
    const wrong = (): Error => {
      const why = 'The string to be decoded is not correctly encoded.'
      return faults.exception('InvalidCharacterError', 'atob', 'Window', why)
    }
    if (text.length % 4 === 1) throw wrong()
    let out = ''
    let bits = 0
    let held = 0
    for (let i = 0; i < text.length; i++) {
      const six = values[text[i]]
      if (six === undefined) throw wrong()
      held = ((held << 6) | six) & 0xffffff
      bits += 6
      if (bits < 8) continue
      bits -= 8
      out += String.fromCharCode((held >> bits) & 255)
    }
    return out
  }

  const bytes = (binary: string): Uint8Array<ArrayBuffer> => {
    const array = new Uint8Array(binary.length)
    for (let i = 0; i < binary.length; i++) array[i] = binary.charCodeAt(i)
    return array
  }
  const binary = (array: ArrayLike<number>): string => {
    let out = ''
    for (let i = 0; i < array.length; i++) out += String.fromCharCode(array[i])
    return out
  }
  // The one way from text to UTF-8 and back that the language itself has.
  const utf8 = (text: string): string =>
    encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd')).replace(/%(..)/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    )
  const fromUtf8 = (text: string): string => {
    const escaped = text.replace(/[%\x80-\xff]/g, (letter) => '%' + letter.charCodeAt(0).toString(16).padStart(2, '0'))
    try {
      return decodeURIComponent(escaped)
    } catch {
      return text.replace(/[\x80-\xff]/g, '\ufffd')
    }
  }
  const view = (source: ArrayBufferView | ArrayBuffer): Uint8Array =>
    ArrayBuffer.isView(source)
      ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
      : new Uint8Array(source)

  class TextEncoder {
    readonly encoding = 'utf-8'

    encode(text: unknown = ''): Uint8Array {
      return bytes(utf8(String(text)))
    }

    encodeInto(text: unknown, target: Uint8Array): { read: number; written: number } {
      const source = this.encode(text).subarray(0, target.length)
      target.set(source)
      return { read: String(text).length, written: source.length }
    }
  }
  class TextDecoder {
    readonly encoding: string
    readonly fatal: boolean

    constructor(label: unknown = 'utf-8', options: { fatal?: unknown } = {}) {
      this.encoding = String(label).trim().toLowerCase().replace(/^utf8$/, 'utf-8')
      this.fatal = options.fatal === true
      if (/^(utf-8|utf-16(le|be)?|iso-8859-\d+|latin1|ascii|us-ascii|windows-125\d|gbk|gb18030|big5|shift_jis)$/.test(this.encoding)) return
      const why = `The encoding label provided ('${String(label)}') is invalid.`
      throw new RangeError(`Failed to construct 'TextDecoder': ${why}`)
    }

    decode(source?: ArrayBufferView | ArrayBuffer): string {
      if (source === undefined) return ''
      if (this.encoding.startsWith('utf-16')) {
        const codes = new Uint16Array(view(source).slice().buffer)
        return Array.from(codes, (code) => String.fromCharCode(code)).join('')
      }
      const text = binary(view(source))
      return this.encoding === 'utf-8' ? fromUtf8(text).replace(/^\ufeff/, '') : text
    }
  }
  Object.assign(global, { atob, btoa, TextEncoder, TextDecoder })
  faults.require(global, 'Window', 'atob=1 btoa=1')
  return { atob, btoa, utf8, fromUtf8, bytes, binary }
}
