import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import t from 'tap'
import { main } from '../../bin/cli/main.ts'
import { sayFor } from '../../bin/cli/language.ts'
import { columnsOf } from '../../src/text/columns.ts'

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

t.test('the language may stand in the options file of the folder, and behind it in that of the user', async (t) => {
  const home = t.testdir({
    'zh.yaml': 'lang: zh',
    'none.yaml': 'versions: 2',
    'broken.yaml': '{',
    '.config': { 'sft-stream': { 'config.yaml': 'lang: zh' } },
  })
  const file = (name: string) => join(home, name)
  const cases: [argv: string[], env: Record<string, string>, language: 'zh' | 'en'][] = [
    [['--config', file('zh.yaml')], { LANG: 'en_GB' }, 'zh'],
    [[`--config=${file('zh.yaml')}`, '--lang', 'en'], {}, 'en'],
    [[], { SFT_STREAM_CONFIG: file('zh.yaml') }, 'zh'],
    [[], { SFT_STREAM_CONFIG: file('zh.yaml'), SFT_STREAM_LANG: 'en' }, 'en'],
    [['--config', file('none.yaml')], { HOME: home }, 'zh'],
    [['--config', file('broken.yaml')], { LANG: 'zh_CN' }, 'zh'],
  ]
  for (const [argv, env, language] of cases) {
    const say = await sayFor(argv, env)
    t.equal(say('done'), language === 'zh' ? '完成' : 'done', JSON.stringify([argv, env]))
  }
  const shown = JSON.parse((await ran(['config', 'show', '--json', '--config', file('zh.yaml')])).out)
  t.strictSame(
    shown.options.find(({ name }: { name: string }) => name === 'lang'),
    { name: 'lang', value: 'zh', from: file('zh.yaml') },
  )
  t.match((await ran(['config', 'show'], '', { SFT_STREAM_LANG: 'fr' })).err, 'one of auto, zh, en (got "fr"), in the environment')
})

/** What a command line writes to stdout and stderr, and its exit code. */
async function ran(argv: string[], input = '', env = {}): Promise<{ out: string; err: string; code: number }> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const code = await main(argv, { stdin: Readable.from([input]), stdout, stderr, env })
  const textOf = (stream: PassThrough) => String(stream.read() ?? '')
  return { out: textOf(stdout), err: textOf(stderr), code }
}

t.test('errors, hints and help are in the language, also where the arguments are at fault', async (t) => {
  const typo = await ran(['selct', '--lang', 'zh'])
  t.strictSame(typo, {
    out: '',
    err: 'sft-stream: “selct”既不是命令，也不是文件\n  您是否想输入：sft-stream select\n',
    code: 2,
  })
  t.match((await ran(['parse', '--lang=zh', '--no-such-flag'])).err, '未知的参数“--no-such-flag”')
  t.match((await ran(['-h', '--lang', 'zh'])).out, /^用法：sft-stream/)
  t.match((await ran(['--lang', 'fr'])).err, 'one of auto, zh, en (got "fr")')
})

t.test('tables keep their columns in Chinese, whose signs are two columns wide', async (t) => {
  const { out } = await ran(['config', 'show', '--lang', 'zh', '--seed', '7'])
  const lines = out.split('\n')
  const columnOf = (line: string, word: string) => columnsOf(line.slice(0, line.lastIndexOf(word)))
  const seed = lines.find((line) => line.startsWith('seed '))!
  t.match(lines[0], /^选项 +值 +来自$/)
  t.match(seed, /^seed +7 +参数$/)
  t.equal(columnOf(seed, '参数'), columnOf(lines[0], '来自'))
})

t.test('data are the same in every language', async (t) => {
  const reply = `${JSON.stringify({ id: 'a_v1', prompt_id: 'a', version: 1, prompt_meta: {}, raw_output: 'done' })}\nno JSON\n`
  const [chinese, english] = [await ran(['parse', '--lang', 'zh'], reply), await ran(['parse', '--lang', 'en'], reply)]
  t.not(chinese.err, english.err)
  t.equal(chinese.out, english.out)
  t.equal((await ran(['completion', 'man', '--lang', 'zh'])).out, (await ran(['completion', 'man'])).out)
})
