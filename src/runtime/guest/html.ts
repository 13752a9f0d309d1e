import type { PageNode } from './nodes.ts'

export interface Html {
  /** The nodes that a piece of HTML stands for. */
  parse(html: string, isXml?: boolean): PageNode[]
  /** The content of a node as HTML. */
  inner(node: PageNode): string
  outer(node: PageNode): string
}

/** Reads and writes the HTML that games put together in strings: elements, attributes, text. Never throws. */
export function makeHtml(create: (tag: string) => PageNode, text: (value: string) => PageNode): Html {
  const VOID = ' area base br col embed hr img input link meta source track wbr '
  /** Content that is text, whatever it looks like. */
  const RAW = ' script style textarea title '
  const isOneOf = (names: string, tag: string) => names.includes(` ${tag} `)
  const entities: Record<string, string | undefined> = {
    __proto__: null as never,
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    nbsp: '\u00a0',
    times: '×',
    copy: '©',
    hearts: '♥',
    larr: '←',
    rarr: '→',
    uarr: '↑',
    darr: '↓',
  }
  const decode = (value: string): string =>
    value.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole: string, hex?: string, dec?: string, name = '') => {
      const code = hex === undefined ? Number(dec) : Number.parseInt(hex, 16)
      if (hex === undefined && dec === undefined) return entities[name] ?? whole
      return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd'
    })
  const encode = (value: string): string => value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

  const ATTRIBUTE = /([^\s=/"'<>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g
  const TOKEN = /<!--[\s\S]*?(?:-->|$)|<![^>]*>|<(\/?)([a-zA-Z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>|[^<]+|</g

  const open = (tag: string, attributes: string): PageNode => {
    const element = create(tag)
    for (const [, name, double, single, bare] of attributes.matchAll(ATTRIBUTE)) {
      ;(element.setAttribute as (name: string, value: string) => void)(name, decode(double ?? single ?? bare ?? ''))
    }
    return element
  }
  const parse = (html: string, isXml = false): PageNode[] => {
    const top: PageNode[] = []
    const stack: PageNode[] = []
    const put = (node: PageNode): void => {
      if (stack.length > 0) stack.at(-1)!.appendChild(node)
      else top.push(node)
    }
    const token = new RegExp(TOKEN.source, 'g')
    for (let part = token.exec(html); part !== null; part = token.exec(html)) {
      const [whole, slash, name, attributes] = part
      if (name === undefined) {
        if (!whole.startsWith('<!')) put(text(decode(whole)))
        continue
      }
      const tag = name.toLowerCase()
      if (slash === '/') {
        const at = stack.findLastIndex((element) => element.tagName.toLowerCase() === tag)
        if (at >= 0) stack.length = at
        continue
      }
      const element = open(tag, attributes)
      put(element)
      if (isXml ? attributes.endsWith('/') : isOneOf(VOID, tag)) continue
      if (isXml || !isOneOf(RAW, tag)) {
        stack.push(element)
        continue
      }
      const end = html.toLowerCase().indexOf('</' + tag, token.lastIndex)
      element.appendChild(text(html.slice(token.lastIndex, end < 0 ? html.length : end)))
      token.lastIndex = end < 0 ? html.length : html.indexOf('>', end) + 1 || html.length
    }
    return top
  }

  const outer = (node: PageNode): string => {
    if (node.nodeType === 3) return encode(node.textContent ?? '')
    if (node.nodeType !== 1) return inner(node)
    const tag = node.tagName.toLowerCase()
    const attributes = Array.from((node.getAttributeNames as () => string[])(), (name) => {
      return ` ${name}="${(node.getAttribute(name) ?? '').replace(/&/g, '&amp;').replace(/"/g, '&quot;')}"`
    })
    const head = `<${tag}${attributes.join('')}>`
    return isOneOf(VOID, tag) ? head : `${head}${inner(node)}</${tag}>`
  }
  const inner = (node: PageNode): string => {
    const isRaw = node.nodeType === 1 && isOneOf(RAW, node.tagName.toLowerCase())
    return isRaw ? (node.textContent ?? '') : node.childNodes.map(outer).join('')
  }
  return { parse, inner, outer }
}
