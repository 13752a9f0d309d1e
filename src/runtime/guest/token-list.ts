import type { Faults } from './faults.ts'
import type { GuestGlobal } from './kit.ts'

export type TokenListClass = new (element: { className: string }) => object

/** The list of an element's classes. */
export function installTokenList(global: GuestGlobal, faults: Faults): TokenListClass {
  class DOMTokenList {
    readonly #element: { className: string }

    constructor(element: { className: string }) {
      this.#element = element
    }

    get value(): string {
      return this.#element.className
    }

    get length(): number {
      return this.#names().length
    }

    #names(): string[] {
      return this.#element.className.split(/\s+/).filter(Boolean)
    }

    #checked(tokens: unknown[], method: string): string[] {
      return tokens.map((token) => {
        const name = String(token)
        const why = 'The token provided '
        if (name === '') throw faults.exception('SyntaxError', method, 'DOMTokenList', why + 'must not be empty.')
        if (!/\s/.test(name)) return name
        const spaces = `${why}('${name}') contains HTML space characters, which are not valid in tokens.`
        throw faults.exception('InvalidCharacterError', method, 'DOMTokenList', spaces)
      })
    }

    #change(tokens: string[], keep: boolean): void {
      const rest = this.#names().filter((name) => keep || !tokens.includes(name))
      this.#element.className = (keep ? [...new Set([...rest, ...tokens])] : rest).join(' ')
    }

    contains(name: unknown): boolean {
      return this.#names().includes(String(name))
    }

    add(...tokens: unknown[]): void {
      this.#change(this.#checked(tokens, 'add'), true)
    }

    remove(...tokens: unknown[]): void {
      this.#change(this.#checked(tokens, 'remove'), false)
    }

    toggle(token: unknown, force?: unknown): boolean {
      const names = this.#checked([token], 'toggle')
      const on = force === undefined ? !this.contains(token) : Boolean(force)
      this.#change(names, on)
      return on
    }

    replace(old: unknown, next: unknown): boolean {
      const held = this.contains(old)
      this.#change(this.#checked([old], 'replace'), false)
      if (held) this.#change(this.#checked([next], 'replace'), true)
      return held
    }

    item(index: number): string | null {
      return this.#names()[index] ?? null
    }

    forEach(visit: (name: string, index: number) => void): void {
      this.#names().forEach((name, index) => visit(name, index))
    }

    [Symbol.iterator](): Iterator<string> {
      return this.#names()[Symbol.iterator]()
    }

    toString(): string {
      return this.value
    }
  }
  faults.require(DOMTokenList.prototype, 'DOMTokenList', 'contains=1 toggle=1 replace=2')
  global.DOMTokenList = DOMTokenList
  return DOMTokenList
}
