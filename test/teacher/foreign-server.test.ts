/** Against @copilotkit/aimock, a server that we did not write: our idea of the two APIs is not only ours. */
import t from 'tap'
import { LLMock } from '@copilotkit/aimock'
import { testContext } from '../helpers/context.ts'
import { CANARY, PAID_TEACHERS, fastHttp, requestNumber, type PaidTeacher, type Test } from './helpers.ts'
import type { Provider } from '../../src/teacher/provider.ts'

const never = new AbortController().signal

async function started(t: Test, teacher: PaidTeacher): Promise<{ mock: LLMock; provider: Provider }> {
  const mock = new LLMock({ port: 0, logLevel: 'silent' })
  const usage = { prompt_tokens: 21, completion_tokens: 9, input_tokens: 21, output_tokens: 9 }
  mock.onMessage(/Game 3/, { content: '[PLAN]\n[/PLAN]', reasoning: 'Let me think', usage })
  await mock.start()
  t.teardown(() => mock.stop())
  const options = { model: 'm', baseUrl: mock.url + teacher.base, retries: 2 }
  const provider = await teacher.create(testContext(options, { [teacher.keyName]: CANARY }), fastHttp())
  t.teardown(() => provider.close())
  return { mock, provider }
}

for (const teacher of PAID_TEACHERS) {
  t.test(`${teacher.name}: an answer`, async (t) => {
    const { mock, provider } = await started(t, teacher)
    t.match(await provider.complete(requestNumber(3), never), {
      raw_output: '[PLAN]\n[/PLAN]',
      finish_reason: 'stop',
      usage: { input_tokens: 21, output_tokens: 9, cached_tokens: 0 },
      attempts: 1,
    })
    t.equal(mock.getRequests().length, 1)
  })

  for (const [status, type] of [
    [429, 'rate_limit_error'],
    [500, 'api_error'],
    [529, 'overloaded_error'],
  ] as const) {
    t.test(`${teacher.name}: a ${status}, then an answer`, async (t) => {
      const { mock, provider } = await started(t, teacher)
      mock.nextRequestError(status, { type, message: 'not now' })
      t.match(await provider.complete(requestNumber(3), never), { raw_output: '[PLAN]\n[/PLAN]', attempts: 2 })
    })
  }

  t.test(`${teacher.name}: a bad request`, async (t) => {
    const { mock, provider } = await started(t, teacher)
    mock.nextRequestError(400, { type: 'invalid_request_error', message: 'max_tokens: too many' })
    const message = 'HTTP 400: max_tokens: too many'
    await t.rejects(provider.complete(requestNumber(3), never), { code: 'ERR_TEACHER', message })
  })

  t.test(`${teacher.name}: a refused key`, async (t) => {
    const { mock, provider } = await started(t, teacher)
    mock.nextRequestError(401, { type: 'authentication_error', message: `bad ${CANARY}` })
    const message = 'the provider refused the key'
    await t.rejects(provider.complete(requestNumber(3), never), { code: 'ERR_AUTHENTICATION', message })
  })

  for (const [name, chaos, message] of [
    ['a disconnect', { disconnectRate: 1 }, /^network: .*\(3 attempts\)$/],
    ['a rate limit that goes on', { rateLimitRate: 1 }, /^HTTP 429.*\(3 attempts\)$/],
    ['JSON that is none', { malformedRate: 1 }, /^the answer is cut off or no JSON \(3 attempts\)$/],
  ] as const) {
    t.test(`${teacher.name}: ${name}, and then it is over`, async (t) => {
      const { mock, provider } = await started(t, teacher)
      mock.setChaos(chaos)
      await t.rejects(provider.complete(requestNumber(3), never), { code: 'ERR_TEACHER', message })
      mock.clearChaos()
      t.match(await provider.complete(requestNumber(3), never), { raw_output: '[PLAN]\n[/PLAN]', attempts: 1 })
    })
  }
}
