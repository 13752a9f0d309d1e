import { sha256 } from '../sha256.ts'
import { shingles } from './shingles.ts'
import { ASSIGN, BLOCK, CALL, CLOSE, COLON, DOT, isKeyword, tokenize } from './tokens.ts'

/** Programs longer than this are compared by their beginning (the hash is of all of it): bounds time and memory. */
const MAX_TOKENS = 20_000

/** What the selection compares programs by: about 8 bytes a token. */
export interface Fingerprint {
  /** Equal for programs that differ in comments and white space only. */
  readonly hash: string
  readonly tokens: Int32Array
  readonly shingles: Int32Array
  /** Token ids of the names in `.name(` that the program does not define itself, ascending: what it calls of the engine. */
  readonly calls: Int32Array
}

export function fingerprint(code: string): Fingerprint {
  const { tokens: all } = tokenize(code)
  const tokens = all.length > MAX_TOKENS ? all.slice(0, MAX_TOKENS) : all
  return { hash: hashOf(all), tokens, shingles: shingles(tokens), calls: memberCalls(tokens) }
}

function hashOf(tokens: Int32Array): string {
  // Half of it, 128 bits, tells any number of programs apart.
  return sha256(new Uint8Array(tokens.buffer, tokens.byteOffset, tokens.byteLength)).slice(0, 32)
}

function memberCalls(tokens: Int32Array): Int32Array {
  const names = new Set<number>()
  for (let at = 0; at + 2 < tokens.length; at++) {
    if (tokens[at] === DOT && tokens[at + 2] === CALL) names.add(tokens[at + 1])
  }
  const own = definedNames(tokens)
  return Int32Array.from(names).filter((name) => !own.has(name)).toSorted()
}

/** Names of functions and methods (`name(…) {`), and of what is assigned (`name =`, `name:`). */
function definedNames(tokens: Int32Array): Set<number> {
  const names = new Set<number>()
  /** By open bracket: the name before it, or 0. */
  const open: number[] = []
  for (let at = 0; at < tokens.length; at++) {
    const before = tokens[at - 1]
    if (tokens[at] === CALL) open.push(at > 0 && !isKeyword(before) && tokens[at - 2] !== DOT ? before : 0)
    else if (tokens[at] === CLOSE) {
      const name = open.pop()
      if (name && tokens[at + 1] === BLOCK) names.add(name)
    } else if ((tokens[at] === ASSIGN || tokens[at] === COLON) && at > 0) names.add(before)
  }
  return names
}
