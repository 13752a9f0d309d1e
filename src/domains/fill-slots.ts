import type { Language, Option, Words } from './seed-library.ts'

/** The words of a language. */
export function inLanguage(words: Words, lang: Language): string {
  return words[lang === 'zh' ? 0 : 1]
}

/**
 * A copy of JSON with the values of slots in it: a text that is one `$name` becomes the value itself, `$name.words` the
 * words in the language, `$name` within a text is replaced, and `{ zh, en }` becomes the text of the language.
 */
export function fillSlots<T>(value: T, slots: ReadonlyMap<string, Option>, lang: Language): T {
  const fill = (item: unknown): unknown => {
    if (typeof item === 'string') return fillText(item, slots, lang)
    if (Array.isArray(item)) return item.map(fill)
    if (typeof item !== 'object' || item === null) return item
    if ('zh' in item && 'en' in item) return fill(item[lang])
    return Object.fromEntries(Object.entries(item).map(([key, each]) => [key, fill(each)]))
  }
  return fill(value) as T
}

function fillText(text: string, slots: ReadonlyMap<string, Option>, lang: Language): unknown {
  const valueOf = (name: string, form: string | undefined): string | number | undefined => {
    const option = slots.get(name)
    return option && form ? inLanguage(option.words, lang) : option?.value
  }
  const whole = /^\$(\w+)(\.words)?$/.exec(text)
  if (whole) return valueOf(whole[1], whole[2]) ?? text
  return text.replace(/\$(\w+)(\.words)?/g, (name, slot: string, form?: string) => String(valueOf(slot, form) ?? name))
}
