/**
 * Programs as token streams, for comparing them: comments and white space do not count, and a token is a 32-bit hash
 * of its kind and text. Hashes rather than numbers handed out on arrival, so that what two programs have in common
 * does not depend on which other programs were read before them. Written for untrusted text: never throws, one pass.
 */
import { mix32 } from '../stream/random.ts'

/**
 * What is treated as equal: with 'identifiers' every name that is not a keyword, with 'literals' every number and
 * every string, template part or regular expression.
 */
export type Mask = 'none' | 'identifiers' | 'literals'

export interface TokenStream {
  readonly tokens: Int32Array
  /** UTF-16 units inside comments. */
  readonly commentLength: number
}

const WORD = 1
const NUMBER = 2
const TEXT = 3
const REGEX = 4
const MARK = 5

const FNV_OFFSET = 0x811c9dc5
const FNV_PRIME = 0x01000193

const OPERATORS = new Set(
  '=> == === != !== <= >= && || ?? ?. ++ -- += -= *= /= %= ** **= .. ... << >> >>> &= |= ^= &&= ||= ??= <<= >>= >>>='
    .split(' ')
    .map(pack),
)

const KEYWORDS = (
  'break case catch class const continue debugger default delete do else export extends false finally for function ' +
  'if import in instanceof let new null of return static super switch this throw true try typeof undefined var void ' +
  'while with yield async await'
).split(' ')

const KEYWORD_IDS = new Set(KEYWORDS.map((word) => hash(word, 0, word.length, WORD)))
/** Keywords that stand for a value: after them a slash divides. */
const VALUE_IDS = new Set(['this', 'super', 'null', 'true', 'false'].map((word) => hash(word, 0, word.length, WORD)))

/** Tokens that others look for. */
export const DOT = mark(46)
export const CALL = mark(40)
export const CLOSE = mark(41)
export const BLOCK = mark(123)
export const COLON = mark(58)
export const ASSIGN = mark(61)

/** Whether a token is a keyword; other words are names. */
export function isKeyword(token: number): boolean {
  return KEYWORD_IDS.has(token)
}

/** Character classes of ASCII; every other character belongs to words, as far as this tokenizer cares. */
const BLANK = 1
const LETTER = 2
const DIGIT = 3
const CLASSES = new Uint8Array(128)
for (let code = 0; code < 128; code++) {
  const character = String.fromCharCode(code)
  if (code <= 32) CLASSES[code] = BLANK
  else if (/[A-Za-z_$#\\]/.test(character)) CLASSES[code] = LETTER
  else if (/\d/.test(character)) CLASSES[code] = DIGIT
}

/** The token stream of a program. Never throws: what is no JavaScript still has tokens. */
export function tokenize(code: string, mask: Mask = 'none'): TokenStream {
  return new Tokenizer(code, mask).run()
}

class Tokenizer {
  readonly #code: string
  readonly #mask: Mask
  #at = 0
  #tokens: Int32Array = new Int32Array(1024)
  #count = 0
  #commentLength = 0
  /** Whether the token before ends a value, so that a slash after it divides. */
  #afterValue = false
  /** The braces that are open: true for the `${` of a template. */
  readonly #braces: boolean[] = []
  /** A failed search for the end of a regular expression is not repeated on its line: that keeps the pass linear. */
  #noRegexBefore = 0

  constructor(code: string, mask: Mask) {
    this.#code = code
    this.#mask = mask
  }

  run(): TokenStream {
    while (this.#at < this.#code.length) this.#step()
    return { tokens: this.#tokens.slice(0, this.#count), commentLength: this.#commentLength }
  }

  #step(): void {
    const unit = this.#code.charCodeAt(this.#at)
    const kind = classOf(unit)
    if (kind === BLANK) this.#at++
    else if (kind === LETTER) this.#word()
    else if (kind === DIGIT || (unit === 46 && this.#class(this.#at + 1) === DIGIT)) this.#number()
    else if (unit === 34 || unit === 39) this.#string(unit)
    else if (unit === 96) this.#template()
    else if (unit === 47) this.#slash()
    else if (unit === 123 || unit === 125) this.#brace(unit)
    else this.#operator(unit)
  }

  #word(): void {
    const start = this.#at
    while (this.#class(this.#at) >= LETTER) this.#at++
    const id = hash(this.#code, start, this.#at, WORD)
    const keyword = KEYWORD_IDS.has(id)
    this.#push(this.#mask === 'identifiers' && !keyword ? WORD : id, !keyword || VALUE_IDS.has(id))
  }

  #number(): void {
    const start = this.#at++
    while (this.#class(this.#at) >= LETTER || this.#code.charCodeAt(this.#at) === 46) this.#at++
    this.#literal(start, this.#at, NUMBER)
  }

  #string(quote: number): void {
    const start = ++this.#at
    const end = this.#code.length
    let unit = 0
    while (this.#at < end && (unit = this.#code.charCodeAt(this.#at)) !== quote && unit !== 10) {
      this.#at += unit === 92 ? 2 : 1
    }
    this.#literal(start, Math.min(this.#at, end), TEXT)
    if (unit === quote) this.#at++
  }

  /** One part of a template: from a backtick or the brace that closes an expression to the next of the two. */
  #template(): void {
    const start = ++this.#at
    const end = this.#code.length
    while (this.#at < end) {
      const unit = this.#code.charCodeAt(this.#at)
      if (unit === 96 || (unit === 36 && this.#code.charCodeAt(this.#at + 1) === 123)) break
      this.#at += unit === 92 ? 2 : 1
    }
    this.#literal(start, Math.min(this.#at, end), TEXT)
    if (this.#code.charCodeAt(this.#at) === 36) {
      this.#braces.push(true)
      this.#afterValue = false
      this.#at++
    }
    this.#at++
  }

  #brace(unit: number): void {
    if (unit === 123) this.#braces.push(false)
    else if (this.#braces.pop()) return this.#template()
    this.#at++
    this.#push(mark(unit), unit === 125)
  }

  #slash(): void {
    const next = this.#code.charCodeAt(this.#at + 1)
    if (next === 47) this.#comment('\n')
    else if (next === 42) this.#comment('*/')
    else if (this.#afterValue || !this.#regex()) this.#operator(47)
  }

  #comment(close: string): void {
    const found = this.#code.indexOf(close, this.#at + 2)
    const end = found < 0 ? this.#code.length : found + close.length
    this.#commentLength += end - this.#at
    this.#at = end
  }

  #regex(): boolean {
    if (this.#at < this.#noRegexBefore) return false
    const end = this.#regexEnd(this.#at + 1)
    if (end < 0) return false
    const start = this.#at
    this.#at = end
    while (this.#class(this.#at) === LETTER) this.#at++
    this.#literal(start, this.#at, REGEX)
    return true
  }

  /** Behind the slash that closes the expression, or -1 when this line has none. */
  #regexEnd(at: number): number {
    let inClass = false
    for (; at < this.#code.length; at++) {
      const unit = this.#code.charCodeAt(at)
      if (unit === 10) break
      if (unit === 92) at++
      else if (unit === 91) inClass = true
      else if (unit === 93) inClass = false
      else if (unit === 47 && !inClass) return at + 1
    }
    this.#noRegexBefore = at
    return -1
  }

  #operator(unit: number): void {
    let packed = unit
    this.#at++
    while (this.#at < this.#code.length) {
      const next = this.#code.charCodeAt(this.#at)
      const longer = packed * 128 + next
      if (next > 127 || !OPERATORS.has(longer)) break
      packed = longer
      this.#at++
    }
    this.#push(mark(packed), unit === 41 || unit === 93)
  }

  #literal(start: number, end: number, kind: number): void {
    this.#push(this.#mask === 'literals' ? kind : hash(this.#code, start, end, kind), true)
  }

  #push(token: number, isValue: boolean): void {
    if (this.#count === this.#tokens.length) {
      const larger = new Int32Array(2 * this.#count)
      larger.set(this.#tokens)
      this.#tokens = larger
    }
    this.#tokens[this.#count++] = token
    this.#afterValue = isValue
  }

  #class(at: number): number {
    return at < this.#code.length ? classOf(this.#code.charCodeAt(at)) : 0
  }
}

function classOf(unit: number): number {
  if (unit < 128) return CLASSES[unit]
  // No-break space, ideographic space, line separators and the byte order mark.
  return unit === 0xa0 || unit === 0x3000 || unit === 0x2028 || unit === 0x2029 || unit === 0xfeff ? BLANK : LETTER
}

function pack(operator: string): number {
  let packed = 0
  for (const character of operator) packed = packed * 128 + character.charCodeAt(0)
  return packed
}

function mark(packed: number): number {
  return mix32(packed + MARK)
}

/** FNV-1a over UTF-16 units, mixed. */
function hash(text: string, start: number, end: number, kind: number): number {
  let value = FNV_OFFSET ^ kind
  for (let at = start; at < end; at++) value = Math.imul(value ^ text.charCodeAt(at), FNV_PRIME)
  return mix32(value)
}
