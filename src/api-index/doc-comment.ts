/** JSDoc comments as plain text, and the constant values that only they name. */

/** Enough for two sentences: contexts show less, and people who want more open the engine's own docs. */
const DOC_LENGTH = 400

/** The first paragraph of a `/** … *\/` comment in one line without markup, cut at a word near 400 characters. */
export function docText(comment: string): string {
  const paragraph: string[] = []
  for (const raw of comment.slice(3, -2).split('\n')) {
    const line = raw.trim().replace(/^\*\s*/, '')
    if (line.startsWith('@')) break
    if (line !== '') paragraph.push(line)
    else if (paragraph.length > 0) break
  }
  return shorten(withoutLinks(paragraph.join(' ')), DOC_LENGTH)
}

/** `text` cut at the last word that fits, with an ellipsis. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text
  const cut = text.lastIndexOf(' ', length - 1)
  return text.slice(0, cut > length / 2 ? cut : length - 1) + '…'
}

const LINK = /\{@link(?:code|plain)? ([^\s{}|]{1,300})(?:[ |]([^{}]{1,200}))?\}/g

// `[text]{@link target}` reads as its text, `{@link target text}` as text, `{@link A#event:B}` as A#B.
function withoutLinks(text: string): string {
  return text
    .replace(/\[([^\][]{1,200})\]\{@link(?:code|plain)? [^{}]{1,300}\}/g, '$1')
    .replace(LINK, (_, target: string, label?: string) => (label ?? target).replace('#event:', '#'))
}

/** What documented source knows and declarations leave out. */
export interface Documented {
  /** Values of constants and events by id (`A.B.NAME`). */
  values: Map<string, string | number>
  /** Ids of the constants that are event names. */
  events: Set<string>
  /** Members marked `@private`: undeclared, but there, and so no invention of who uses them. */
  internals: { id: string; method: boolean; type: string; doc: string }[]
}

/**
 * Reads the doc comments with `@name`, `@method` or `@event` and a full id. A value is the literal that stands below
 * the comment: `NAME: 1,`, `var NAME = 'x';`, `module.exports = 'x';`; other expressions would have to be run.
 */
export function readDocumented(source: string): Documented {
  const found: Documented = { values: new Map(), events: new Set(), internals: [] }
  for (const { 1: tag, 2: name, index } of source.matchAll(TAGGED)) {
    const end = source.indexOf('*/', index)
    if (end < 0) break
    const id = tag === 'event' ? name.replace('#', '.') : name
    if (tag === 'event') found.events.add(id)
    const value = tag === 'method' ? undefined : literalAfter(source.slice(end + 2, end + 400))
    if (value !== undefined) found.values.set(id, value)
    const comment = source.slice(source.lastIndexOf('/**', index), end + 2)
    if (id.includes('#') && /^\s*\* @private\b/m.test(comment)) {
      found.internals.push({ id, method: tag === 'method', type: taggedType(comment), doc: docText(comment) })
    }
  }
  return found
}

const TAGGED = /^[ \t]*\* @(name|method|event)[ \t]+([\w$.#]{1,300})[ \t]*\r?$/gm

function taggedType(comment: string): string {
  const type = /@(?:type|returns?) \{([^{}\n]{1,200})\}/.exec(comment)?.[1] ?? 'any'
  return type.replace(/^[?!]/, '').replace(/^\((.*)\)$/, '$1').replace(/\s*\|\s*/g, ' | ')
}

const ASSIGNED =
  /^\s*(?:(?:var|let|const)\s+)?[\w$.]{1,200}\s*[:=]\s*(?:'([^'\\\n]*)'|"([^"\\\n]*)"|(-?(?:0x[\da-f]+|[\d.]+)))\s*[,;}\r\n]/i

function literalAfter(text: string): string | number | undefined {
  const match = ASSIGNED.exec(text)
  if (!match) return undefined
  return match[3] === undefined ? (match[1] ?? match[2]) : numberOf(match[3])
}

/** The number that a literal like -1, 0.5 or -0xff stands for. */
export function numberOf(literal: string): number {
  return literal.startsWith('-') ? -Number(literal.slice(1)) : Number(literal)
}
