import t from 'tap'
import { resolveOptions } from '../src/config.ts'

t.test('tokens a minute are one number, or input and output apart', async (t) => {
  t.equal(resolveOptions().tpm, undefined)
  t.equal(resolveOptions({ tpm: '40000' }).tpm, 40_000)
  t.equal(resolveOptions({ tpm: 40_000 }).tpm, 40_000, 'as a file of options may write it')
  t.strictSame(resolveOptions({ tpm: '30000/8000' }).tpm, { input: 30_000, output: 8000 })
  for (const tpm of ['0', '-1', '1.5', '10/', '/10', '1/2/3', 'many', '10/0', '']) {
    t.throws(() => resolveOptions({ tpm }), { code: 'ERR_USAGE', message: /^--tpm: a number, or two as IN\/OUT/ }, tpm)
  }
  t.throws(() => resolveOptions({ rpm: 0 }), { code: 'ERR_USAGE', message: /^--rpm: / })
})

t.test('what the options file says of a server is checked, and no value of it is repeated', async (t) => {
  t.strictSame(resolveOptions().openai, { omit: [], headers: {} })
  const anthropic = { omit: ['top_p'], headers: {}, prompt_cache: true }
  t.strictSame(resolveOptions({ anthropic: { omit: ['top_p'] } }).anthropic, anthropic)
  const secret = 'sk-a-key-that-went-astray'
  const wrong: [Record<string, unknown>, RegExp][] = [
    [{ openai: { headers: { 'Api-Key': secret } } }, /^openai\.headers: a key does not belong in a file/],
    [{ openai: { headers: { authorization: secret } } }, /^openai\.headers: a key does not belong in a file/],
    [{ openai: { headers: { 'x-title': `a\n${secret}` } } }, /^openai\.headers\.x-title: /],
    [{ openai: { key: secret } }, /^openai: .*"key"/],
    [{ openai: { omit: [secret] } }, /^openai\.omit\.0: /],
    [{ anthropic: { omit: ['seed'] } }, /^anthropic\.omit\.0: /],
    [{ anthropic: secret }, /^anthropic: /],
  ]
  for (const [options, message] of wrong) {
    const error = t.throws(() => resolveOptions(options), { code: 'ERR_USAGE', message })
    t.notOk(String(error).includes(secret))
  }
})

t.test('weights of the quality are numbers, the others keep their own, and not all may be 0', async (t) => {
  const { quality } = resolveOptions({ quality: { weights: { lint: 0, behaviour: 5 } } })
  t.strictSame(quality.weights, { lint: 0, api: 4, must_use: 2, plan: 1, behaviour: 5, form: 1 })
  const none = Object.fromEntries(Object.keys(quality.weights).map((name) => [name, 0]))
  t.throws(() => resolveOptions({ quality: { weights: none } }), { code: 'ERR_USAGE', message: /^quality\.weights: one weight/ })
  t.throws(() => resolveOptions({ quality: { weights: { beauty: 1 } } }), { code: 'ERR_USAGE', message: /^quality\.weights: .*beauty/ })
  t.throws(() => resolveOptions({ quality: { weights: { lint: -1 } } }), { code: 'ERR_USAGE', message: /^quality\.weights\.lint/ })
})
