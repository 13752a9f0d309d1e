/** A fault at call N of the journal's file system, for every N, seen from the stage that pays. */
import { Readable } from 'node:stream'
import t from 'tap'
import { SftError } from '../../src/errors.ts'
import type { Reply, Request } from '../../src/record.ts'
import { contentAddress } from '../../src/store/content-address.ts'
import { Journal } from '../../src/store/journal.ts'
import { runChain } from '../../src/stream/chain.ts'
import { concurrentMap } from '../../src/stream/concurrent-map.ts'
import type { RunContext } from '../../src/stream/run-context.ts'
import { Asker } from '../../src/teacher/asker.ts'
import type { Provider } from '../../src/teacher/provider.ts'
import type { SavedReply } from '../../src/teacher/reply-row.ts'
import { Teacher } from '../../src/teacher/teacher.ts'
import { TeacherCounter } from '../../src/teacher/teacher-counter.ts'
import { testContext } from '../helpers/context.ts'
import { sinkInto, tick } from '../helpers/streams.ts'
import { MemoryFs } from '../store/memory-fs.ts'
import { requestNumber } from './helpers.ts'

const REQUESTS = Array.from({ length: 6 }, (_, n) => requestNumber(n + 1))
const CONCURRENCY = 2

interface Outcome {
  /** Ids that were paid for, in order. */
  asked: string[]
  emitted: Reply[]
  error?: unknown
}

const keyOf = (request: Request): string => contentAddress({ id: request.id })

/** A paid teacher that answers at once, and notes for what. */
function payingFor(asked: string[]): Provider {
  return {
    name: 'fake',
    paid: true,
    source: 'distill',
    fingerprint: ({ id }) => ({ id }),
    async complete({ id }) {
      asked.push(id)
      await tick()
      const unknown = { teacher_model: null, finish_reason: 'stop', usage: null, cost_usd: null, timestamp: null }
      return { raw_output: `answer to ${id} no. ${asked.length}`, ...unknown, attempts: 1 }
    },
    close: async () => {},
  }
}

async function teach(fs: MemoryFs): Promise<Outcome> {
  const outcome: Outcome = { asked: [], emitted: [] }
  const stage = async (context: RunContext) => {
    const tally = context.ledger.stage('teach')
    const store = { fs, lock: async () => async () => {} }
    const counter = new TeacherCounter(undefined)
    const teachers = [new Teacher(payingFor(outcome.asked), context, counter.of('fake', 'm'))]
    const journal = await Journal.open<SavedReply>('journal', store)
    const asker = new Asker({ context, teachers, counter, budget: undefined, tally, journal })
    return concurrentMap<Request, Reply>(tally, (request, signal) => asker.ask(request, signal), {
      concurrency: CONCURRENCY,
      ordered: false,
      close: () => asker.close(),
    })
  }
  try {
    const context = testContext({ concurrency: CONCURRENCY, model: 'm' })
    await runChain(context, [() => Readable.from(REQUESTS), stage, () => sinkInto(outcome.emitted)])
  } catch (error) {
    outcome.error = error
  }
  return outcome
}

/** Keys whose append was acknowledged, noted as it happens: the stage may end before it emits the reply. */
const acknowledged = new Set<string>()
const { append } = Journal.prototype
Journal.prototype.append = async function (key, reply) {
  await append.call(this, key, reply)
  acknowledged.add(key)
}
t.teardown(() => (Journal.prototype.append = append))

/** What is wrong with a first run with faults and a second one without, on what the first left. */
function faultsOf(first: Outcome, second: Outcome, safe: ReadonlySet<string>): string[] {
  const isIo = first.error instanceof SftError && first.error.code === 'ERR_IO'
  const again = REQUESTS.filter((request) => safe.has(keyOf(request)) && second.asked.includes(request.id))
  const textOf = new Map(second.emitted.map(({ id, raw_output }) => [id, raw_output]))
  const changed = first.emitted.filter(({ id, raw_output }) => textOf.get(id) !== raw_output)
  const told = first.emitted.filter(({ reply_key }) => !safe.has(reply_key!))
  return [
    ...(first.error !== undefined && !isIo ? [`the first run ended with ${String(first.error)}`] : []),
    ...(first.error === undefined && first.emitted.length < REQUESTS.length
      ? ['the first run lost rows silently']
      : []),
    ...(second.error === undefined ? [] : [`the second run ended with ${String(second.error)}`]),
    ...(new Set(second.emitted.map(({ id }) => id)).size === REQUESTS.length ? [] : ['the second run is not complete']),
    ...again.map(({ id }) => `${id} was acknowledged and is asked again`),
    ...changed.map(({ id }) => `${id} was emitted and is another now`),
    ...told.map(({ id }) => `${id} was emitted before it was acknowledged`),
  ]
}

for (const fault of ['ENOSPC', 'EIO', 'short', 'torn'] as const) {
  for (const lasting of [false, true]) {
    t.test(
      `${fault} ${lasting ? 'from' : 'at'} call N, for every N: nothing that was saved is paid twice`,
      async (t) => {
        let random = 1
        const dice = (): number => (random = (random * 48271) % 2147483647) / 2147483647
        const wrong: string[] = []
        let [n, failed] = [1, 0]
        for (let faulted = true; faulted; n++) {
          const fs = new MemoryFs()
          fs.fault = (call) => (call === n || (lasting && call > n) ? fault : undefined)
          acknowledged.clear()
          const first = await teach(fs)
          const safe = new Set(acknowledged)
          faulted = fs.calls >= n
          if (first.error !== undefined) failed++
          for (const left of [fs.afterKill(), fs.afterPowerCut(dice)]) {
            const second = await teach(left)
            wrong.push(...faultsOf(first, second, safe).map((what) => `call ${n}: ${what}`))
          }
        }
        t.strictSame(wrong, [])
        t.ok(n > 10, `${n} runs, of which ${failed} ended with ERR_IO`)
        // A short write is gone on with, and one that fails once is written again elsewhere.
        if (lasting && fault !== 'short') t.ok(failed > 0, 'a disk that stays broken ends the run')
      },
    )
  }
}
