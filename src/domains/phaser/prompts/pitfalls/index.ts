/** From mistakes that were counted to what a teacher is told of them. */
import type { Issue } from '../../../../record.ts'
import type { Mistake } from '../../../../stream/facts.ts'
import type { PitfallText } from '../../../domain.ts'
import type { Language } from '../../language.ts'
import { ADVICE, type Advice } from './advice.ts'

const BY_CODE = new Map<string, Advice[]>()
for (const advice of ADVICE) {
  for (const code of advice.codes) BY_CODE.set(code, [...(BY_CODE.get(code) ?? []), advice])
}

/** Names in a line of advice. */
const MAX_NAMES = 3

/** What comes from programs goes into prompts as names alone: no text of theirs speaks to a teacher. */
const NAME = /^[\w$.#]{1,80}$/

const ENDINGS: Readonly<Record<Language, (names: readonly string[]) => string>> = {
  zh: (names) => `（错例：${names.join('、')}）`,
  en: (names) => ` (wrong: ${names.join(', ')})`,
}

/** Which of the mistakes under its code an issue is; '' for none in particular. */
export function topic({ code, symbol, message }: Pick<Issue, 'code' | 'symbol' | 'message'>): string {
  return BY_CODE.get(code)?.find(({ match }) => match?.test(symbol ?? message))?.topic ?? ''
}

/** How a teacher avoids a mistake, a line in each language; undefined when it is not a teacher's to avoid. */
export function advice({ code, topic, symbols }: Pick<Mistake, 'code' | 'topic' | 'symbols'>): PitfallText | undefined {
  const entries = BY_CODE.get(code)
  const entry =
    entries?.find((each) => (each.topic ?? '') === topic) ?? entries?.find((each) => each.topic === undefined)
  if (!entry) return undefined
  const wanted = entry.names ? symbols.map(({ symbol }) => symbol).filter((name) => NAME.test(name)) : []
  const names = wanted.slice(0, MAX_NAMES)
  return { zh: line('zh', entry, names), en: line('en', entry, names) }
}

function line(language: Language, entry: Advice, names: readonly string[]): string {
  const text = entry[language]
  // The names belong to the sentence: they stand before its full stop.
  return names.length === 0 ? text : text.slice(0, -1) + ENDINGS[language](names) + text.slice(-1)
}
