/** Puts the words of slots into the texts of families. */
import { inLanguage } from '../domains/fill-slots.ts'
import type { Language, Option, Words } from '../domains/seed-library.ts'

const SLOT = /\{(\w+)(?:\.(\w+))?\}/g

/** A text with the words of its slots: `{color}`, or a form of them: `{shape.plural}`. English articles follow suit. */
export function worded(text: string, slots: ReadonlyMap<string, Option>, lang: Language): string {
  const filled = text.replace(SLOT, (whole, name: string, form: string | undefined, at: number) => {
    const option = slots.get(name)
    const words = form === undefined ? option?.words : option?.forms[form]
    if (!words) return whole
    const isFirst = at === 0 || /[.!?] $/.test(text.slice(0, at))
    return isFirst ? capitalised(inLanguage(words, lang)) : inLanguage(words, lang)
  })
  return lang === 'en' ? withArticles(filled) : filled
}

/** What is spoken with a vowel first: numbers, single letters (the name of a key) and words. */
const VOWEL = /^(?:8|1[18]\b|[aefhilmnorsx]\b|(?!one|once|eu)[aeio]|u(?!ni|s[eu]|ti|\b)|hour|honest)/i

/** `a orange` -> `an orange`, `an 60 px dot` -> `a 60 px dot`; a capital A elsewhere than first is the name of a key. */
function withArticles(text: string): string {
  return text.replace(/\b(a|(?<=^|[.!?:"“] ?)A)n? (?!and\b|or\b|key\b)(?=["“]?(\w+))/g, (_, article: string, word: string) =>
    VOWEL.test(word) ? `${article}n ` : `${article} `,
  )
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** Sentences one after the other, as the language writes them. */
export function joined(sentences: readonly string[], lang: Language): string {
  return sentences.filter((sentence) => sentence !== '').join(lang === 'zh' ? '' : ' ')
}

/** `score（得分）、lives（生命）`, `score (points so far), lives (lives left)`. */
export function signalList(signals: Readonly<Record<string, Words>>, lang: Language): string {
  const items = Object.entries(signals).map(([name, words]) => {
    const meaning = inLanguage(words, lang)
    return lang === 'zh' ? `${name}（${meaning}）` : `${name} (${meaning})`
  })
  return items.join(lang === 'zh' ? '、' : ', ')
}
