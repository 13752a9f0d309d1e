import { nearestNames } from './nearest-names.ts'

/** 'did you mean L1?', or undefined: no name is like the word. */
export function didYouMean(word: string, names: readonly string[]): string | undefined {
  const [nearest] = nearestNames(word, names, 1)
  return nearest === undefined ? undefined : `did you mean ${nearest}?`
}
