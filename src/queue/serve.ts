/** A worker of the queue: takes batches, answers with where the answers lie, and keeps nothing. */
import stableStringify from 'fast-json-stable-stringify'
import { SftError, messageOf } from '../errors.ts'
import { sha256 } from '../sha256.ts'
import type { BodyStore } from './body-store.ts'
import type { Job } from './bullmq.ts'
import type { Connection } from './connection.ts'
import { PREFIX, REFUSAL, batchSchema, jobSchema, queueName } from './messages.ts'
import { Shelf } from './shelf.ts'
import type { Served } from './stages.ts'

interface ServeOptions {
  readonly connection: Connection
  readonly store: BodyStore
  readonly stages: readonly Served[]
  /** What the server lists this worker as. */
  readonly name: string
  /** Seconds of silence after which others take over. */
  readonly stalledAfter: number
  readonly notice: (message: string) => void
}

/** Batches at once: one is prepared while the last programs of another run. */
const AT_ONCE = 2

/** How often a batch is taken over: what ends two workers would end a third. */
const TAKEN_OVER = 1

/** Takes batches from now on. `close` finishes those under way, and takes no more. */
export async function serve({ connection, store, stages, name, stalledAfter, notice }: ServeOptions) {
  const { bullmq, redis } = connection
  const shelf = new Shelf()
  const workers = stages.map((served) => {
    const run = (job: Job) => answer(served, job, { store, shelf, Unrecoverable: bullmq.UnrecoverableError })
    const worker = new bullmq.Worker(queueName(served.stage), run, {
      connection: redis,
      prefix: PREFIX,
      skipVersionCheck: true,
      name,
      concurrency: AT_ONCE,
      lockDuration: stalledAfter * 1000,
      stalledInterval: (stalledAfter * 1000) / 2,
      maxStalledCount: TAKEN_OVER,
    })
    // A lost connection comes back, and others have what was lost with it.
    worker.on('error', (error) => notice(`the queue: ${messageOf(error)}`))
    return worker
  })
  await Promise.all(workers.map((worker) => worker.waitUntilReady()))
  return {
    async close(): Promise<void> {
      await Promise.all(workers.map((worker) => worker.close()))
      await shelf.close()
    },
  }
}

interface Means {
  readonly store: BodyStore
  readonly shelf: Shelf
  readonly Unrecoverable: new (message: string) => Error
}

/** Throws what is wrong with a job: at once for good where another try would be no better. */
async function answer({ stage, under }: Served, job: Job, { store, shelf, Unrecoverable }: Means): Promise<unknown> {
  const { success, data } = jobSchema.safeParse(job.data)
  if (!success) throw new Unrecoverable('this is no job of ours')
  if (data.stage !== stage.name || data.version !== stage.version) throw new Unrecoverable(REFUSAL.version)
  const body = await store.get(data.body)
  if (body === undefined) throw new Unrecoverable(REFUSAL.body)
  const { settings, rows } = batchSchema.parse(JSON.parse(body))
  for (const row of rows) stage.row.parse(row)
  const key = `${queueName(stage)} ${stableStringify(settings)}`
  const answers = await shelf.use(key, () => under(settings), (worker) => settle(rows.map((row) => worker.each(row))))
  const text = JSON.stringify({ rows: answers.map((given, at) => ({ row: hashOf(rows[at]), answer: given })) })
  return { version: stage.version, answers: await store.put(text) }
}

/** The hash that a row is known by. */
export const hashOf = (row: unknown): string => sha256(stableStringify(row))

/** All of them; the first failure only when none is under way any more. */
async function settle<T>(work: readonly (T | Promise<T>)[]): Promise<T[]> {
  const results = await Promise.allSettled(work)
  const failed = results.find(({ status }) => status === 'rejected') as PromiseRejectedResult | undefined
  if (failed) throw told(failed.reason)
  return results.map((result) => (result as PromiseFulfilledResult<T>).value)
}

/** An error as the run can read it: its code is lost on the way otherwise. */
function told(error: unknown): Error {
  return new Error(error instanceof SftError ? `${error.code}: ${error.message}` : messageOf(error), { cause: error })
}
