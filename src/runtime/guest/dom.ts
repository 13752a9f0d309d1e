import type { Events } from './events.ts'
import type { GuestGlobal } from './kit.ts'
import type { NodeClass, PageNode } from './nodes.ts'
import type { Selectors } from './selectors.ts'

export type ElementClass = new (tag?: string) => PageNode

export interface Dom {
  readonly document: PageNode
  readonly body: PageNode
  readonly HTMLElement: ElementClass
  /** Says which class `document.createElement(tag)` makes. */
  register(tag: string, name: string, Class: ElementClass): void
}

/** The document: a tree of elements with ids, classes, attributes, styles and simple selectors. */
export function installDom(global: GuestGlobal, events: Events, Node: NodeClass, selectors: Selectors): Dom {
  /** CSS pixels of the window. */
  const WIDTH = 1280
  const HEIGHT = 800
  /** A dictionary that no patch of a prototype reaches. */
  const bare = <T>(): Record<string, T | undefined> => ({ __proto__: null }) as never
  const classesByTag = bare<ElementClass>()

  class Style {
    [property: string]: unknown

    setProperty(name: string, value: unknown): void {
      this[name] = String(value)
    }

    removeProperty(name: string): void {
      delete this[name]
    }

    getPropertyValue(name: string): string {
      return Object.hasOwn(this, name) ? String(this[name]) : ''
    }
  }

  class Element extends Node {
    [property: string]: unknown
    readonly tagName: string
    readonly nodeName: string
    id = ''
    className = ''
    style: Style = new Style()
    dataset: Record<string, unknown> = {}
    scrollTop = 0
    scrollLeft = 0
    clientTop = 0
    clientLeft = 0
    offsetTop = 0
    offsetLeft = 0
    readonly attributes = bare<string>()

    constructor(tag = 'div') {
      super()
      this.tagName = this.nodeName = tag.toUpperCase()
    }

    get innerHTML(): string {
      return this.textContent
    }

    set innerHTML(value: unknown) {
      this.textContent = value
    }

    get innerText(): string {
      return this.textContent
    }

    set innerText(value: unknown) {
      this.textContent = value
    }

    get classList(): object {
      const names = () => this.className.split(' ').filter(Boolean)
      const write = (list: string[]) => void (this.className = list.join(' '))
      const without = (gone: string[]) => names().filter((name) => !gone.includes(name))
      return {
        contains: (name: string) => names().includes(name),
        add: (...added: string[]) => write([...without(added), ...added]),
        remove: (...gone: string[]) => write(without(gone)),
        toggle: (name: string) => write(names().includes(name) ? without([name]) : [...names(), name]),
      }
    }

    get clientWidth(): number {
      return this.getBoundingClientRect().width
    }

    get clientHeight(): number {
      return this.getBoundingClientRect().height
    }

    get offsetWidth(): number {
      return this.clientWidth
    }

    get offsetHeight(): number {
      return this.clientHeight
    }

    getBoundingClientRect(): { width: number; height: number } {
      const side = (name: 'width' | 'height', whole: number): number => {
        const styled = Number.parseFloat(String(this.style[name]))
        if (styled >= 0 && !String(this.style[name]).endsWith('%')) return styled
        const own = this[name]
        return typeof own === 'number' ? own : whole
      }
      const width = side('width', WIDTH)
      const height = side('height', HEIGHT)
      return Object.assign({ left: 0, top: 0, x: 0, y: 0, right: width, bottom: height }, { width, height })
    }

    setAttribute(name: string, value: unknown): void {
      this.attributes[String(name)] = String(value)
      if (name === 'id' || name === 'src' || name === 'href') this[name] = String(value)
      else if (name === 'class') this.className = String(value)
      else if (name === 'width' || name === 'height') this[name] = Number(value)
    }

    setAttributeNS(_space: unknown, name: string, value: unknown): void {
      this.setAttribute(name, value)
    }

    getAttribute(name: string): string | null {
      if (name === 'id') return this.id || null
      return name === 'class' ? this.className || null : (this.attributes[name] ?? null)
    }

    hasAttribute(name: string): boolean {
      return this.getAttribute(name) !== null
    }

    removeAttribute(name: string): void {
      delete this.attributes[name]
    }

    append(...nodes: unknown[]): void {
      for (const node of nodes) this.appendChild(typeof node === 'string' ? text(node) : (node as PageNode))
    }

    prepend(node: unknown): void {
      this.insertBefore(typeof node === 'string' ? text(node) : (node as PageNode), this.firstChild)
    }

    replaceChildren(...nodes: unknown[]): void {
      this.textContent = ''
      this.append(...nodes)
    }

    insertAdjacentElement(_where: string, element: PageNode): PageNode {
      return this.appendChild(element)
    }

    insertAdjacentHTML(_where: string, html: string): void {
      this.appendChild(text(html))
    }

    remove(): void {
      this.parentNode?.removeChild(this)
    }

    cloneNode(): PageNode {
      return create(this.tagName)
    }

    closest(selector: string): PageNode | null {
      const test = selectors.matcher(selector)
      return test(this) ? this : ((this.parentNode as Element | null)?.closest(selector) ?? null)
    }

    matches(selector: string): boolean {
      return selectors.matcher(selector)(this)
    }

    querySelector(selector: string): PageNode | null {
      return this.querySelectorAll(selector)[0] ?? null
    }

    querySelectorAll(selector: string): PageNode[] {
      const tests = String(selector).split(',').map(selectors.matcher)
      return selectors.find(this, (element) => tests.some((test) => test(element)))
    }

    getElementsByTagName(tag: string): PageNode[] {
      return tag === '*' ? selectors.find(this, () => true) : this.querySelectorAll(tag)
    }

    getElementsByClassName(name: string): PageNode[] {
      return this.querySelectorAll('.' + name)
    }

    click(): void {
      events.send(this, 'MouseEvent', 'click', { bubbles: true })
    }

    animate(): object {
      return { finished: new Promise(() => undefined), cancel() {}, play() {}, pause() {} }
    }

    requestFullscreen(): Promise<void> {
      return Promise.resolve()
    }
  }
  for (const name of 'focus blur scrollIntoView setPointerCapture releasePointerCapture requestPointerLock'.split(
    ' ',
  )) {
    Object.defineProperty(Element.prototype, name, { value: () => undefined, writable: true, configurable: true })
  }

  class HTMLElement extends Element {}
  class Document extends HTMLElement {}
  class DocumentFragment extends HTMLElement {}

  const create = (tag: string): Element => {
    const name = String(tag).toLowerCase()
    const Class = classesByTag[name]
    return Class === undefined ? new HTMLElement(name) : (new Class() as Element)
  }
  const text = (value: string): Element => {
    const node = new HTMLElement('#text')
    node.nodeType = 3
    node.ownText = String(value)
    return node
  }

  const document = new Document('#document')
  const [html, head, body] = ['html', 'head', 'body'].map((tag) => new HTMLElement(tag))
  document.nodeType = 9
  document.appendChild(html)
  html.append(head, body)
  Object.assign(document, {
    documentElement: html,
    head,
    body,
    activeElement: body,
    readyState: 'loading',
    hidden: false,
    visibilityState: 'visible',
    title: '',
    cookie: '',
    referrer: '',
    fullscreenElement: null,
    pointerLockElement: null,
    fonts: { ready: Promise.resolve(), status: 'loaded', load: () => Promise.resolve([]), add() {}, check: () => true },
    createElement: create,
    createElementNS: (_space: unknown, tag: string) => create(tag),
    createTextNode: text,
    createDocumentFragment: () => new DocumentFragment('#fragment'),
    getElementById: (id: unknown) => selectors.find(document, (element) => element.id === String(id))[0] ?? null,
    elementFromPoint: () => null,
    hasFocus: () => true,
    exitFullscreen: () => Promise.resolve(),
    exitPointerLock: () => undefined,
    write: () => undefined,
    execCommand: () => false,
  })
  Object.assign(global, { Element, HTMLElement, Document, DocumentFragment, innerWidth: WIDTH, innerHeight: HEIGHT })
  Object.assign(global, { outerWidth: WIDTH, outerHeight: HEIGHT })
  // A program cannot redeclare it with let or const: [LegacyUnforgeable] in the HTML standard.
  Object.defineProperty(global, 'document', { value: document })
  return {
    document: document,
    body: body,
    HTMLElement: HTMLElement,
    register: (tag, name, Class) => {
      classesByTag[tag] = Class
      global[name] = Class
    },
  }
}
