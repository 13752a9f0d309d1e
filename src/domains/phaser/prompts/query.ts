import type { Seed } from '../../../record.ts'
import { terms } from '../../../text/words.ts'
import type { Entry } from './lexicon/entry.ts'
import { LEXICON } from './lexicon/index.ts'

const LONGEST_WORD = Math.max(...[...LEXICON.keys()].map((word) => word.length))
const ENGLISH_WORDS = /[a-z]+/iy

/**
 * The entries of the lexicon that a Chinese or English text speaks of, in its order, repetitions kept: of Chinese the
 * longest known word at each place; of English two neighbouring words as one where that is known, else single words.
 */
export function entriesIn(text: string): Entry[] {
  const found: Entry[] = []
  const lower = text.toLowerCase()
  for (let at = 0; at < lower.length;) {
    const english = englishAt(lower, at)
    const word = english === undefined ? chineseAt(lower, at) : (twoWordsAt(lower, at, english) ?? english)
    if (word !== undefined) found.push(...(english === undefined ? (LEXICON.get(word) ?? []) : entriesOf(word)))
    at += word?.length ?? 1
  }
  return found
}

function englishAt(text: string, at: number): string | undefined {
  ENGLISH_WORDS.lastIndex = at
  return ENGLISH_WORDS.exec(text)?.[0]
}

/** `game over` and `game-over` as they stand in the text, when the lexicon knows `gameover`. */
function twoWordsAt(text: string, at: number, first: string): string | undefined {
  const gap = /[ -]/.test(text[at + first.length] ?? '')
  const second = gap ? englishAt(text, at + first.length + 1) : undefined
  if (second === undefined || entriesOf(first + second).length === 0) return undefined
  return text.slice(at, at + first.length + 1 + second.length)
}

function chineseAt(text: string, at: number): string | undefined {
  for (let length = Math.min(LONGEST_WORD, text.length - at); length > 0; length--) {
    const word = text.slice(at, at + length)
    if (LEXICON.has(word)) return word
  }
  return undefined
}

/** Forms of English words: `enemies`, `boxes`, `stars`, `dragged`, `shooting`, `moving`. */
const ENDINGS: readonly (readonly [ending: RegExp, stem: string])[] = [
  [/$/, ''],
  [/s$/, ''],
  [/es$/, ''],
  [/ies$/, 'y'],
  [/e?d$/, ''],
  [/d$/, ''],
  [/ing$/, ''],
  [/ing$/, 'e'],
  [/(.)\1(ed|ing|er)$/, '$1'],
]

function entriesOf(english: string): readonly Entry[] {
  const word = english.replace(/[ -]/, '')
  for (const [ending, stem] of ENDINGS) {
    const entries = ending.test(word) ? LEXICON.get(word.replace(ending, stem)) : undefined
    if (entries) return entries
  }
  return []
}

/**
 * The words of a seed to search the API index with. The task counts twice: hints and tags say less about the APIs, and
 * constraints, which all tasks share, say nothing. What modules and required APIs bring is in `companions.ts`.
 */
export function query(seed: Seed): string {
  const hints = [...(seed.eval_hints ?? []), ...(seed.tags ?? [])]
  const said = [seed.task, seed.task, ...hints].map((text) => `${asciiOf(text)} ${translate(text)}`)
  return said.join(' ')
}

/** What the lexicon makes of a text: words of the API. */
export function translate(text: string): string {
  return entriesIn(text)
    .map(([, words]) => words)
    .join(' ')
}

/** The docs of the engine hold no Chinese. */
function asciiOf(text: string): string {
  return text.replace(/[^\x20-\x7e]+/g, ' ')
}

/**
 * The English words for what the task and the tags of a seed speak of, each once, as index terms: their own, and those
 * that the lexicon has beside their Chinese ones.
 */
export function wordsOf(seed: Seed): string[] {
  const text = [seed.task, ...(seed.tags ?? [])].join(' , ')
  const synonyms = entriesIn(text).map(([words]) => words)
  return [...new Set(terms(asciiOf([text, ...synonyms].join(' '))))]
}
