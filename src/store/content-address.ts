import stableStringify from 'fast-json-stable-stringify'
import { sha256 } from '../sha256.ts'

/** sha256 (hex) of a value's JSON with sorted keys: equal values have equal addresses, on any machine. */
export function contentAddress(value: unknown): string {
  return sha256(stableStringify(value))
}
