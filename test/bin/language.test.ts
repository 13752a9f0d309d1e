import t from 'tap'
import { sayFor } from '../../bin/cli/language.ts'

t.test('the language is that of --lang, else of the environment, else of the locale', async (t) => {
  const cases: [argv: string[], env: Record<string, string>, language: 'zh' | 'en'][] = [
    [[], {}, 'en'],
    [[], { LANG: 'zh_CN.UTF-8' }, 'zh'],
    [[], { LANG: 'zh' }, 'zh'],
    [[], { LANG: 'zh-TW' }, 'zh'],
    [[], { LANG: 'C.UTF-8' }, 'en'],
    [[], { LANG: 'zha_CN' }, 'en'],
    [[], { LANG: 'zh_CN.UTF-8', LC_MESSAGES: 'en_GB.UTF-8' }, 'en'],
    [[], { LANG: 'en_GB.UTF-8', LC_MESSAGES: 'zh_CN.UTF-8' }, 'zh'],
    [[], { LC_MESSAGES: 'zh_CN.UTF-8', LC_ALL: 'C' }, 'en'],
    [[], { LANG: 'zh_CN.UTF-8', LC_ALL: '' }, 'zh'],
    [[], { LANG: 'zh_CN.UTF-8', SFT_STREAM_LANG: 'en' }, 'en'],
    [[], { LANG: 'zh_CN.UTF-8', SFT_STREAM_LANG: 'auto' }, 'zh'],
    [['--lang', 'zh'], { SFT_STREAM_LANG: 'en' }, 'zh'],
    [['x', '--lang=en'], { LANG: 'zh_CN' }, 'en'],
    [['--lang', 'auto'], { SFT_STREAM_LANG: 'zh' }, 'en'],
    [['--lang', 'fr'], { LANG: 'zh_CN' }, 'zh'],
  ]
  for (const [argv, env, language] of cases) {
    const say = await sayFor(argv, env)
    t.equal(say('done'), language === 'zh' ? '完成' : 'done', JSON.stringify([argv, env]))
  }
})
