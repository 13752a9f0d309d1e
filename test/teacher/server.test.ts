import t from 'tap'
import { testContext } from '../helpers/context.ts'
import { CANARY, PAID_TEACHERS, requestNumber, sendJson, serve } from './helpers.ts'

const never = new AbortController().signal

for (const teacher of PAID_TEACHERS) {
  for (const limit of [{ rpm: 1 }, { tpm: 150 }, { tpm: '1000/150' }]) {
    t.test(`${teacher.name}: ${JSON.stringify(limit)} is kept, and an interrupt ends the wait`, async (t) => {
      const { url, seen } = await serve(t, (response) => sendJson(response, { error: 'lost' }, 400))
      const interrupt = new AbortController()
      const options = { model: 'm', baseUrl: url, retries: 0, ...limit }
      const context = { ...testContext(options, { [teacher.keyName]: CANARY }), interrupt: interrupt.signal }
      const provider = await teacher.create(context, {})
      t.teardown(() => provider.close())
      await t.rejects(provider.complete(requestNumber(1), never), { message: 'HTTP 400: lost' })
      const waiting = provider.complete(requestNumber(2), never)
      interrupt.abort()
      await t.rejects(waiting, { code: 'ERR_TEACHER', message: 'the run was stopped', attempts: 0 })
      t.equal(seen.length, 1)
    })
  }

  t.test(`${teacher.name}: a request that no minute has room for is said`, async (t) => {
    const { url } = await serve(t, (response) => sendJson(response, teacher.answer('x')))
    const context = testContext({ model: 'm', baseUrl: url, tpm: 50 }, { [teacher.keyName]: CANARY })
    const provider = await teacher.create(context, {})
    t.teardown(() => provider.close())
    await provider.complete(requestNumber(1), never)
    t.match(context.notices, [/--tpm/])
  })
}
