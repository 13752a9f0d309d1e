import type { Clock } from './clock.ts'
import type { Encoding } from './encoding.ts'
import type { Events } from './events.ts'
import type { Faults } from './faults.ts'
import type { Files } from './files.ts'
import type { GuestGlobal } from './kit.ts'
import type { Recorder } from './recorder.ts'

/** What a page can load with. data: and blob: addresses answer; any other is recorded, and fails as if offline. */
export function installNetwork(
  global: GuestGlobal,
  recorder: Recorder,
  faults: Faults,
  encoding: Encoding,
  files: Files,
  clock: Clock,
  events: Events,
): void {
  interface Local {
    /** A binary string. */
    readonly body: string
    readonly type: string
  }
  const unescaped = (text: string): string =>
    encoding.utf8(text).replace(/%([\da-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  const ofData = (url: string): Local | null => {
    const comma = url.indexOf(',')
    if (comma < 0) return null
    const head = url.slice('data:'.length, comma)
    const body = unescaped(url.slice(comma + 1))
    const type = head.replace(/;base64$/, '') || 'text/plain;charset=US-ASCII'
    try {
      return { body: head.endsWith(';base64') ? encoding.atob(body) : body, type }
    } catch {
      return null
    }
  }
  /** What is behind a data: or blob: address, or null for anything outside the page. */
  const local = (url: string): Local | null => {
    if (url.startsWith('data:')) return ofData(url)
    const blob = url.startsWith('blob:') ? files.at(url) : null
    const body = files.bodyOf(blob)
    return body === null ? null : { body, type: (blob as { type: string }).type }
  }
  const parse = (text: string): unknown => {
    try {
      return JSON.parse(text)
    } catch {
      return null
    }
  }

  class XMLHttpRequest extends events.EventTarget {
    readyState = 0
    status = 0
    statusText = ''
    response: unknown = ''
    responseText = ''
    responseType = ''
    responseURL = ''
    timeout = 0
    withCredentials = false
    readonly upload = new events.EventTarget()
    #url = ''
    #type = ''
    #aborted = false

    open(_method: string, url: unknown): void {
      this.#url = String(url)
      this.#aborted = false
      this.#state(1)
    }

    setRequestHeader(): void {
      this.#needOpen('setRequestHeader')
    }

    #needOpen(method: string): void {
      if (this.readyState === 1) return
      const why = "The object's state must be OPENED."
      throw faults.exception('InvalidStateError', method, 'XMLHttpRequest', why)
    }

    #state(next: number): void {
      this.readyState = next
      events.send(this, 'Event', 'readystatechange')
    }

    overrideMimeType(): void {}

    abort(): void {
      this.#aborted = true
    }

    getAllResponseHeaders(): string {
      return this.status === 200 ? `content-type: ${this.#type}\r\n` : ''
    }

    getResponseHeader(name: unknown): string | null {
      return this.status === 200 && String(name).toLowerCase() === 'content-type' ? this.#type : null
    }

    send(): void {
      this.#needOpen('send')
      const found = local(this.#url)
      if (found === null) recorder.load('xhr', this.#url)
      clock.later(() => this.#finish(found), 1)
    }

    #read(body: string): unknown {
      if (this.responseType === 'arraybuffer') return encoding.bytes(body).buffer
      if (this.responseType === 'blob') return files.create(body, this.#type)
      const text = encoding.fromUtf8(body)
      return this.responseType === 'json' ? parse(text) : text
    }

    #finish(found: Local | null): void {
      if (this.#aborted) return
      if (found !== null) {
        this.#type = found.type
        Object.assign(this, { responseURL: this.#url, status: 200, statusText: 'OK' })
        this.response = this.#read(found.body)
        if (typeof this.response === 'string') this.responseText = this.response
      }
      this.#state(4)
      const size = found?.body.length ?? 0
      for (const type of [found === null ? 'error' : 'load', 'loadend'])
        events.send(this, 'ProgressEvent', type, { loaded: size, total: size })
    }
  }
  faults.require(XMLHttpRequest.prototype, 'XMLHttpRequest', 'open=2 setRequestHeader=2')
  Object.assign(XMLHttpRequest, { UNSENT: 0, OPENED: 1, HEADERS_RECEIVED: 2, LOADING: 3, DONE: 4 })

  class Headers {
    readonly #pairs = new Map<string, string>()

    constructor(init: object = {}) {
      const pairs = Symbol.iterator in init ? Array.from(init as Iterable<[string, string]>) : Object.entries(init)
      for (const [name, value] of pairs) this.set(name, value)
    }

    get(name: unknown): string | null {
      return this.#pairs.get(String(name).toLowerCase()) ?? null
    }

    set(name: unknown, value: unknown): void {
      this.#pairs.set(String(name).toLowerCase(), String(value))
    }

    append(name: unknown, value: unknown): void {
      this.set(name, this.get(name) === null ? value : `${this.get(name)}, ${String(value)}`)
    }

    has(name: unknown): boolean {
      return this.get(name) !== null
    }

    forEach(visit: (value: string, name: string) => void): void {
      for (const [name, value] of this.#pairs) visit(value, name)
    }

    [Symbol.iterator](): Iterator<[string, string]> {
      return this.#pairs[Symbol.iterator]()
    }
  }
  interface Body {
    text(): Promise<string>
    arrayBuffer(): Promise<ArrayBuffer>
  }
  class Response {
    readonly status: number
    readonly statusText = ''
    readonly url: string = ''
    readonly headers: Headers
    readonly redirected = false
    readonly type = 'basic'
    readonly #blob: Body

    constructor(body: unknown = '', init: { status?: number; headers?: object; url?: string } = {}) {
      this.status = init.status ?? 200
      this.url = init.url ?? ''
      this.headers = new Headers(init.headers)
      const bytes = files.bodyOf(body) ?? encoding.utf8(body === null ? '' : String(body))
      this.#blob = files.create(bytes, this.headers.get('content-type') ?? '') as Body
    }

    get ok(): boolean {
      return this.status >= 200 && this.status < 300
    }

    text(): Promise<string> {
      return this.#blob.text()
    }

    blob(): Promise<object> {
      return Promise.resolve(this.#blob)
    }

    arrayBuffer(): Promise<ArrayBuffer> {
      return this.#blob.arrayBuffer()
    }

    async json(): Promise<unknown> {
      return JSON.parse(await this.text()) as unknown
    }

    clone(): Response {
      return new Response(this.#blob, { status: this.status, headers: this.headers, url: this.url })
    }
  }
  class Request {
    readonly url: string
    readonly method: string

    constructor(url: unknown, init: { method?: unknown } = {}) {
      this.url = String(url)
      this.method = String(init.method ?? 'GET').toUpperCase()
    }
  }
  const answer = (address: string): Promise<Response> => {
    const found = local(address)
    if (found === null) {
      recorder.load('fetch', address)
      return Promise.reject(new TypeError('Failed to fetch'))
    }
    const blob = files.create(found.body, found.type)
    return Promise.resolve(new Response(blob, { url: address, headers: { 'content-type': found.type } }))
  }
  const fetch = function fetch(target?: unknown): Promise<Response> {
    if (arguments.length === 0) return Promise.reject(faults.tooFew(1, 0, 'fetch', 'Window'))
    return answer(target instanceof Request ? target.url : String(target))
  }

  class WebSocket extends events.EventTarget {
    readonly readyState = 3
    readonly url: string

    constructor(url: unknown) {
      super()
      this.url = String(url)
      recorder.load('websocket', url)
      clock.later(() => {
        events.send(this, 'Event', 'error')
        events.send(this, 'Event', 'close')
      }, 1)
    }

    send(): void {}

    close(): void {}
  }
  /** A thread of its own is out of reach: one that never answers. */
  class Worker extends events.EventTarget {
    constructor(url: unknown) {
      if (arguments.length === 0) throw faults.tooFew(1, 0, 'constructor', 'Worker')
      super()
      if (local(String(url)) === null) recorder.load('worker', url)
    }

    postMessage(): void {}

    terminate(): void {}
  }
  Object.assign(global, { Worker, XMLHttpRequest, WebSocket, Headers, Response, Request, fetch })
}
