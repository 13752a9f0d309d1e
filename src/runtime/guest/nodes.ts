import type { Events } from './events.ts'
import type { Faults } from './faults.ts'
import type { GuestGlobal } from './kit.ts'

/** A node of the page as the parts of the stub browser see it. */
export interface PageNode {
  nodeType: number
  nodeName: string
  tagName: string
  id: string
  className: string
  childNodes: PageNode[]
  readonly children: PageNode[]
  parentNode: PageNode | null
  style: Record<string, unknown>
  textContent: string | null
  getAttribute(name: string): string | null
  appendChild(child: PageNode): PageNode
  insertBefore(child: PageNode, next: PageNode | null): PageNode
  removeChild(child: PageNode): PageNode
  [property: string]: unknown
}

export interface Nodes {
  readonly Node: NodeClass
  text(value: unknown): PageNode
  /** Calls `fn` at every change of the tree from now on. */
  observe(fn: (target: PageNode, type: string, change: object) => void): void
  changed(target: PageNode, type: string, change: object): void
}

export type NodeClass = new (type: number, name: string) => PageNode

/** The tree itself: parents, children and text. */
export function installNodes(global: GuestGlobal, faults: Faults, events: Events): Nodes {
  const watchers: ((target: PageNode, type: string, change: object) => void)[] = []
  const changed: Nodes['changed'] = (target, type, change) => {
    for (let i = 0; i < watchers.length; i++) watchers[i](target, type, change)
  }
  const isNode = (value: unknown): value is PageNode => value instanceof Node
  const detach = (child: PageNode): void => {
    if (child.parentNode !== null) child.parentNode.removeChild(child)
  }

  class Node extends events.EventTarget {
    readonly nodeType: number
    readonly nodeName: string
    childNodes: PageNode[] = []
    parentNode: PageNode | null = null

    constructor(type: number, name: string) {
      super()
      this.nodeType = type
      this.nodeName = name
    }

    get nodeValue(): string | null {
      return null
    }

    get firstChild(): PageNode | null {
      return this.childNodes[0] ?? null
    }

    get lastChild(): PageNode | null {
      return this.childNodes.at(-1) ?? null
    }

    get parentElement(): PageNode | null {
      return this.parentNode?.nodeType === 1 ? this.parentNode : null
    }

    get nextSibling(): PageNode | null {
      return this.#sibling(1)
    }

    get previousSibling(): PageNode | null {
      return this.#sibling(-1)
    }

    #sibling(step: number): PageNode | null {
      const siblings = this.parentNode?.childNodes ?? []
      return siblings[siblings.indexOf(this as unknown as PageNode) + step] ?? null
    }

    get ownerDocument(): unknown {
      return global.document
    }

    get isConnected(): boolean {
      return (global.document as Node).contains(this)
    }

    get textContent(): string | null {
      return this.childNodes.map((child) => (child.nodeType === 8 ? '' : child.textContent)).join('')
    }

    set textContent(value: unknown) {
      for (const child of this.childNodes.slice()) this.removeChild(child)
      const shown = String(value ?? '')
      if (shown !== '') this.insertBefore(text(shown), null)
    }

    appendChild(child: PageNode): PageNode {
      return this.#insert(child, null, 'appendChild')
    }

    insertBefore(child: PageNode, next: PageNode | null): PageNode {
      return this.#insert(child, next, 'insertBefore')
    }

    #insert(child: PageNode, next: PageNode | null, method: string): PageNode {
      if (!isNode(child)) throw faults.notA('Node', method, 'Node')
      if ((child as unknown as Node).contains(this)) {
        const why = 'The new child element contains the parent.'
        throw faults.exception('HierarchyRequestError', method, 'Node', why)
      }
      if (next !== null && next !== undefined && next.parentNode !== (this as unknown)) {
        const why = 'The node before which the new node is to be inserted is not a child of this node.'
        throw faults.exception('NotFoundError', method, 'Node', why)
      }
      const added = child.nodeType === 11 ? child.childNodes.slice() : [child]
      for (const one of added) {
        detach(one)
        const at = next ? this.childNodes.indexOf(next) : this.childNodes.length
        this.childNodes.splice(at, 0, one)
        one.parentNode = this as unknown as PageNode
      }
      changed(this as unknown as PageNode, 'childList', { addedNodes: added, removedNodes: [] })
      return child
    }

    replaceChild(child: PageNode, old: PageNode): PageNode {
      const next = (old as unknown as Node).nextSibling
      this.#insert(child, next === child ? (child as unknown as Node).nextSibling : next, 'replaceChild')
      return this.removeChild(old)
    }

    removeChild(child: PageNode): PageNode {
      if (!isNode(child)) throw faults.notA('Node', 'removeChild', 'Node')
      const at = this.childNodes.indexOf(child)
      if (at < 0) {
        const why = 'The node to be removed is not a child of this node.'
        throw faults.exception('NotFoundError', 'removeChild', 'Node', why)
      }
      this.childNodes.splice(at, 1)
      child.parentNode = null
      changed(this as unknown as PageNode, 'childList', { addedNodes: [], removedNodes: [child] })
      return child
    }

    remove(): void {
      detach(this as unknown as PageNode)
    }

    contains(node: Node | PageNode | null): boolean {
      for (let at: Node | PageNode | null = node; at !== null && at !== undefined; at = at.parentNode)
        if (at === this) return true
      return false
    }

    hasChildNodes(): boolean {
      return this.childNodes.length > 0
    }

    normalize(): void {}
  }
  faults.require(Node.prototype, 'Node', 'appendChild=1 insertBefore=2 replaceChild=2 removeChild=1 contains=1')
  Object.assign(Node, { ELEMENT_NODE: 1, TEXT_NODE: 3, COMMENT_NODE: 8, DOCUMENT_NODE: 9 })

  class Text extends Node {
    data: string

    constructor(value: unknown = '') {
      super(3, '#text')
      this.data = String(value)
    }

    override get nodeValue(): string {
      return this.data
    }

    override set nodeValue(value: unknown) {
      this.data = String(value ?? '')
    }

    override get textContent(): string {
      return this.data
    }

    override set textContent(value: unknown) {
      this.nodeValue = value
    }

    cloneNode(): Text {
      return new Text(this.data)
    }
  }
  const text = (value: unknown): PageNode => new Text(value) as unknown as PageNode

  Object.assign(global, { Node, Text })
  return {
    Node: Node as unknown as NodeClass,
    text,
    observe: (fn) => void watchers.push(fn),
    changed,
  }
}
