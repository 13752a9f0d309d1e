/** What the network and the server do to a run in the middle of its rows: each row is answered, once. */
import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import * as z from 'zod'
import { redisStore } from '../../src/queue/body-store.ts'
import { connect } from '../../src/queue/connection.ts'
import { PREFIX } from '../../src/queue/messages.ts'
import { Remote } from '../../src/queue/remote.ts'
import { serve } from '../../src/queue/serve.ts'
import type { Stage } from '../../src/stream/row-stage.ts'
import { bePatient } from '../helpers/patience.ts'
import { noRedis, startRedis, type TestRedis } from '../helpers/redis.ts'

if (noRedis) {
  t.pass('skipped', { skip: noRedis })
  process.exit()
}

bePatient()

interface Numbered {
  readonly n: number
}

/** A network between two machines, which can be cut: nothing passes, and nobody is told. */
async function networkTo(port: number) {
  const sockets = new Set<Socket>()
  let isCut = false
  const server = createServer((near) => {
    const far = createConnection(port, '127.0.0.1')
    for (const socket of [near, far]) {
      sockets.add(socket)
      if (isCut) socket.pause()
      socket.on('error', () => {}).on('close', () => sockets.delete(socket))
    }
    near.on('data', (bytes) => far.write(bytes)).on('close', () => far.destroy())
    far.on('data', (bytes) => near.write(bytes)).on('close', () => near.destroy())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const set = (cut: boolean) => {
    isCut = cut
    for (const socket of sockets) {
      if (cut) socket.pause()
      else socket.resume()
    }
  }
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut: () => set(true),
    heal: () => set(false),
    close() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

type Network = Awaited<ReturnType<typeof networkTo>>

/** Longer than a worker may be silent before its job is given to another. */
const AWAY_MS = 2500

const FAULTS: Record<string, (redis: TestRedis, network: Network) => Promise<void>> = {
  'the network is cut and comes back': async (_, network) => {
    network.cut()
    await sleep(AWAY_MS)
    network.heal()
  },
  'the server is killed and has forgotten all, without an append-only file': async (redis) => {
    await redis.kill()
    await redis.start()
  },
}

for (const [name, strike] of Object.entries(FAULTS)) {
  t.test(`${name}: every row is answered once, in its place`, async (t) => {
    const redis = await startRedis(t.testdir(), ['--appendonly', 'no'])
    const network = await networkTo(Number(new URL(redis.url).port))
    const open = async (url: string, patience: number) => {
      const connection = await connect({ url, password: undefined, patience, notice: () => {} })
      return { connection, store: redisStore(connection.redis, PREFIX) }
    }
    let judged = 0
    let reached!: () => void
    const inTheMiddle = new Promise<void>((resolve) => (reached = resolve))
    const stage: Stage<Numbered, Numbered> = {
      name: 'double',
      version: 'faults',
      settings: {},
      row: z.strictObject({ n: z.number() }),
      answer: z.strictObject({ n: z.number() }),
      create: () => ({
        each: async ({ n }) => {
          if (++judged === 100) reached()
          await sleep(2)
          return { n: 2 * n }
        },
        close: () => {},
      }),
      refuse: () => undefined,
      difference: () => undefined,
    }
    const [far, near] = [await open(network.url, Infinity), await open(redis.url, 60)]
    const served = { stage, under: async () => stage.create() }
    const worker = await serve({ ...far, stages: [served] as never, name: 'far', stalledAfter: 1, notice: () => {} })
    const run = new Remote(stage, { ...near, audit: 0, seed: 1, wait: 60, notice: () => {} })
    const rows = Array.from({ length: 400 }, (_, n) => ({ n }))
    const answers = Promise.all(rows.map((row) => run.each(row)))
    await inTheMiddle
    await strike(redis, network)
    t.strictSame(await answers, rows.map(({ n }) => ({ n: 2 * n })))
    t.ok(judged >= rows.length)
    await run.close()
    await worker.close()
    for (const { connection } of [far, near]) connection.close()
    network.close()
    await redis.kill()
  })
}
