import type { Events } from './events.ts'
import type { GuestGlobal } from './kit.ts'

/** A node of the page as the parts of the stub browser see it. */
export interface PageNode {
  nodeType: number
  tagName: string
  id: string
  className: string
  children: PageNode[]
  parentNode: PageNode | null
  style: Record<string, unknown>
  getAttribute(name: string): string | null
  appendChild(child: PageNode): PageNode
  removeChild(child: PageNode): PageNode
  [property: string]: unknown
}

export type NodeClass = new () => {
  nodeType: number
  children: PageNode[]
  parentNode: PageNode | null
  ownText: string
  readonly firstChild: PageNode | null
  get textContent(): string
  set textContent(value: unknown)
  appendChild(child: PageNode): PageNode
  insertBefore(child: PageNode, next: PageNode | null): PageNode
  removeChild(child: PageNode): PageNode
}

/** The tree itself: parents, children and text. */
export function installNodes(global: GuestGlobal, events: Events): NodeClass {
  class Node extends events.EventTarget {
    nodeType = 1
    children: PageNode[] = []
    parentNode: PageNode | null = null
    ownText = ''

    get childNodes(): PageNode[] {
      return this.children
    }

    get firstChild(): PageNode | null {
      return this.children[0] ?? null
    }

    get lastChild(): PageNode | null {
      return this.children.at(-1) ?? null
    }

    get firstElementChild(): PageNode | null {
      return this.firstChild
    }

    get parentElement(): PageNode | null {
      return this.parentNode
    }

    get nextSibling(): PageNode | null {
      const siblings = this.parentNode?.children ?? []
      return siblings[siblings.indexOf(this as unknown as PageNode) + 1] ?? null
    }

    get ownerDocument(): unknown {
      return global.document
    }

    get isConnected(): boolean {
      return (global.document as Node).contains(this)
    }

    get textContent(): string {
      return this.ownText + this.children.map((child) => child.textContent).join('')
    }

    set textContent(value: unknown) {
      for (const child of this.children) child.parentNode = null
      this.children.length = 0
      this.ownText = String(value ?? '')
    }

    appendChild(child: PageNode): PageNode {
      return this.insertBefore(child, null)
    }

    insertBefore(child: PageNode, next: PageNode | null): PageNode {
      if (typeof child !== 'object' || child === null || typeof child.nodeType !== 'number') {
        throw new TypeError("Failed to execute 'appendChild' on 'Node': parameter 1 is not of type 'Node'.")
      }
      child.parentNode?.removeChild(child)
      const at = next === null ? -1 : this.children.indexOf(next)
      this.children.splice(at < 0 ? this.children.length : at, 0, child)
      child.parentNode = this as unknown as PageNode
      return child
    }

    removeChild(child: PageNode): PageNode {
      const at = this.children.indexOf(child)
      if (at < 0) {
        throw new TypeError(
          "Failed to execute 'removeChild' on 'Node': The node to be removed is not a child of this node.",
        )
      }
      this.children.splice(at, 1)
      child.parentNode = null
      return child
    }

    contains(node: Node | PageNode | null): boolean {
      for (let at: Node | PageNode | null = node; at !== null && at !== undefined; at = at.parentNode)
        if (at === this) return true
      return false
    }

    hasChildNodes(): boolean {
      return this.children.length > 0
    }
  }
  global.Node = Node
  return Node
}
