import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { parse } from 'yaml'
import { layersOf, optionsOf, originOf } from '../../bin/cli/options.ts'
import { optionsFile } from '../../bin/cli/options-file.ts'
import { optionsSchema, resolveOptions } from '../../src/config.ts'

/** The file with options set: those whose line the function says yes to. */
function set(isWanted: (line: string) => boolean): string {
  return optionsFile()
    .split('\n')
    .map((line) => (line.startsWith('# ') && isWanted(line) ? line.slice(2) : line))
    .join('\n')
}

t.test('as init writes it, the file sets nothing', async (t) => {
  t.equal(parse(optionsFile()), null)
})

t.test('with every line set, it names every option of the schema', async (t) => {
  const names = Object.keys(parse(set(() => true)) as object).map((key) =>
    key === 'no-cache' ? 'verdictCache' : key.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
  )
  t.strictSame(names.toSorted(), Object.keys(optionsSchema.shape).toSorted())
})

t.test('with every default set, the options are the defaults', async (t) => {
  const file = join(t.testdir({}), 'c.yaml')
  writeFileSync(
    file,
    set((line) => /^# [a-z-]+: [^<]/.test(line)),
  )
  const layers = layersOf({ options: {}, config: file }, { env: {} })
  t.strictSame(optionsOf(layers), resolveOptions())
  t.ok(Object.keys(layers[2].options).length > 30)
})

t.test('the examples of options with parts are taken', async (t) => {
  const [, parts] = set(() => true).split('## In this file only ##')
  const options = resolveOptions(parse(parts) as object)
  t.ok(options.prices['<model>'])
  t.equal(options.openai.max_tokens_field, 'max_completion_tokens')
  t.equal(options.anthropic.prompt_cache, true)
})

t.test('the file of the user stands behind that of the folder, and before the defaults', async (t) => {
  const home = t.testdir({ 'c.yaml': 'versions: 5' })
  mkdirSync(join(home, '.config/sft-stream'), { recursive: true })
  const user = join(home, '.config/sft-stream/config.yaml')
  writeFileSync(user, 'versions: 4\ntop-k: 7\nseed: 9')
  const layers = layersOf(
    { options: { seed: '2' }, config: join(home, 'c.yaml') },
    { env: { HOME: home, SFT_STREAM_FRAMES: '30' } },
  )
  const { versions, topK, seed, frames, cache } = optionsOf(layers)
  t.strictSame(
    { versions, topK, seed, frames, cache },
    { versions: 5, topK: 7, seed: 2, frames: 30, cache: '.sft-stream' },
  )
  const origins = ['versions', 'topK', 'seed', 'frames', 'cache'].map((name) => originOf(name, layers))
  t.strictSame(origins, [join(home, 'c.yaml'), user, 'flag', 'environment', undefined])
})
