import type { PageNode } from './nodes.ts'

export interface Selectors {
  matcher(selector: string): (element: PageNode) => boolean
  /** The elements below `root` that pass the test, in document order. */
  find(root: { children: PageNode[] }, test: (element: PageNode) => boolean, found?: PageNode[]): PageNode[]
}

/** The selectors that games use. */
export function makeSelectors(): Selectors {
  /** One simple selector: tag, #id, .class and [attribute="value"] in any mix; of a chain, the last part counts. */
  const matcher = (selector: string): ((element: PageNode) => boolean) => {
    const last =
      selector
        .trim()
        .split(/[\s>+~]+/)
        .at(-1) ?? ''
    const parts = last.match(/[#.]?[\w-]+|\[[^\]]*\]/g) ?? []
    return (element) => parts.length > 0 && parts.every((part) => matches(element, part))
  }
  const matches = (element: PageNode, part: string): boolean => {
    if (part[0] === '#') return element.id === part.slice(1)
    if (part[0] === '.') return element.className.split(' ').includes(part.slice(1))
    if (part[0] !== '[') return element.tagName === part.toUpperCase()
    const [name, value] = part.slice(1, -1).split('=')
    const held = element.getAttribute(name)
    return held !== null && (value === undefined || held === value.replace(/^["']|["']$/g, ''))
  }
  const find: Selectors['find'] = (root, test, found = []) => {
    for (const child of root.children) {
      if (child.nodeType === 1 && test(child)) found.push(child)
      find(child, test, found)
    }
    return found
  }
  return { matcher, find }
}
