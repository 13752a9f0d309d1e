import t from 'tap'
import { openRuntime } from '../../src/workers/runtime-kind.ts'

const options = { runtime: 'headless', chromium: undefined, checkTimeout: 5 } as const

t.test('the headless runtime needs nothing, and has the time that was asked for', async (t) => {
  const { name, chromium, checkTimeout, sandbox } = await openRuntime(options, true)
  t.strictSame({ name, chromium, checkTimeout }, { name: 'headless', chromium: null, checkTimeout: 5 })
  t.ok(sandbox.length > 0)
})

t.test('a browser is asked for only when programs are run', async (t) => {
  const missing = { ...options, runtime: 'browser', chromium: '/no/such/chromium' } as const
  t.strictSame((await openRuntime(missing, false)).sandbox, [])
  await t.rejects(openRuntime(missing, true), { code: 'ERR_MISSING_COMPONENT' })
})
