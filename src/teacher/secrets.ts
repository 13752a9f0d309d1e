/** Keeps keys out of everything that is said or saved. */
import { parseJson } from '../text/parse-json.ts'
import { oneLine } from '../text/printable.ts'

const MASK = '[redacted]'

/** Shorter keys ("EMPTY", "mock") are placeholders of local servers: they are words, and no secret. */
const SECRET_LENGTH = 12

/** A run of this many characters of a key gives it away; shorter ones are in every other word. */
const TELLING_LENGTH = 6

/** Removes whole keys, also as base64 and as in a URL; for texts that must otherwise stay as they are. */
export function withoutKey(text: string, key: string | undefined): string {
  if (key === undefined || key.length < SECRET_LENGTH) return text
  return formsOf(key).reduce((rest, form) => rest.replaceAll(form, MASK), text)
}

/** The value of a JSON text, or undefined, with no key in any of its strings: in the text it may hide behind escapes. */
export function parseWithoutKey(text: string, key: string | undefined): unknown {
  const json = parseJson(withoutKey(text, key))
  return /\\[u/]/.test(text) ? withoutKeyInside(json, key) : json
}

function withoutKeyInside(json: unknown, key: string | undefined): unknown {
  if (typeof json === 'string') return withoutKey(json, key)
  if (Array.isArray(json)) return json.map((item) => withoutKeyInside(item, key))
  if (typeof json !== 'object' || json === null) return json
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, withoutKeyInside(value, key)]))
}

/**
 * An option fit to show: no key that the environment holds, no user, password or query of a URL, and of headers the names
 * only.
 */
export function withoutSecrets(value: unknown, env: Readonly<Record<string, string | undefined>>): unknown {
  const keys = Object.entries(env).flatMap(([name, key]) => (name.endsWith('_API_KEY') && key ? [key] : []))
  const cleaned = (text: string) => keys.reduce((rest, key) => withoutKey(rest, key), withoutCredentials(text))
  const clean = (part: unknown, name = ''): unknown => {
    if (typeof part === 'string') return cleaned(part)
    if (Array.isArray(part)) return part.map((item) => clean(item))
    if (typeof part !== 'object' || part === null) return part
    const fields = Object.entries(part)
    return Object.fromEntries(fields.map(([key, item]) => [key, name === 'headers' ? MASK : clean(item, key)]))
  }
  return clean(value)
}

/** A URL without what may be a secret in it; another text as it is. */
function withoutCredentials(text: string): string {
  return text.replace(/\b(\w+:\/\/)[^/\s]*@/g, `$1${MASK}@`).replace(/\b(\w+:\/\/[^?\s]{0,2000}\?).*/g, `$1${MASK}`)
}

/** By key: it is looked for in every answer. */
const FORMS = new Map<string, string[]>()

function formsOf(key: string): string[] {
  let forms = FORMS.get(key)
  if (!forms) {
    const bytes = Buffer.from(key)
    const base64 = bytes.toString('base64').replace(/=+$/, '')
    forms = [...new Set([key, encodeURIComponent(key), base64, bytes.toString('base64url')])]
    FORMS.set(key, forms)
  }
  return forms
}

/**
 * A foreign error text made fit to quote: one line, at most `limit` characters, no control characters, and no word
 * that shows a part of the key or looks like a masked one (providers quote "sk-ab***wxyz").
 */
export function quotable(text: string, key: string | undefined, limit = 300): string {
  const line = oneLine(withoutKey(text, key).slice(0, 16 * limit), ' ').replace(/\s+/g, ' ').trim()
  const words = line.replace(/[\w*.…-]{4,}/g, (word) => (tells(word, key) ? MASK : word))
  return words.length > limit ? words.slice(0, limit) + '…' : words
}

function tells(word: string, key: string | undefined): boolean {
  if (/\*\*|…/.test(word) || word.startsWith('sk-')) return true
  if (key === undefined || key.length < SECRET_LENGTH) return false
  if (key.startsWith(word) || key.endsWith(word)) return true
  for (let at = 0; at + TELLING_LENGTH <= word.length; at++) {
    if (key.includes(word.slice(at, at + TELLING_LENGTH))) return true
  }
  return false
}
