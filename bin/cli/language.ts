/** The language of messages. Data, file contents, codes and the man page have none: they are the same for everybody. */
import { inEnglish, localizer, type Say } from '../../src/text/localize.ts'
import { earlyValue } from './early-value.ts'
import { FLAGS } from './flags.ts'

type Env = Readonly<Record<string, string | undefined>>

/** How to say things: by --lang, else SFT_STREAM_LANG, else the locale. The catalogue is loaded for those who read it. */
export async function sayFor(argv: readonly string[], env: Env): Promise<Say> {
  if (languageOf(argv, env) === 'en') return inEnglish
  const { catalogue } = await import('./zh/index.ts')
  return localizer(catalogue)
}

function languageOf(argv: readonly string[], env: Env): 'zh' | 'en' {
  const asked = earlyValue('--lang', argv, FLAGS.lang.values) ?? env.SFT_STREAM_LANG
  if (asked === 'zh' || asked === 'en') return asked
  // By POSIX the first of these that is not empty holds; 'zh_CN.UTF-8' is Chinese, 'C' and 'POSIX' are not.
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return /^zh(?![a-z])/i.test(locale) ? 'zh' : 'en'
}
