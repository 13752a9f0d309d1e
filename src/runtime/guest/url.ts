import type { Faults } from './faults.ts'
import type { Files } from './files.ts'
import type { GuestGlobal } from './kit.ts'

/** URL and URLSearchParams. */
export function installUrl(global: GuestGlobal, faults: Faults, files: Files): void {
  const decode = (part: string): string => {
    try {
      return decodeURIComponent(part.replaceAll('+', ' '))
    } catch {
      return part
    }
  }
  // application/x-www-form-urlencoded: what encodeURIComponent leaves and this form does not.
  const encode = (part: string): string =>
    encodeURIComponent(part.replace(/\p{Surrogate}/gu, '\ufffd'))
      .replace(/%20/g, '+')
      .replace(/[!'()~]/g, (letter) => '%' + letter.charCodeAt(0).toString(16).toUpperCase())
  const pairsOf = (init: unknown): [string, string][] => {
    if (typeof init === 'object' && init !== null) {
      const pairs = Symbol.iterator in init ? Array.from(init as Iterable<[unknown, unknown]>) : Object.entries(init)
      return pairs.map(([name, value]) => [String(name), String(value)])
    }
    const parts = String(init ?? '').replace(/^\?/, '').split('&').filter(Boolean)
    return parts.map((part) => {
      const at = part.indexOf('=')
      return at < 0 ? [decode(part), ''] : [decode(part.slice(0, at)), decode(part.slice(at + 1))]
    })
  }

  class URLSearchParams {
    #pairs: [string, string][]
    readonly #changed: (text: string) => void

    constructor(init: unknown = '', changed: unknown = undefined) {
      this.#pairs = pairsOf(init)
      this.#changed = typeof changed === 'function' ? (changed as (text: string) => void) : () => undefined
    }

    get size(): number {
      return this.#pairs.length
    }

    get(name: unknown): string | null {
      return this.#pairs.find(([held]) => held === String(name))?.[1] ?? null
    }

    getAll(name: unknown): string[] {
      return this.#pairs.filter(([held]) => held === String(name)).map(([, value]) => value)
    }

    has(name: unknown): boolean {
      return this.get(name) !== null
    }

    append(name: unknown, value: unknown): void {
      this.#pairs.push([String(name), String(value)])
      this.#changed(this.toString())
    }

    set(name: unknown, value: unknown): void {
      const pair = this.#pairs.find(([held]) => held === String(name))
      if (pair === undefined) return this.append(name, value)
      pair[1] = String(value)
      this.#pairs = this.#pairs.filter((other) => other === pair || other[0] !== pair[0])
      this.#changed(this.toString())
    }

    delete(name: unknown): void {
      this.#pairs = this.#pairs.filter(([held]) => held !== String(name))
      this.#changed(this.toString())
    }

    sort(): void {
      this.#pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    }

    forEach(visit: (value: string, name: string, params: unknown) => void): void {
      for (const [name, value] of this.#pairs) visit(value, name, this)
    }

    keys(): Iterator<string> {
      return this.#pairs.map(([name]) => name)[Symbol.iterator]()
    }

    values(): Iterator<string> {
      return this.#pairs.map(([, value]) => value)[Symbol.iterator]()
    }

    entries(): Iterator<[string, string]> {
      return this.#pairs[Symbol.iterator]()
    }

    [Symbol.iterator](): Iterator<[string, string]> {
      return this.entries()
    }

    toString(): string {
      return this.#pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&')
    }
  }

  /** Scheme, authority, path, query and fragment: RFC 3986, appendix B. */
  const PARTS = /^(?:([a-zA-Z][a-zA-Z\d+.-]*):)?(?:\/\/([^/?#\\]*))?([^?#]*)(\?[^#]*)?(#.*)?$/s
  const flatten = (path: string): string => {
    const kept: string[] = []
    for (const part of path.split('/')) {
      if (part === '..' && kept.length > 1) kept.pop()
      else if (part !== '..' && part !== '.') kept.push(part)
    }
    return kept.join('/') || '/'
  }
  const invalid = (): Error => faults.typeError('constructor', 'URL', 'Invalid URL')

  class URL {
    protocol = ''
    username = ''
    password = ''
    hostname = ''
    port = ''
    pathname = ''
    search = ''
    hash = ''
    readonly searchParams: URLSearchParams

    constructor(url: unknown, base?: unknown) {
      if (arguments.length === 0) throw faults.tooFew(1, 0, 'constructor', 'URL')
      const [, scheme, authority, path, query, hash] = PARTS.exec(String(url).trim())!
      if (scheme === undefined) {
        if (base === undefined) throw invalid()
        const from = new URL(base)
        this.#take(from, authority, path)
        this.search = query ?? (path === '' && authority === undefined ? from.search : '')
      } else {
        this.protocol = scheme.toLowerCase() + ':'
        if (authority !== undefined) this.#authority(authority)
        else if (/^(https?|ftp|wss?|file):$/.test(this.protocol)) throw invalid()
        this.pathname = authority === undefined ? path : flatten(path || '/')
        this.search = query ?? ''
      }
      this.search = this.search === '?' ? '' : this.search
      this.hash = hash === undefined || hash === '#' ? '' : hash
      this.searchParams = new URLSearchParams(this.search, (text: string) => {
        this.search = text === '' ? '' : '?' + text
      })
    }

    #take(from: URL, authority: string | undefined, path: string): void {
      this.protocol = from.protocol
      if (authority !== undefined) this.#authority(authority)
      else Object.assign(this, { username: from.username, hostname: from.hostname, port: from.port })
      const folder = from.pathname.slice(0, from.pathname.lastIndexOf('/') + 1)
      if (authority !== undefined || path.startsWith('/')) this.pathname = flatten(path || '/')
      else this.pathname = path === '' ? from.pathname : flatten(folder + path)
    }

    #authority(authority: string): void {
      const parts = /^(?:([^:@]*)(?::([^@]*))?@)?([^:@\s]*)(?::(\d*))?$/.exec(authority)
      if (parts === null || (parts[3] === '' && this.protocol !== 'file:')) throw invalid()
      this.username = parts[1] ?? ''
      this.password = parts[2] ?? ''
      this.hostname = parts[3].toLowerCase()
      const usual = { 'http:': '80', 'https:': '443' }[this.protocol]
      this.port = parts[4] === usual ? '' : (parts[4] ?? '')
    }

    get host(): string {
      return this.hostname + (this.port === '' ? '' : ':' + this.port)
    }

    get origin(): string {
      return /^(https?|ftp|wss?):$/.test(this.protocol) ? `${this.protocol}//${this.host}` : 'null'
    }

    get href(): string {
      const user = this.username === '' ? '' : this.username + (this.password === '' ? '' : ':' + this.password) + '@'
      const authority = this.hostname === '' && this.protocol !== 'file:' ? '' : `//${user}${this.host}`
      return this.protocol + authority + this.pathname + this.search + this.hash
    }

    toString(): string {
      return this.href
    }

    toJSON(): string {
      return this.href
    }

    static canParse(url: unknown, base?: unknown): boolean {
      try {
        return Boolean(new URL(url, base))
      } catch {
        return false
      }
    }

    static createObjectURL(blob: unknown): string {
      if (files.bodyOf(blob) === null) throw faults.typeError('createObjectURL', 'URL', 'Overload resolution failed.')
      return files.address(blob)
    }

    static revokeObjectURL(): void {}
  }
  Object.assign(global, { URL, URLSearchParams, webkitURL: URL })
}
