import type { Clock } from './clock.ts'
import type { Events } from './events.ts'
import type { GuestGlobal } from './kit.ts'
import type { Recorder } from './recorder.ts'

/** What a page can load with. data: and blob: addresses answer; any other is recorded, and fails as if offline. */
export function installNetwork(global: GuestGlobal, recorder: Recorder, clock: Clock, events: Events): void {
  const blobs = new Map<string, string>()
  const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0) & 255)
  const decode = global.atob as (text: string) => string

  /** The body behind a data: or blob: address as a binary string, or null for anything outside the page. */
  const local = (url: string): string | null => {
    if (url.startsWith('blob:')) return blobs.get(url) ?? null
    if (!url.startsWith('data:')) return null
    const comma = url.indexOf(',')
    const body = url.slice(comma + 1)
    return url.slice(0, comma).endsWith(';base64') ? decode(decodeURIComponent(body)) : decodeURIComponent(body)
  }
  const parse = (text: string): unknown => {
    try {
      return JSON.parse(text)
    } catch {
      return null
    }
  }

  class Blob {
    readonly size: number
    readonly type: string
    readonly body: string

    constructor(parts: unknown[] = [], options: { type?: unknown } = {}) {
      const pieces = Array.from(parts, (part) =>
        ArrayBuffer.isView(part) || part instanceof ArrayBuffer
          ? '\0'.repeat(part.byteLength)
          : part instanceof Blob
            ? part.body
            : String(part),
      )
      this.body = pieces.join('')
      this.size = this.body.length
      this.type = String(options.type ?? '')
    }

    text(): Promise<string> {
      return Promise.resolve(this.body)
    }

    arrayBuffer(): Promise<ArrayBufferLike> {
      return Promise.resolve(bytesOf(this.body).buffer)
    }

    slice(): Blob {
      return new Blob([this.body], { type: this.type })
    }
  }

  class XMLHttpRequest extends events.EventTarget {
    readyState = 0
    status = 0
    statusText = ''
    response: unknown = null
    responseText = ''
    responseType = ''
    responseURL = ''
    timeout = 0
    withCredentials = false
    #url = ''
    #aborted = false

    open(_method: string, url: unknown): void {
      this.#url = String(url)
      this.readyState = 1
    }

    setRequestHeader(): void {}

    overrideMimeType(): void {}

    abort(): void {
      this.#aborted = true
    }

    getAllResponseHeaders(): string {
      return ''
    }

    getResponseHeader(): null {
      return null
    }

    send(): void {
      const body = local(this.#url)
      if (body === null) recorder.load('xhr', this.#url)
      clock.later(() => this.#finish(body), 1)
    }

    #finish(body: string | null): void {
      if (this.#aborted) return
      this.readyState = 4
      this.responseURL = this.#url
      this.status = body === null ? 404 : 200
      this.statusText = body === null ? 'Not Found' : 'OK'
      if (body !== null) {
        const kind = this.responseType
        this.response =
          kind === 'arraybuffer'
            ? bytesOf(body).buffer
            : kind === 'blob'
              ? new Blob([body])
              : kind === 'json'
                ? parse(body)
                : body
        if (kind === '' || kind === 'text') this.responseText = body
      }
      events.send(this, 'Event', 'readystatechange')
      events.send(this, 'ProgressEvent', body === null ? 'error' : 'load', {
        loaded: body?.length ?? 0,
        total: body?.length ?? 0,
      })
      events.send(this, 'ProgressEvent', 'loadend')
    }
  }

  class FileReader extends events.EventTarget {
    result: unknown = null

    #read(result: unknown): void {
      clock.later(() => {
        this.result = result
        events.send(this, 'ProgressEvent', 'load')
        events.send(this, 'ProgressEvent', 'loadend')
      }, 0)
    }

    readAsText(blob: Blob): void {
      this.#read(blob.body)
    }

    readAsArrayBuffer(blob: Blob): void {
      this.#read(bytesOf(blob.body).buffer)
    }

    readAsDataURL(blob: Blob): void {
      this.#read(`data:${blob.type};base64,` + (global.btoa as (text: string) => string)(blob.body))
    }
  }

  class WebSocket extends events.EventTarget {
    readonly readyState = 3

    constructor(url: unknown) {
      super()
      recorder.load('websocket', url)
      clock.later(() => events.send(this, 'Event', 'error'), 1)
    }

    send(): void {}

    close(): void {}
  }

  class URLSearchParams {
    readonly #pairs: [string, string][]

    constructor(query: unknown = '') {
      const unescape = (part = '') => decodeURIComponent(part.replaceAll('+', ' '))
      const parts = String(query).replace(/^\?/, '').split('&').filter(Boolean)
      this.#pairs = parts.map((part) => {
        const [name, value] = part.split('=')
        return [unescape(name), unescape(value)]
      })
    }

    get(name: string): string | null {
      return this.#pairs.find(([held]) => held === name)?.[1] ?? null
    }

    has(name: string): boolean {
      return this.get(name) !== null
    }

    set(name: string, value: unknown): void {
      const pair = this.#pairs.find(([held]) => held === name)
      if (pair === undefined) this.#pairs.push([name, String(value)])
      else pair[1] = String(value)
    }

    toString(): string {
      return this.#pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&')
    }
  }

  class URL {
    readonly href: string
    readonly searchParams: URLSearchParams

    constructor(url: unknown) {
      this.href = String(url)
      this.searchParams = new URLSearchParams(this.href.split('?')[1])
    }

    toString(): string {
      return this.href
    }

    static createObjectURL(blob: unknown): string {
      const url = `blob:http://localhost/${blobs.size + 1}`
      blobs.set(url, blob instanceof Blob ? blob.body : '')
      return url
    }

    static revokeObjectURL(): void {}
  }

  const fetch = (url: unknown): Promise<unknown> => {
    const address = String(url)
    const body = local(address)
    if (body === null) {
      recorder.load('fetch', address)
      return Promise.reject(new TypeError('Failed to fetch'))
    }
    const blob = new Blob([body])
    const read = { text: () => blob.text(), blob: () => Promise.resolve(blob), arrayBuffer: () => blob.arrayBuffer() }
    return Promise.resolve({
      ok: true,
      status: 200,
      url: address,
      json: async () => JSON.parse(body) as unknown,
      ...read,
    })
  }

  const { File, Worker } = { File: Blob, Worker: undefined }
  Object.assign(global, { Blob, File, Worker, XMLHttpRequest, FileReader, WebSocket, URLSearchParams, URL, fetch })
}
