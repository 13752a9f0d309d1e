/** The formats there are. A new one is one file beside this one and one line below; the first is the default. */
import { SftError } from '../errors.ts'
import { didYouMean } from '../text/did-you-mean.ts'
import { alpaca } from './alpaca.ts'
import type { Format } from './format.ts'
import { openai } from './openai.ts'
import { sharegpt } from './sharegpt.ts'
import { trl } from './trl.ts'

const formats: readonly Format[] = [alpaca, sharegpt, openai, trl]

/** The format of that name. Throws ERR_USAGE that lists the names there are. */
export function formatNamed(name: string): Format {
  const found = formats.find((format) => format.name === name)
  if (found) return found
  const names = formats.map((format) => format.name)
  const hint = didYouMean(name, names) ?? `one of ${names.join(', ')}`
  throw new SftError('ERR_USAGE', `--format: there is no format ${JSON.stringify(name)}`, { hint })
}
