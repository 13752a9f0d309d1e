import type { Faults } from './faults.ts'
import type { Html } from './html.ts'
import type { NodeClass, Nodes, PageNode } from './nodes.ts'
import type { Selectors } from './selectors.ts'

/** What elements have as parents, children and siblings, and what can be found below them. */
export function installParentNode(faults: Faults, nodes: Nodes, selectors: Selectors, html: Html): NodeClass {
  const { Node, text } = nodes
  const select = (selector: unknown, method: string, owner = 'Element') => {
    const shown = String(selector)
    const test = selectors.compile(shown)
    if (test !== null) return test
    const why = shown.trim() === '' ? 'The provided selector is empty.' : `'${shown}' is not a valid selector.`
    throw faults.exception('SyntaxError', method, owner, why)
  }
  const nodeOf = (value: unknown): PageNode => (value instanceof Node ? value : text(value))

  class ParentNode extends Node {
    override get children(): PageNode[] {
      return this.childNodes.filter(({ nodeType }) => nodeType === 1)
    }

    get childElementCount(): number {
      return this.children.length
    }

    get firstElementChild(): PageNode | null {
      return this.children[0] ?? null
    }

    get lastElementChild(): PageNode | null {
      return this.children.at(-1) ?? null
    }

    get nextElementSibling(): PageNode | null {
      return this.#sibling(1)
    }

    get previousElementSibling(): PageNode | null {
      return this.#sibling(-1)
    }

    #sibling(step: number): PageNode | null {
      const siblings = (this.parentNode as ParentNode | null)?.children ?? []
      return siblings[siblings.indexOf(this as unknown as PageNode) + step] ?? null
    }

    append(...added: unknown[]): void {
      for (const node of added) this.appendChild(nodeOf(node))
    }

    prepend(...added: unknown[]): void {
      const first = this.firstChild as PageNode | null
      for (const node of added) this.insertBefore(nodeOf(node), first)
    }

    before(...added: unknown[]): void {
      const parent = this.parentNode as ParentNode | null
      for (const node of added) parent?.insertBefore(nodeOf(node), this as unknown as PageNode)
    }

    after(...added: unknown[]): void {
      const next = this.nextSibling as PageNode | null
      for (const node of added) (this.parentNode as ParentNode | null)?.insertBefore(nodeOf(node), next)
    }

    replaceWith(...added: unknown[]): void {
      this.before(...added)
      this.parentNode?.removeChild(this)
    }

    replaceChildren(...added: unknown[]): void {
      this.textContent = ''
      this.append(...added)
    }

    insertAdjacentElement(where: string, element: PageNode): PageNode {
      this.#adjacent(where, 'insertAdjacentElement')(element)
      return element
    }

    insertAdjacentText(where: string, value: unknown): void {
      this.#adjacent(where, 'insertAdjacentText')(text(value))
    }

    insertAdjacentHTML(where: string, markup: unknown): void {
      this.#adjacent(where, 'insertAdjacentHTML')(...html.parse(String(markup)))
    }

    #adjacent(where: string, method: string): (...added: PageNode[]) => void {
      const at = String(where).toLowerCase()
      if (at === 'beforebegin') return (...added) => this.before(...added)
      if (at === 'afterbegin') return (...added) => this.prepend(...added)
      if (at === 'beforeend') return (...added) => this.append(...added)
      if (at === 'afterend') return (...added) => this.after(...added)
      const why = `The value provided ('${where}') is not one of 'beforeBegin', 'afterBegin', 'beforeEnd', or 'afterEnd'.`
      throw faults.exception('SyntaxError', method, 'Element', why)
    }

    closest(selector: string): PageNode | null {
      const test = select(selector, 'closest')
      for (let at = this as unknown as PageNode | null; at?.nodeType === 1; at = at.parentNode) if (test(at)) return at
      return null
    }

    matches(selector: string): boolean {
      return select(selector, 'matches')(this as unknown as PageNode)
    }

    querySelector(selector: string): PageNode | null {
      const owner = this.nodeType === 9 ? 'Document' : 'Element'
      return selectors.find(this, select(selector, 'querySelector', owner))[0] ?? null
    }

    querySelectorAll(selector: string): PageNode[] {
      const owner = this.nodeType === 9 ? 'Document' : 'Element'
      return selectors.find(this, select(selector, 'querySelectorAll', owner))
    }

    getElementsByTagName(tag: string): PageNode[] {
      const name = String(tag).toUpperCase()
      return selectors.find(this, (element) => name === '*' || element.tagName === name)
    }

    getElementsByClassName(names: string): PageNode[] {
      const wanted = String(names).split(/\s+/).filter(Boolean)
      return selectors.find(this, (element) => wanted.every((name) => element.className.split(/\s+/).includes(name)))
    }
  }
  const counts =
    'querySelector=1 querySelectorAll=1 closest=1 matches=1 insertAdjacentHTML=2 insertAdjacentElement=2 ' +
    'getElementsByTagName=1 getElementsByClassName=1'
  faults.require(ParentNode.prototype, 'Element', counts)
  return ParentNode
}
