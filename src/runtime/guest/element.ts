import type { Events } from './events.ts'
import type { Faults } from './faults.ts'
import type { Html } from './html.ts'
import type { GuestGlobal } from './kit.ts'
import type { NodeClass, Nodes, PageNode } from './nodes.ts'
import type { StyleClass } from './style.ts'
import type { Tags } from './tags.ts'
import type { TokenListClass } from './token-list.ts'

export type ElementClass = new (tag?: string, type?: number) => PageNode

/** Elements: attributes, classes, style, what is inside, and where they are in the tree. */
export function installElement(
  global: GuestGlobal,
  faults: Faults,
  events: Events,
  nodes: Nodes,
  ParentNode: NodeClass,
  Style: StyleClass,
  DOMTokenList: TokenListClass,
  tags: Tags,
  html: Html,
): ElementClass {
  /** CSS pixels of the window. */
  const WIDTH = 1280
  const HEIGHT = 800
  class Element extends ParentNode {
    [property: string]: unknown
    override readonly tagName: string
    scrollTop = 0
    scrollLeft = 0
    clientTop = 0
    clientLeft = 0
    offsetTop = 0
    offsetLeft = 0
    readonly #attributes: Record<string, string | undefined> = { __proto__: null } as never
    #style: InstanceType<StyleClass> | null = null
    #classes: InstanceType<TokenListClass> | null = null

    constructor(tag = 'div', type = 1) {
      super(type, type === 1 ? tag.toUpperCase() : tag)
      this.tagName = tag.toUpperCase()
    }

    get localName(): string {
      return this.tagName.toLowerCase()
    }

    override get style(): InstanceType<StyleClass> {
      return (this.#style ??= new Style())
    }

    override set style(value: unknown) {
      this.style.cssText = String(value)
    }

    get classList(): InstanceType<TokenListClass> {
      return (this.#classes ??= new DOMTokenList(this))
    }

    override get id(): string {
      return this.#attributes.id ?? ''
    }

    override set id(value: unknown) {
      this.setAttribute('id', value)
    }

    override get className(): string {
      return this.#attributes.class ?? ''
    }

    override set className(value: unknown) {
      this.setAttribute('class', value)
    }

    /** data-* attributes; a live view in a browser too. */
    get dataset(): Record<string, unknown> {
      const nameOf = (key: string) => 'data-' + key.replace(/[A-Z]/g, (letter) => '-' + letter.toLowerCase())
      return new Proxy({} as Record<string, unknown>, {
        get: (_, key) => (typeof key === 'string' ? (this.getAttribute(nameOf(key)) ?? undefined) : undefined),
        set: (_, key, value) => (this.setAttribute(nameOf(String(key)), value), true),
        has: (_, key) => this.hasAttribute(nameOf(String(key))),
        deleteProperty: (_, key) => (this.removeAttribute(nameOf(String(key))), true),
      })
    }

    get attributes(): { name: string; value: string }[] {
      return this.getAttributeNames().map((name) => ({ name, value: this.#attributes[name]! }))
    }

    get innerHTML(): string {
      return html.inner(this as unknown as PageNode)
    }

    set innerHTML(value: unknown) {
      this.textContent = ''
      for (const node of html.parse(String(value ?? ''))) this.appendChild(node)
    }

    get outerHTML(): string {
      return html.outer(this as unknown as PageNode)
    }

    get innerText(): string {
      return this.textContent ?? ''
    }

    set innerText(value: unknown) {
      this.textContent = String(value ?? '')
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

    get scrollWidth(): number {
      return this.clientWidth
    }

    get scrollHeight(): number {
      return this.clientHeight
    }

    get offsetParent(): unknown {
      return this.isConnected ? (global.document as { body: unknown }).body : null
    }

    getBoundingClientRect(): { width: number; height: number } {
      const style = this.#style
      const side = (name: 'width' | 'height', whole: number): number => {
        const styled = style === null ? Number.NaN : Number.parseFloat(String(style[name]))
        if (styled >= 0 && !String(style![name]).endsWith('%')) return styled
        const own = this[name]
        return typeof own === 'number' ? own : whole
      }
      const width = side('width', WIDTH)
      const height = side('height', HEIGHT)
      return { left: 0, top: 0, x: 0, y: 0, right: width, bottom: height, width, height } as never
    }

    getClientRects(): object[] {
      return [this.getBoundingClientRect()]
    }

    setAttribute(name: string, value: unknown): void {
      const key = String(name).toLowerCase()
      if (key === '' || /[\s"'<>/=\0]/.test(key)) {
        const why = `'${String(name)}' is not a valid attribute name.`
        throw faults.exception('InvalidCharacterError', 'setAttribute', 'Element', why)
      }
      this.#attributes[key] = String(value)
      if (key === 'style') this.style = value
      else this.reflect(key, String(value))
      nodes.changed(this as unknown as PageNode, 'attributes', { attributeName: key })
    }

    /** What else a new value of an attribute changes. */
    reflect(name: string, value: string): void {
      if (name === 'src' || name === 'href') this[name] = value
      else if (name === 'width' || name === 'height') this[name] = Number(value)
    }

    setAttributeNS(_space: unknown, name: string, value: unknown): void {
      this.setAttribute(name, value)
    }

    override getAttribute(name: string): string | null {
      const key = String(name).toLowerCase()
      if (key === 'style' && this.#style !== null) return this.#style.cssText
      return this.#attributes[key] ?? null
    }

    getAttributeNames(): string[] {
      return Object.keys(this.#attributes)
    }

    hasAttribute(name: string): boolean {
      return this.getAttribute(name) !== null
    }

    hasAttributes(): boolean {
      return this.getAttributeNames().length > 0
    }

    removeAttribute(name: string): void {
      delete this.#attributes[String(name).toLowerCase()]
      nodes.changed(this as unknown as PageNode, 'attributes', { attributeName: String(name) })
    }

    toggleAttribute(name: string, force = !this.hasAttribute(name)): boolean {
      if (force) this.setAttribute(name, '')
      else this.removeAttribute(name)
      return force
    }

    cloneNode(deep = false): PageNode {
      const copy = tags.create(this.tagName)
      for (const { name, value } of this.attributes) (copy as unknown as Element).setAttribute(name, value)
      if (this.#style !== null) (copy as unknown as Element).style = this.#style.cssText
      if (deep) for (const child of this.childNodes) copy.appendChild((child as unknown as Element).cloneNode(true))
      return copy
    }

    click(): void {
      if (this.disabled === true) return
      const Click = global.MouseEvent as new (type: string, init: object) => never
      events.dispatch(this, new Click('click', { bubbles: true, cancelable: true, composed: true }))
    }

    animate(): object {
      return { finished: new Promise(() => undefined), cancel() {}, play() {}, pause() {}, finish() {}, onfinish: null }
    }

    getAnimations(): object[] {
      return []
    }

    requestFullscreen(): Promise<void> {
      const why = !this.isConnected ? 'Element is not connected' : events.isActive() ? '' : 'Permissions check failed'
      return why === '' ? Promise.resolve() : Promise.reject(new TypeError(why))
    }
  }
  const silent = 'focus blur scrollIntoView scrollTo scrollBy setPointerCapture releasePointerCapture requestPointerLock'
  for (const name of silent.split(' ')) {
    Object.defineProperty(Element.prototype, name, { value: () => undefined, writable: true, configurable: true })
  }
  faults.require(Element.prototype, 'Element', 'setAttribute=2 getAttribute=1 hasAttribute=1 removeAttribute=1')

  class HTMLElement extends Element {}
  // prettier-ignore
  const handlers = {
    onclick: null, ondblclick: null, onmousedown: null, onmouseup: null, onmousemove: null, onmouseover: null,
    onmouseout: null, onmouseenter: null, onmouseleave: null, onwheel: null, oncontextmenu: null, onkeydown: null,
    onkeyup: null, onkeypress: null, oninput: null, onchange: null, onsubmit: null, onfocus: null, onblur: null,
    onscroll: null, onresize: null, onload: null, onerror: null, ondrag: null, ondragstart: null, ondragend: null,
    ondragover: null, ondrop: null, onpointerdown: null, onpointerup: null, onpointermove: null,
    onpointerover: null, onpointerout: null, onpointerenter: null, onpointerleave: null, onpointercancel: null,
    onanimationend: null, ontransitionend: null, onselect: null, onreset: null, ontoggle: null, onplay: null,
    onpause: null, onended: null, oncanplay: null, ontimeupdate: null, onloadeddata: null,
  }
  Object.assign(HTMLElement.prototype, handlers)
  tags.register('*', 'HTMLElement', HTMLElement as unknown as ElementClass)
  Object.assign(global, { Element, innerWidth: WIDTH, innerHeight: HEIGHT })
  Object.assign(global, { outerWidth: WIDTH, outerHeight: HEIGHT })
  return HTMLElement as unknown as ElementClass
}
