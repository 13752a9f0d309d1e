/** `words` of one meaning, Chinese and English, and the index `terms` by which the engine's API and docs say the same. */
export type Entry = readonly [words: string, terms: string]
