import type { Seed } from '../../../record.ts'
import { COMPANION_WORDS, LEXICON, MODULE_WORDS } from './lexicon.ts'

const LONGEST_WORD = Math.max(...[...LEXICON.keys()].map((word) => word.length))
const ENGLISH_WORD = /[a-z]+/iy

/**
 * The API words that a Chinese or English text speaks of, in order of the text, repetitions kept: of Chinese the
 * longest known word at each place, of English whole words.
 */
export function translate(text: string): string[] {
  const found: string[] = []
  for (let at = 0; at < text.length; ) {
    const english = englishWordAt(text, at)
    const word = english ?? longestWordAt(text, at)
    const meaning = word === undefined ? undefined : meaningOf(word)
    if (meaning !== undefined) found.push(meaning)
    at += word?.length ?? 1
  }
  return found
}

function englishWordAt(text: string, at: number): string | undefined {
  ENGLISH_WORD.lastIndex = at
  return ENGLISH_WORD.exec(text)?.[0]
}

function longestWordAt(text: string, at: number): string | undefined {
  for (let length = Math.min(LONGEST_WORD, text.length - at); length > 0; length--) {
    const word = text.slice(at, at + length)
    if (LEXICON.has(word)) return word
  }
  return undefined
}

function meaningOf(word: string): string | undefined {
  const lower = word.toLowerCase()
  return LEXICON.get(lower) ?? LEXICON.get(lower.replace(/s$/, ''))
}

/**
 * The words of a seed to search the API index with. The task counts twice: hints and tags say less about the APIs, and
 * constraints, which all tasks share, say nothing.
 */
export function query(seed: Seed): string {
  const task = [seed.task, ...translate(seed.task)]
  const hints = (seed.eval_hints ?? []).flatMap((hint) => [hint, ...translate(hint)])
  const modules = seed.modules.map((name) => MODULE_WORDS.get(name) ?? '')
  const required = (seed.must_use_apis ?? []).map((id) => `${id} ${COMPANION_WORDS.get(id) ?? ''}`)
  const tags = (seed.tags ?? []).flatMap((tag) => [tag, ...translate(tag)])
  return [...task, ...task, ...hints, ...tags, ...modules, ...required].join(' ')
}
