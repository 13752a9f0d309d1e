import t from 'tap'
import { loadBullMq, type BullMq, type IoRedis } from '../../src/queue/bullmq.ts'

t.test('the loader gives the real packages, and the client of ioredis is of our type', async (t) => {
  const bullmq: Pick<BullMq, 'UnrecoverableError'> = await import('bullmq')
  const ioredis: IoRedis = await import('ioredis')
  const loaded = await loadBullMq()
  t.equal(loaded.UnrecoverableError, bullmq.UnrecoverableError)
  t.equal(loaded.Redis, ioredis.Redis)
  t.type(loaded.Queue, 'function')
  t.type(loaded.Worker, 'function')
})

t.test('without the packages it says what to install', async (t) => {
  const error = { code: 'ERR_MISSING_COMPONENT', message: /--queue needs the packages/, hint: 'npm install bullmq no-such-package' }
  await t.rejects(loadBullMq(['bullmq', 'no-such-package']), error)
})
