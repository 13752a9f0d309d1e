import type { Seed } from '../../record.ts'

export type Language = 'zh' | 'en'

/** The language to speak in about a seed: what it says itself, else Chinese where its task has Chinese characters. */
export function languageOf({ lang, task }: Seed): Language {
  return lang ?? (/\p{Script=Han}/u.test(task) ? 'zh' : 'en')
}
