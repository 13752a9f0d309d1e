/** The program inside a web page: its scripts, in the order in which a browser would run them. */

const PAGE = /\.html?$/i
const SCRIPT = /<script\b([^>]*)>([\s\S]*?)<\/script\s*>/gi

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
  for (const [, attributes, text] of page.replace(/<!--[\s\S]*?-->/g, '').matchAll(SCRIPT)) {
    const source = attribute(attributes, 'src')
    if (source !== undefined && !source.toLowerCase().includes(engine)) return undefined
    if (source === undefined && JAVASCRIPT.test(attribute(attributes, 'type') ?? '')) own.push(unindented(text))
  }
  return own.join('\n')
}

function attribute(attributes: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(attributes)
  return found ? (found[1] ?? found[2] ?? found[3]) : undefined
}

/** Without the blanks that all lines begin with. */
function unindented(text: string): string {
  const lines = text.replace(/^\s*\n|\s+$/g, '').split('\n')
  const indents = lines.filter((line) => line.trim() !== '').map((line) => /^\s*/.exec(line)![0].length)
  const shared = Math.min(...indents)
  return lines.map((line) => line.slice(Math.min(shared, /^\s*/.exec(line)![0].length))).join('\n') + '\n'
}
