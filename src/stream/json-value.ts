/** JSON of somebody else's, as strictly as records want it. */
import { messageOf } from '../errors.ts'
import { isWellFormed } from './json-line.ts'

/** Deeper values are refused: nothing of ours nests more than a dozen levels, and no recursion may end the process. */
const MAX_DEPTH = 64

/** The escape of half a pair, or of a whole one in two. */
const SURROGATE = /\\u[dD][89a-fA-F]/

/** Why a line is no record of ours. */
export class BadLine extends Error {
  readonly reason: string

  constructor(reason: string, message: string) {
    super(message)
    this.reason = reason
  }
}

/** What a reader returns, or the BadLine that it throws. */
export function attempt<Value>(read: () => Value): Value | BadLine {
  try {
    return read()
  } catch (error) {
    if (error instanceof BadLine) return error
    throw error
  }
}

/** The object in a JSON text. Throws BadLine: no JSON, no object, too deep, or a number or text that cannot be written. */
export function parseObject(text: string): object {
  const list = /^\s*\[/.test(text) ? "a JSON list; jq -c '.[]' makes lines of it" : undefined
  const value = attempt(() => parseValue(text))
  if (value instanceof BadLine) throw value.reason === 'invalid-json' && list ? new BadLine('invalid-json', list) : value
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new BadLine('not-an-object', list ?? 'not a JSON object')
  }
  return value
}

/** The value of a JSON text, whatever it is. Throws BadLine as parseObject does. */
export function parseValue(text: string): unknown {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new BadLine('invalid-json', `not JSON: ${messageOf(error)}`)
  }
  checkValue(value, 1)
  if (SURROGATE.test(text)) checkText(value)
  return value
}

/** The same of a value that is parsed already: the value itself. Throws BadLine. */
export function checked(value: unknown): unknown {
  checkValue(value, 1)
  checkText(value)
  return value
}

/** What UTF-8 cannot say would be another text once written: another id, another hash. */
function checkText(value: unknown): void {
  if (!isWellFormed(value)) throw new BadLine('lone-surrogate', 'half a surrogate pair is no text')
}

/** JSON can say what no record may hold: 1e400 becomes Infinity, and nesting has no end. */
function checkValue(value: unknown, depth: number): void {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new BadLine('non-finite-number', 'a number is too large')
  }
  if (typeof value !== 'object' || value === null) return
  if (depth > MAX_DEPTH) throw new BadLine('too-deep', `nested deeper than ${MAX_DEPTH} levels`)
  for (const child of Object.values(value)) checkValue(child, depth + 1)
}
