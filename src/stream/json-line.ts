import stableStringify from 'fast-json-stable-stringify'

/** `\\` is matched too, so that the u after an escaped backslash is not taken for an escape. */
const ESCAPES = /\\(?:\\|u[dD][89a-fA-F][0-9a-fA-F]{2})/g

/**
 * A row as the line of its file, newline included: sorted keys, so that equal rows are equal bytes. Half a surrogate pair
 * (cut text, or what a program made) becomes U+FFFD: strict readers, jq among them, end at the line that holds one.
 */
export function jsonLine(row: unknown): string {
  const text = stableStringify(row)
  // JSON.stringify escapes no surrogate but a lone one.
  return (text.includes('\\ud') ? text.replace(ESCAPES, (found) => (found === '\\\\' ? found : '\ufffd')) : text) + '\n'
}

/** Whether every string and key in a value is valid Unicode. */
export function isWellFormed(value: unknown): boolean {
  for (const [found] of JSON.stringify(value).matchAll(ESCAPES)) if (found !== '\\\\') return false
  return true
}
