/** The queue against a real server: a stage of numbers, so that only the queue is at work. */
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { Queue, Worker } from 'bullmq'
import t from 'tap'
import * as z from 'zod'
import { folderStore, redisStore, type BodyStore } from '../../src/queue/body-store.ts'
import { connect, weaknesses } from '../../src/queue/connection.ts'
import { PREFIX, queueName } from '../../src/queue/messages.ts'
import { PoisonRow, Remote } from '../../src/queue/remote.ts'
import { hashOf, serve } from '../../src/queue/serve.ts'
import type { Stage } from '../../src/stream/row-stage.ts'
import { bePatient } from '../helpers/patience.ts'
import { noRedis, startRedis } from '../helpers/redis.ts'

if (noRedis) {
  t.pass('skipped', { skip: noRedis })
  process.exit()
}

bePatient()

interface Numbered {
  readonly n: number
}

const stageOf = (version: string, each = ({ n }: Numbered): Numbered => ({ n: 2 * n })): Stage<Numbered, Numbered> => ({
  name: 'double',
  version,
  settings: { by: 2 },
  row: z.strictObject({ n: z.number() }),
  answer: z.strictObject({ n: z.number() }),
  create: () => ({ each, close: () => {} }),
  refuse: (_, { n }) => (n % 2 === 0 ? undefined : 'it is odd'),
  difference: (answer, ours) => (answer.n === ours.n ? undefined : 'the number'),
})

const redis = await startRedis(t.testdir())
t.after(() => redis.kill())

interface Sending {
  version: string
  wait?: number
  audit?: number
  store?: BodyStore
}

/** What a test opens is closed behind it. */
function opener(test: Tap.Test) {
  const notices: string[] = []
  const notice = (message: string) => void notices.push(message)
  const open = async (patience: number) => {
    const connection = await connect({ url: redis.url, password: undefined, patience, notice })
    test.after(() => connection.close())
    return connection
  }
  return {
    notices,
    async remote({ version, wait = 60, audit = 0, store }: Sending) {
      const connection = await open(60)
      const remote = new Remote(stageOf(version), {
        connection, store: store ?? redisStore(connection.redis, PREFIX), audit, seed: 1, wait, notice,
      })
      test.after(() => remote.close())
      return remote
    },
    async worker(version: string, each?: (row: Numbered) => Numbered, store?: BodyStore) {
      const stage = stageOf(version, each)
      const connection = await open(Infinity)
      const served = { stage, under: async () => stage.create() }
      const worker = await serve({
        connection, store: store ?? redisStore(connection.redis, PREFIX), stages: [served] as never, name: 'test', stalledAfter: 2, notice,
      })
      test.after(() => worker.close())
      return worker
    },
  }
}

declare namespace Tap {
  interface Test {
    after(close: () => unknown): void
  }
}

const numbers = (count: number) => Array.from({ length: count }, (_, n) => ({ n }))

t.test('rows come back, each to whoever sent it, and leave nothing in the server', async (t) => {
  const { remote, worker, notices } = opener(t)
  await worker('all')
  const sender = await remote({ version: 'all', audit: 5 })
  const answers = await Promise.all([...numbers(1000), { n: 7 }, { n: 7 }].map((row) => sender.each(row)))
  t.strictSame(answers.map(({ n }) => n), [...numbers(1000).map(({ n }) => 2 * n), 14, 14])
  t.strictSame(notices, [])
  const client = new Redis(redis.url)
  t.strictSame(await client.keys(`${PREFIX}:body:*`), [])
  t.strictSame((await client.keys(`${PREFIX}:double@all:double@*`)), [], 'no job')
  client.disconnect()
})

t.test('bodies lie in a folder that all share, where one is named', async (t) => {
  const { remote, worker } = opener(t)
  const store = await folderStore(t.testdir())
  await worker('folder', undefined, store)
  const sender = await remote({ version: 'folder', store })
  t.strictSame(await Promise.all(numbers(100).map((row) => sender.each(row))), numbers(100).map(({ n }) => ({ n: 2 * n })))
})

t.test('a folder that is not shared ends the run and says why', async (t) => {
  const { remote, worker } = opener(t)
  await worker('elsewhere', undefined, await folderStore(t.testdir()))
  const sender = await remote({ version: 'elsewhere' })
  await t.rejects(sender.each({ n: 1 }), { code: 'ERR_IO', hint: /--queue-store must be one folder/ })
})

t.test('a row that no worker survives is found by halves; the others are answered, it stays in the failed set', async (t) => {
  const { remote, worker } = opener(t)
  await worker('poison', ({ n }) => {
    if (n === 41) throw new Error('poison')
    return { n: 2 * n }
  })
  const sender = await remote({ version: 'poison' })
  const results = await Promise.allSettled(numbers(100).map((row) => sender.each(row)))
  const bad = results.flatMap((result, n) => (result.status === 'rejected' ? [{ n, reason: result.reason as Error }] : []))
  t.strictSame(bad.map(({ n }) => n), [41])
  t.ok(bad[0].reason instanceof PoisonRow)
  t.match(bad[0].reason.message, /poison/)
  const client = new Redis(redis.url)
  const failed = await client.zrange(`${PREFIX}:${queueName({ name: 'double', version: 'poison' })}:failed`, 0, -1)
  t.equal(failed.length, 1)
  client.disconnect()
})

t.test('a row that ends its workers without a word is found the same way', async (t) => {
  const { remote } = opener(t)
  const client = new Redis(redis.url, { maxRetriesPerRequest: null })
  const store = redisStore(client as never, PREFIX)
  const name = queueName({ name: 'double', version: 'deadly' })
  // A worker that died renews no lock: this one lives, and is as silent.
  const dying = { lockDuration: 200, stalledInterval: 100, skipLockRenewal: true, maxStalledCount: 1, concurrency: 50 }
  const mortal = new Worker<{ body: string }>(name, async ({ data }) => {
    const { rows } = JSON.parse((await store.get(data.body))!) as { rows: Numbered[] }
    if (rows.some(({ n }) => n === 2)) await new Promise(() => {})
    const answers = rows.map((one) => ({ row: hashOf(one), answer: { n: 2 * one.n } }))
    return { version: 'deadly', answers: await store.put(JSON.stringify({ rows: answers })) }
  }, { connection: client, prefix: PREFIX, name: 'mortal', ...dying })
  t.after(async () => {
    await mortal.close(true)
    client.disconnect()
  })
  const sender = await remote({ version: 'deadly' })
  const results = await Promise.allSettled(numbers(4).map((row) => sender.each(row)))
  t.strictSame(results.map(({ status }) => status), ['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
  t.match((results[2] as PromiseRejectedResult).reason, { message: /stalled/ })
  t.ok((results[2] as PromiseRejectedResult).reason instanceof PoisonRow)
})

t.test('an error that a worker names is that error here', async (t) => {
  const { remote, worker } = opener(t)
  await worker('named', () => {
    throw new Error('ERR_HOST_OVERLOAD: too much')
  })
  const sender = await remote({ version: 'named' })
  await t.rejects(sender.each({ n: 1 }), { code: 'ERR_HOST_OVERLOAD', message: 'on a worker: too much' })
})

t.test('workers of another version are refused by name, and the run ends when no other comes', async (t) => {
  const { remote, worker, notices } = opener(t)
  const old = await worker('old')
  const sender = await remote({ version: 'new', wait: 1.5 })
  await t.rejects(sender.each({ n: 1 }), { code: 'ERR_MISSING_COMPONENT', message: /no worker serves double@new; .*refused: old/ })
  t.equal(notices.filter((notice) => notice.includes('refused: old')).length, 2)
  await old.close()
})

t.test('a run that no worker has joined yet waits for one', async (t) => {
  const { remote, worker } = opener(t)
  const sender = await remote({ version: 'late' })
  const answer = sender.each({ n: 4 })
  await sleep(300)
  await worker('late')
  t.strictSame(await answer, { n: 8 })
})

/** Answers as whoever can write to the queue may give them. */
async function forge(t: Tap.Test, version: string, make: (store: BodyStore) => unknown) {
  const client = new Redis(redis.url, { maxRetriesPerRequest: null })
  const store = redisStore(client as never, PREFIX)
  const name = queueName({ name: 'double', version })
  const forger = new Worker(name, async () => await make(store), { connection: client, prefix: PREFIX, name: 'forger' })
  await forger.waitUntilReady()
  t.after(async () => {
    await forger.close()
    client.disconnect()
  })
}

const version = 'forged'
const row = hashOf({ n: 1 })
const FORGERIES: Record<string, (store: BodyStore) => unknown> = {
  'nothing': () => null,
  'no hash': () => ({ version, answers: '../../etc/passwd' }),
  'the answer of another version': async (store) => ({ version: 'old', answers: await store.put('{}') }),
  'no JSON': async (store) => ({ version, answers: await store.put('{"rows":') }),
  'no rows': async (store) => ({ version, answers: await store.put('{"rows":[]}') }),
  'another row': async (store) => ({ version, answers: await store.put(JSON.stringify({ rows: [{ row: hashOf({ n: 2 }), answer: { n: 4 } }] })) }),
  'another shape': async (store) => ({ version, answers: await store.put(JSON.stringify({ rows: [{ row, answer: { n: '2' } }] })) }),
  'a field too many': async (store) => ({ version, answers: await store.put(JSON.stringify({ rows: [{ row, answer: { n: 2, m: 1 } }] })) }),
  'what no honest worker says': async (store) => ({ version, answers: await store.put(JSON.stringify({ rows: [{ row, answer: { n: 3 } }] })) }),
  'what only an audit finds': async (store) => ({ version, answers: await store.put(JSON.stringify({ rows: [{ row, answer: { n: 4 } }] })) }),
}

for (const [name, make] of Object.entries(FORGERIES)) {
  t.test(`forged: ${name}`, async (t) => {
    const { remote } = opener(t)
    await forge(t, version, make)
    const sender = await remote({ version, audit: 100 })
    await t.rejects(sender.each({ n: 1 }), { code: 'ERR_UNTRUSTED' })
  })
}

t.test('a forged answer goes through when nobody looks: the audit is what finds it', async (t) => {
  const { remote } = opener(t)
  await forge(t, version, FORGERIES['what only an audit finds'])
  t.strictSame(await (await remote({ version, audit: 0 })).each({ n: 1 }), { n: 4 })
})

t.test('a worker takes no job that is none of ours', async (t) => {
  const { worker } = opener(t)
  await worker('strict')
  const client = new Redis(redis.url, { maxRetriesPerRequest: null })
  const name = queueName({ name: 'double', version: 'strict' })
  const queue = new Queue(name, { connection: client, prefix: PREFIX })
  const store = redisStore(client as never, PREFIX)
  const body = await store.put(JSON.stringify({ settings: {}, rows: [{ n: 'x' }] }))
  const CASES: [unknown, RegExp][] = [
    [{ stage: 'double', version: 'strict', body: '../secret' }, /no job of ours/],
    [{ stage: 'double', version: 'old', body }, /other-version/],
    [{ stage: 'double', version: 'strict', body: '0'.repeat(64) }, /body-missing/],
    [{ stage: 'double', version: 'strict', body }, /expected number/],
  ]
  for (const [data, reason] of CASES) {
    const { id } = await queue.add('double', data)
    while ((await queue.getJobState(id!)) !== 'failed') await sleep(20)
    t.match((await queue.getJob(id!))?.failedReason, reason)
  }
  client.disconnect()
})

t.test('what of a server may lose work is said; a good one has nothing to be said', async (t) => {
  const good = await connect({ url: redis.url, password: undefined, patience: 1, notice: () => {} })
  t.strictSame(await weaknesses(good.redis), [])
  good.close()
  const password = 'a pass/word'
  const weak = await startRedis(t.testdir(), ['--maxmemory-policy', 'allkeys-lru', '--requirepass', password])
  t.after(() => weak.kill())
  const asked = { url: weak.url, password: undefined, patience: 1, notice: () => {} }
  const inUrl = weak.url.replace('//', `//:${encodeURIComponent(password)}@`)
  for (const options of [{ ...asked, password }, { ...asked, url: inUrl }]) {
    const { redis: client, close } = await connect(options)
    t.match(await weaknesses(client), [/append-only/, /allkeys-lru/])
    close()
  }
  for (const options of [asked, { ...asked, password: 'other-word' }]) {
    const error = await connect(options).catch((failure: Error) => failure)
    t.match(error, { code: 'ERR_AUTHENTICATION' })
    t.notMatch((error as Error).message, /pass\/word|other-word/)
  }
})

t.test('a server that is not there is said so at once', async (t) => {
  const options = { url: 'redis://:secret@127.0.0.1:1', password: undefined, patience: 60, notice: () => {} }
  const error = (await connect(options).catch((failure: Error) => failure)) as Error
  t.match(error, { code: 'ERR_MISSING_COMPONENT', message: /127\.0\.0\.1:1/ })
  t.notMatch(error.message, /secret/)
})
