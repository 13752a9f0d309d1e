/** Identifiers and prose as words. */

const RUNS = /[\p{L}\p{N}_$]+/gu
const HAN = /\p{Script=Han}/u
const PARTS = /\p{Lu}+(?!\p{Ll})\p{N}*|\p{Lu}?\p{Ll}+\p{N}*|\p{N}+|\p{Lo}+/gu

/** The camel-case and snake-case parts of an identifier in lower case: 'setBlendMode' gives set, blend, mode. */
export function identifierParts(identifier: string): string[] {
  return (identifier.match(PARTS) ?? []).map((part) => part.toLowerCase())
}

/**
 * The index terms of a text, repetitions kept: the parts of every identifier and, where there are several, the whole
 * ('setBlendMode' gives set, blend, mode, setblendmode); of Chinese, all pairs of neighbouring characters.
 */
export function terms(text: string): string[] {
  const found: string[] = []
  for (const [run] of text.matchAll(RUNS)) {
    for (const piece of run.split(/(\p{Script=Han}+)/u)) {
      if (HAN.test(piece)) addPairs(piece, found)
      else addIdentifier(piece, found)
    }
  }
  return found
}

function addIdentifier(identifier: string, found: string[]): void {
  const parts = identifierParts(identifier)
  for (const part of parts) found.push(singular(part))
  if (parts.length > 1) found.push(parts.join(''))
}

function addPairs(text: string, found: string[]): void {
  const characters = Array.from(text)
  if (characters.length === 1) found.push(text)
  for (let at = 0; at + 1 < characters.length; at++) found.push(characters[at] + characters[at + 1])
}

/** Plural to singular, no more: the S stemmer of Harman, "How effective is suffixing?" (JASIS 1991). */
function singular(word: string): string {
  if (word.length < 4 || !word.endsWith('s')) return word
  if (/(?<![ae])ies$/.test(word)) return word.slice(0, -3) + 'y'
  if (/(?<![aeo])es$/.test(word)) return word.slice(0, -1)
  return /[us]s$/.test(word) ? word : word.slice(0, -1)
}
