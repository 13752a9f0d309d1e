import { SftError } from '../../src/errors.ts'
import { didYouMean } from '../../src/text/did-you-mean.ts'
import type { Command } from './command.ts'

/** The word that the first operand must be. Throws ERR_USAGE, with the one that was meant. */
export function wordOf<const Word extends string>(
  { name }: Pick<Command, 'name'>,
  words: readonly Word[],
  given: string | undefined,
): Word {
  const found = words.find((word) => word === given)
  if (found !== undefined) return found
  const known = words.join(', ')
  if (given === undefined) {
    throw new SftError('ERR_USAGE', `${name}: which of ${known}?`, { hint: `sft-stream ${name} -h` })
  }
  const hint = didYouMean(given, words) ?? `sft-stream ${name} -h`
  throw new SftError('ERR_USAGE', `${name}: '${given}' is none of ${known}`, { hint })
}
