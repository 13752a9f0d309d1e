/** The program inside a web page: its scripts, in the order in which a browser would run them. */

const PAGE = /\.html?$/i
const SCRIPT = /<script\b([^<>]*)>([\s\S]*?)<\/script\s*>/gi

/** Types under which a browser runs a script. */
const JAVASCRIPT = /^$|^module$|javascript|ecmascript/i

/** Whether a path is that of a web page. */
export function isPage(path: string): boolean {
  return PAGE.test(path)
}

/**
 * The scripts that stand in a page itself. undefined when it also needs one that it has from elsewhere, other than the
 * engine, whose name is `engine`.
 */
export function scriptsOf(page: string, engine: string): string | undefined {
  const own: string[] = []
  for (const [, attributes, text] of upToLast(/<\/script\s*>/gi, withoutComments(page)).matchAll(SCRIPT)) {
    const source = attribute(attributes, 'src')
    if (source !== undefined && !source.toLowerCase().includes(engine)) return undefined
    if (source === undefined && JAVASCRIPT.test(attribute(attributes, 'type') ?? '')) own.push(unindented(text))
  }
  return own.join('\n')
}

function withoutComments(page: string): string {
  const closed = upToLast(/-->/g, page)
  return closed.replace(/<!--[\s\S]*?-->/g, '') + page.slice(closed.length)
}

/** Up to the end of the last match. What opens behind it is never closed: to look for its end each time takes quadratic time. */
function upToLast(end: RegExp, text: string): string {
  const last = [...text.matchAll(end)].at(-1)
  return last ? text.slice(0, last.index + last[0].length) : ''
}

function attribute(attributes: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(attributes)
  return found ? (found[1] ?? found[2] ?? found[3]) : undefined
}

/** Without the blanks that all lines begin with. */
function unindented(text: string): string {
  const lines = text.replace(/^\s*\n/, '').trimEnd().split('\n')
  const indents = lines.filter((line) => line.trim() !== '').map((line) => /^\s*/.exec(line)![0].length)
  const shared = Math.min(...indents)
  return lines.map((line) => line.slice(Math.min(shared, /^\s*/.exec(line)![0].length))).join('\n') + '\n'
}
