import { sha256 } from '../sha256.ts'
import { shingles } from './near-duplicates.ts'
import { CALL, DOT, tokenize } from './tokens.ts'

/** Programs longer than this are compared by their beginning (the hash is of all of it): bounds time and memory. */
const MAX_TOKENS = 20_000

/** What the selection compares programs by: about 8 bytes a token. */
export interface Fingerprint {
  /** Equal for programs that differ in comments and white space only. */
  readonly hash: string
  readonly tokens: Int32Array
  readonly shingles: Int32Array
  /** Token ids of the names in `.name(`, ascending: which members of the engine a program calls, its own included. */
  readonly calls: Int32Array
}

export function fingerprint(code: string): Fingerprint {
  const { tokens: all } = tokenize(code)
  const tokens = all.length > MAX_TOKENS ? all.slice(0, MAX_TOKENS) : all
  return { hash: hashOf(all), tokens, shingles: shingles(tokens), calls: memberCalls(tokens) }
}

function hashOf(tokens: Int32Array): string {
  return sha256(new Uint8Array(tokens.buffer, tokens.byteOffset, tokens.byteLength))
}

function memberCalls(tokens: Int32Array): Int32Array {
  const names = new Set<number>()
  for (let at = 0; at + 2 < tokens.length; at++) {
    if (tokens[at] === DOT && tokens[at + 2] === CALL) names.add(tokens[at + 1])
  }
  return Int32Array.from(names).toSorted()
}
