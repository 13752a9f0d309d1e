import type { ElementClass } from './element.ts'
import type { Events } from './events.ts'
import type { Faults } from './faults.ts'
import type { Html } from './html.ts'
import type { GuestGlobal } from './kit.ts'
import type { Nodes, PageNode } from './nodes.ts'
import type { Selectors } from './selectors.ts'
import type { Tags } from './tags.ts'

export interface Dom {
  readonly document: PageNode
  readonly body: PageNode
  readonly HTMLElement: ElementClass
}

/** The document: makes elements and finds them. */
export function installDocument(
  global: GuestGlobal,
  faults: Faults,
  events: Events,
  { text }: Nodes,
  selectors: Selectors,
  HTMLElement: ElementClass,
  tags: Tags,
  html: Html,
): Dom {
  const Element = Object.getPrototypeOf(HTMLElement) as ElementClass
  const cookies = new Map<string, string>()
  const create = (tag: unknown): PageNode => {
    const name = String(tag)
    if (!/^[a-zA-Z_:\u0080-\uffff][^\s/>\0]*$/.test(name)) {
      const why = `The tag name provided ('${name}') is not a valid name.`
      throw faults.exception('InvalidCharacterError', 'createElement', 'Document', why)
    }
    return tags.create(name)
  }

  class DocumentFragment extends Element {
    constructor() {
      super('#document-fragment', 11)
    }
  }
  class Document extends Element {
    readyState = 'loading'
    readonly compatMode = 'CSS1Compat'
    readonly characterSet = 'UTF-8'
    readonly contentType = 'text/html'
    readonly hidden = false
    readonly visibilityState = 'visible'
    readonly referrer = ''
    readonly fullscreenElement = null
    readonly fullscreenEnabled = true
    readonly pointerLockElement = null
    readonly pictureInPictureEnabled = true
    readonly currentScript = null
    readonly styleSheets: object[] = []
    readonly implementation = { hasFeature: () => true }
    readonly fonts = {
      ready: Promise.resolve(),
      status: 'loaded',
      load: () => Promise.resolve([]),
      add() {},
      check: () => true,
      addEventListener() {},
      removeEventListener() {},
    }
    title = ''
    designMode = 'off'

    constructor() {
      super('#document', 9)
    }

    get documentElement(): PageNode {
      return this.childNodes[0]
    }

    get head(): PageNode {
      return this.documentElement.childNodes[0]
    }

    get body(): PageNode | null {
      return this.documentElement.childNodes[1] ?? null
    }

    get activeElement(): unknown {
      return this.body
    }

    get defaultView(): unknown {
      return global
    }

    get scripts(): PageNode[] {
      return selectors.find(this, ({ tagName }) => tagName === 'SCRIPT')
    }

    get URL(): string {
      return (global.location as { href: string }).href
    }

    get cookie(): string {
      return Array.from(cookies, ([name, value]) => `${name}=${value}`).join('; ')
    }

    set cookie(value: unknown) {
      const [pair, ...attributes] = String(value).split(';')
      const [name, ...rest] = pair.split('=')
      const isOver = attributes.some((one) => /^\s*max-age\s*=\s*(0|-\d+)|^\s*expires\s*=.*\b19\d\d\b/i.test(one))
      if (isOver) cookies.delete(name.trim())
      else cookies.set(name.trim(), rest.join('=').trim())
    }

    createElement(tag: unknown): PageNode {
      return create(tag)
    }

    createElementNS(_space: unknown, tag: unknown): PageNode {
      return create(tag)
    }

    createTextNode(value: unknown): PageNode {
      return text(value)
    }

    createComment(): PageNode {
      return text('')
    }

    createDocumentFragment(): PageNode {
      return new DocumentFragment()
    }

    createEvent(kind: unknown): object {
      const name = String(kind).replace(/s$/, '')
      const Class = (global[name] ?? global.Event) as new (type: string) => object
      return new Class('')
    }

    getElementById(id: unknown): PageNode | null {
      return selectors.find(this, (element) => element.id === String(id))[0] ?? null
    }

    getElementsByName(name: unknown): PageNode[] {
      return selectors.find(this, (element) => element.getAttribute('name') === String(name))
    }

    elementFromPoint(): PageNode | null {
      return this.body
    }

    hasFocus(): boolean {
      return true
    }

    exitFullscreen(): Promise<void> {
      return Promise.reject(new TypeError("Failed to execute 'exitFullscreen' on 'Document': Document not active"))
    }

    importNode(node: PageNode): PageNode {
      return (node.cloneNode as (deep: boolean) => PageNode)(true)
    }

    write(markup: unknown): void {
      for (const node of html.parse(String(markup))) this.body?.appendChild(node)
    }

    execCommand(): boolean {
      return false
    }
  }
  for (const name of ['exitPointerLock', 'open', 'close']) {
    Object.defineProperty(Document.prototype, name, { value: () => undefined, writable: true, configurable: true })
  }
  const counts = 'createElement=1 createElementNS=2 createTextNode=1 getElementById=1 getElementsByName=1'
  faults.require(Document.prototype, 'Document', counts)
  Object.assign(Document.prototype, { onreadystatechange: null, onvisibilitychange: null, onkeydown: null })
  events.handlers(global, 'load keydown keyup resize')

  const document = new Document()
  const page = tags.create('html')
  const body = tags.create('body')
  document.appendChild(page)
  page.appendChild(tags.create('head'))
  page.appendChild(body)
  Object.assign(global, { Document, HTMLDocument: Document, DocumentFragment })
  global.DOMParser = class DOMParser {
    parseFromString(markup: unknown, type: unknown): PageNode {
      const isXml = String(type).includes('xml')
      const parsed = new Document()
      const [whole, inside] = [new HTMLElement('html'), new HTMLElement('body')]
      for (const node of html.parse(String(markup), isXml)) (isXml ? parsed : inside).appendChild(node)
      if (isXml) return parsed
      parsed.appendChild(whole)
      whole.appendChild(new HTMLElement('head'))
      whole.appendChild(inside)
      return parsed
    }
  }
  // A program cannot redeclare it with let or const: [LegacyUnforgeable] in the HTML standard.
  Object.defineProperty(global, 'document', { value: document })
  return { document, body, HTMLElement }
}
