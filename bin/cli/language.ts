/** The language of messages. Data, file contents, codes and the man page have none: they are the same for everybody. */
import { inEnglish, localizer, type Say } from '../../src/text/localize.ts'
import { earlyText, earlyValue } from './early-value.ts'
import { FLAGS } from './flags.ts'
import { layersOf } from './options.ts'

type Env = Readonly<Record<string, string | undefined>>

/** How to say things: by the option `lang`, else the locale. The catalogue is loaded for those who read it. */
export async function sayFor(argv: readonly string[], env: Env): Promise<Say> {
  if (languageOf(argv, env) === 'en') return inEnglish
  const { catalogue } = await import('./zh/index.ts')
  return localizer(catalogue)
}

function languageOf(argv: readonly string[], env: Env): 'zh' | 'en' {
  const asked = askedFor(earlyValue('--lang', argv, FLAGS.lang.values), earlyText('--config', argv), env)
  if (asked === 'zh' || asked === 'en') return asked
  // By POSIX the first of these that is not empty holds; 'zh_CN.UTF-8' is Chinese, 'C' and 'POSIX' are not.
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return /^zh(?![a-z])/i.test(locale) ? 'zh' : 'en'
}

/** What the first place says that says anything: the flag, the environment, the options files. */
function askedFor(flag: string | undefined, config: string | undefined, env: Env): unknown {
  try {
    const layers = layersOf({ options: { lang: flag }, config }, { env })
    return layers.map(({ options }) => options.lang).find((lang) => lang !== undefined)
  } catch {
    // A file that cannot be read is complained of later, in the language that is known without it.
    return flag ?? env.SFT_STREAM_LANG
  }
}
