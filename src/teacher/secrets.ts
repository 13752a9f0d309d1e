/** Keeps keys out of everything that is said or saved. */
import { oneLine } from '../text/printable.ts'

const MASK = '[redacted]'

/** Shorter keys ("EMPTY", "mock") are placeholders of local servers: they are words, and no secret. */
const SECRET_LENGTH = 12

/** A run of this many characters of a key gives it away; shorter ones are in every other word. */
const TELLING_LENGTH = 6

/** Removes whole keys; for texts that must otherwise stay as they are. */
export function withoutKey(text: string, key: string | undefined): string {
  return key !== undefined && key.length >= SECRET_LENGTH ? text.replaceAll(key, MASK) : text
}

/**
 * A foreign error text made fit to quote: one line, at most `limit` characters, no control characters, and no word
 * that shows a part of the key or looks like a masked one (providers quote "sk-ab***wxyz").
 */
export function quotable(text: string, key: string | undefined, limit = 300): string {
  const line = oneLine(text.slice(0, 16 * limit), ' ').replace(/\s+/g, ' ').trim()
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
