import type { Clock } from './clock.ts'
import type { Encoding } from './encoding.ts'
import type { Events } from './events.ts'
import type { Faults } from './faults.ts'
import type { GuestGlobal } from './kit.ts'

export interface Files {
  /** The bytes of a Blob as a binary string; null for anything else. */
  bodyOf(blob: unknown): string | null
  create(body: string, type: string): object
  /** An address for a Blob in this page, and back. */
  address(blob: unknown): string
  at(url: string): unknown
}

/** Blob, File, FileReader and FormData, all in memory. */
export function installFiles(
  global: GuestGlobal,
  faults: Faults,
  encoding: Encoding,
  clock: Clock,
  events: Events,
): Files {
  const bodies = new WeakMap<object, string>()
  const addresses = new Map<string, unknown>()
  const bodyOf = (blob: unknown): string | null =>
    typeof blob === 'object' && blob !== null ? (bodies.get(blob) ?? null) : null
  const pieceOf = (part: unknown): string => {
    if (ArrayBuffer.isView(part)) return encoding.binary(new Uint8Array(part.buffer, part.byteOffset, part.byteLength))
    if (part instanceof ArrayBuffer) return encoding.binary(new Uint8Array(part))
    return bodyOf(part) ?? encoding.utf8(String(part))
  }

  class Blob {
    readonly type: string

    constructor(parts: unknown = [], options: { type?: unknown } = {}) {
      if (typeof parts !== 'object' || parts === null || !(Symbol.iterator in parts))
        throw faults.typeError('constructor', 'Blob', 'The provided value cannot be converted to a sequence.')
      bodies.set(this, Array.from(parts as Iterable<unknown>, pieceOf).join(''))
      this.type = String(options.type ?? '').toLowerCase()
    }

    get size(): number {
      return bodies.get(this)!.length
    }

    async text(): Promise<string> {
      return encoding.fromUtf8(bodies.get(this)!)
    }

    async arrayBuffer(): Promise<ArrayBuffer> {
      return encoding.bytes(bodies.get(this)!).buffer
    }

    slice(start?: number, end?: number, type = ''): Blob {
      return create(bodies.get(this)!.slice(start, end), type)
    }
  }
  class File extends Blob {
    readonly name: string
    readonly lastModified = Date.now()

    constructor(parts: unknown, name: unknown, options?: { type?: unknown }) {
      super(parts, options)
      this.name = String(name)
    }
  }
  const create = (body: string, type: string): Blob => {
    const blob = new Blob([], { type })
    bodies.set(blob, body)
    return blob
  }

  class FileReader extends events.EventTarget {
    readyState = 0
    result: unknown = null
    error: unknown = null

    #read(blob: unknown, method: string, make: (body: string) => unknown): void {
      const body = bodyOf(blob)
      if (body === null) throw faults.notA('Blob', method, 'FileReader')
      this.readyState = 1
      clock.later(() => {
        this.readyState = 2
        this.result = make(body)
        const progress = { loaded: body.length, total: body.length, lengthComputable: true }
        for (const type of ['load', 'loadend']) events.send(this, 'ProgressEvent', type, progress)
      }, 0)
    }

    readAsText(blob: unknown): void {
      this.#read(blob, 'readAsText', encoding.fromUtf8)
    }

    readAsArrayBuffer(blob: unknown): void {
      this.#read(blob, 'readAsArrayBuffer', (body) => encoding.bytes(body).buffer)
    }

    readAsBinaryString(blob: unknown): void {
      this.#read(blob, 'readAsBinaryString', (body) => body)
    }

    readAsDataURL(blob: unknown): void {
      const type = (blob as { type?: unknown } | null)?.type || 'application/octet-stream'
      this.#read(blob, 'readAsDataURL', (body) => `data:${String(type)};base64,` + encoding.btoa(body))
    }

    abort(): void {}
  }
  faults.require(FileReader.prototype, 'FileReader', 'readAsText=1 readAsArrayBuffer=1 readAsDataURL=1')

  class FormData {
    #pairs: [string, unknown][] = []

    append(name: unknown, value: unknown): void {
      this.#pairs.push([String(name), bodyOf(value) === null ? String(value) : value])
    }

    set(name: unknown, value: unknown): void {
      this.delete(name)
      this.append(name, value)
    }

    delete(name: unknown): void {
      this.#pairs = this.#pairs.filter(([held]) => held !== String(name))
    }

    get(name: unknown): unknown {
      return this.getAll(name)[0] ?? null
    }

    getAll(name: unknown): unknown[] {
      return this.#pairs.filter(([held]) => held === String(name)).map(([, value]) => value)
    }

    has(name: unknown): boolean {
      return this.getAll(name).length > 0
    }

    entries(): Iterator<[string, unknown]> {
      return this.#pairs[Symbol.iterator]()
    }

    [Symbol.iterator](): Iterator<[string, unknown]> {
      return this.entries()
    }
  }

  Object.assign(global, { Blob, File, FileReader, FormData })
  return {
    bodyOf,
    create,
    address: (blob) => {
      const url = `blob:http://localhost/${addresses.size + 1}`
      addresses.set(url, blob)
      return url
    },
    at: (url) => addresses.get(url),
  }
}
