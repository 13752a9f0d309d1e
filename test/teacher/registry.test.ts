import { join } from 'node:path'
import t from 'tap'
import { providersFor } from '../../src/teacher/registry.ts'
import { testContext } from '../helpers/context.ts'

t.test('a teacher is found by its name', async (t) => {
  const replies = join(t.testdir({ 'r.jsonl': '' }), 'r.jsonl')
  const [replay] = await providersFor(testContext({ teacher: 'replay', replies }))
  t.equal(replay.name, 'replay')
  await replay.close()
  const [openai] = await providersFor(testContext({ teacher: 'openai', model: 'm' }, { OPENAI_API_KEY: 'x' }))
  t.match(openai, { name: 'openai', paid: true })
  await openai.close()
  const [anthropic] = await providersFor(testContext({ teacher: 'anthropic', model: 'm' }, { ANTHROPIC_API_KEY: 'x' }))
  t.match(anthropic, { name: 'anthropic', paid: true })
  await anthropic.close()
})

t.test('an unknown name is refused with the names there are and the nearest one', async (t) => {
  await t.rejects(providersFor(testContext({ teacher: 'opnai' })), {
    code: 'ERR_USAGE',
    message: 'there is no teacher "opnai"; there are anthropic, mock, openai, replay',
    hint: 'did you mean openai?',
  })
  await t.rejects(providersFor(testContext({ teacher: '__proto__' })), { code: 'ERR_USAGE', hint: undefined })
})

t.test('recorded replies without a teacher are not passed over for the mock', async (t) => {
  await t.rejects(providersFor(testContext({ replies: 'x' })), { code: 'ERR_USAGE', hint: 'add --teacher replay' })
})

t.test('without a name the mock answers and says so, naming the flag for the key that is set', async (t) => {
  for (const [env, said] of [
    [{}, /^the mock teacher answers: .* not for training; name a real one with --teacher openai$/],
    [{ OPENAI_API_KEY: 'secret-key-value' }, /--teacher openai \(OPENAI_API_KEY is set\)$/],
    [{ ANTHROPIC_API_KEY: 'secret-key-value' }, /--teacher anthropic \(ANTHROPIC_API_KEY is set\)$/],
  ] as const) {
    const context = testContext({}, env)
    await providersFor(context).then(
      ([provider]) => provider!.close(),
      () => {},
    )
    t.match(context.notices, [said])
  }
})

t.test('several names are several teachers, each with its own model', async (t) => {
  const env = { OPENAI_API_KEY: 'x', ANTHROPIC_API_KEY: 'y' }
  const own = { teacher: 'openai, anthropic', openai: { model: 'a' }, anthropic: { model: 'b' } }
  const providers = await providersFor(testContext(own, env))
  t.match(providers, [{ name: 'openai', model: 'a' }, { name: 'anthropic', model: 'b' }])
  await Promise.all(providers.map((provider) => provider.close()))
  for (const [options, message] of [
    [{ ...own, model: 'm' }, /--model is one for all/],
    [{ ...own, baseUrl: 'http://127.0.0.1:1' }, /--base-url is one for all/],
    [{ ...own, teacher: 'openai,openai' }, /named once/],
    [{ teacher: 'openai,anthropic', openai: { model: 'a' } }, /the anthropic teacher needs a model/],
  ] as const) {
    await t.rejects(providersFor(testContext(options, env)), { code: 'ERR_USAGE', message })
  }
})
