/** Rows sent to workers, answers taken back: a stage that is done elsewhere, and looks like one that is done here. */
import { ERRORS, SftError, type ErrorCode } from '../errors.ts'
import { sha256 } from '../sha256.ts'
import type { RowWorker, Stage } from '../stream/row-stage.ts'
import { parseJson } from '../text/parse-json.ts'
import { Audit, untrusted } from './audit.ts'
import { Gathering, batchOf, halves, textOf, type Batch, type Entry } from './batches.ts'
import type { BodyStore } from './body-store.ts'
import type { Job, Queue } from './bullmq.ts'
import type { Connection } from './connection.ts'
import { PREFIX, REFUSAL, answersSchema, queueName, returnSchema } from './messages.ts'
import { Presence } from './presence.ts'

/** Batches that wait or are worked on, for each worker. */
export const OUTSTANDING = 8

/** A batch whose job or body is gone (a server without a log came back) is sent again, so often. */
const SENT_AT_MOST = 5

/** How often states are asked for: they outlive a restart of the server, and events do not. */
const LOOK_MS = 50

/** How often a batch is tried that a worker gave back with an error. */
const ATTEMPTS = 2

/** What nobody fetches goes after a day; what failed stays, to be looked at. */
const KEPT_S = 24 * 3600

/** A row that ended two workers, alone: nothing is known of it. The job stays in the failed set. */
export class PoisonRow extends Error {}

interface RemoteOptions {
  readonly connection: Connection
  readonly store: BodyStore
  readonly audit: number
  readonly seed: number
  /** Seconds without a worker after which the run gives up. */
  readonly wait: number
  readonly notice: (message: string) => void
}

export class Remote<In, Out> implements RowWorker<In, Out> {
  readonly #stage: Stage<In, Out>
  readonly #connection: Connection
  readonly #store: BodyStore
  readonly #queue: Queue
  readonly #audit: Audit<In, Out>
  readonly #presence: Presence
  readonly #gathering: Gathering<In, Out>
  readonly #pending: Batch<In, Out>[] = []
  /** By the id of the job. */
  readonly #outstanding = new Map<string, Batch<In, Out>>()
  #turning = false
  #closed = false

  constructor(stage: Stage<In, Out>, { connection, store, audit, seed, wait, notice }: RemoteOptions) {
    this.#stage = stage
    this.#connection = connection
    this.#store = store
    const { Queue: BullQueue } = connection.bullmq
    this.#queue = new BullQueue(queueName(stage), { connection: connection.redis, prefix: PREFIX, skipVersionCheck: true })
    // A lost connection comes back, or ends the commands that wait for it.
    this.#queue.on('error', () => {})
    this.#audit = new Audit(stage, { audit, seed })
    this.#presence = new Presence(connection.redis, queueName(stage), wait, notice)
    this.#gathering = new Gathering((entries) => {
      this.#pending.push(batchOf(stage, entries))
      void this.#turn()
    })
  }

  /**
   * Resolves to what a worker answered. Rejects with PoisonRow for a row that no worker survives, with the worker's SftError
   * where it had one, with ERR_UNTRUSTED for a forged answer, with ERR_MISSING_COMPONENT when nobody is there to answer.
   */
  each(row: In): Promise<Out> {
    const text = textOf(row)
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(new SftError('ERR_INTERNAL', 'the queue was closed'))
      this.#gathering.add({ row, text, hash: sha256(text), resolve, reject })
    })
  }

  async close(): Promise<void> {
    this.#fail(new SftError('ERR_INTERNAL', 'the queue was closed'))
    await this.#audit.close()
  }

  /** Sends and fetches until nothing is left. */
  async #turn(): Promise<void> {
    if (this.#turning) return
    this.#turning = true
    try {
      while (this.#pending.length + this.#outstanding.size > 0) {
        await this.#send(OUTSTANDING * (await this.#presence.count()))
        for (const batch of this.#outstanding.values()) await this.#look(batch)
        await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
      }
    } catch (error) {
      this.#fail(error)
    } finally {
      this.#turning = false
    }
  }

  async #send(room: number): Promise<void> {
    while (this.#outstanding.size < Math.max(1, room)) {
      // An equal batch that is under way comes first: both would be one job.
      const at = this.#pending.findIndex(({ id }) => !this.#outstanding.has(id))
      if (at < 0) return
      const [batch] = this.#pending.splice(at, 1)
      this.#outstanding.set(batch.id, batch)
      await this.#post(batch)
    }
  }

  async #post(batch: Batch<In, Out>): Promise<void> {
    if (++batch.sent > SENT_AT_MOST) {
      const hint = 'a --queue-store must be one folder for all machines; a Redis server must keep what it is given'
      throw new SftError('ERR_IO', 'the workers do not find what was sent to them', { hint })
    }
    // What failed in an earlier run is tried anew.
    if (batch.sent === 1 && (await this.#queue.getJobState(batch.id)) === 'failed') await this.#remove(batch)
    const { name, version } = this.#stage
    const body = await this.#store.put(batch.body)
    await this.#queue.add(name, { stage: name, version, body }, {
      jobId: batch.id,
      attempts: ATTEMPTS,
      removeOnComplete: { age: KEPT_S },
    })
  }

  async #remove({ id }: Batch<In, Out>): Promise<void> {
    await (await this.#queue.getJob(id))?.remove()
  }

  async #look(batch: Batch<In, Out>): Promise<void> {
    const state = await this.#queue.getJobState(batch.id)
    if (state === 'unknown') return await this.#post(batch)
    if (state !== 'completed' && state !== 'failed') return
    const job = await this.#queue.getJob(batch.id)
    if (!job) return
    if (state === 'failed') await this.#split(batch, job)
    else await this.#take(batch, job)
  }

  async #take(batch: Batch<In, Out>, job: Job): Promise<void> {
    // Whatever it holds, a further run asks anew.
    await job.remove()
    const { success, data } = returnSchema.safeParse(job.returnvalue)
    if (!success) throw untrusted('a worker returned what is no answer of ours')
    if (data.version !== this.#stage.version) throw untrusted(`a worker of version ${data.version} answered ${this.#stage.version}`)
    const text = await this.#store.get(data.answers)
    // Gone with a server that forgot it, or with another run that had sent the same.
    if (text === undefined) return await this.#post(batch)
    const answers = this.#read(batch, text)
    this.#outstanding.delete(batch.id)
    await Promise.all([this.#store.drop(data.answers), this.#store.drop(sha256(batch.body))])
    batch.entries.forEach((entry, at) => void this.#settle(entry, answers[at]))
  }

  /** The answers in a text that anybody may have written. */
  #read({ entries }: Batch<In, Out>, text: string): Out[] {
    const { success, data } = answersSchema.safeParse(parseJson(text))
    if (!success || data.rows.length !== entries.length) throw untrusted('a worker answered with another number of rows')
    return entries.map(({ row, hash }, at) => {
      const { row: theirs, answer } = data.rows[at]
      if (theirs !== hash) throw untrusted('a worker answered another row than it was asked about')
      const checked = this.#stage.answer.safeParse(answer)
      if (!checked.success) throw untrusted(`a worker's answer is none: ${checked.error.issues[0].path.join('.')}`)
      const problem = this.#stage.refuse(row, answer as Out)
      if (problem !== undefined) throw untrusted(`a worker's answer is none: ${problem}`)
      return answer as Out
    })
  }

  async #settle({ row, hash, resolve, reject }: Entry<In, Out>, answer: Out): Promise<void> {
    try {
      await this.#audit.check(row, hash, answer)
      resolve(answer)
    } catch (error) {
      reject(error)
    }
  }

  /** A batch that failed goes again in halves, until the bad row is alone. That one stays in the failed set. */
  async #split(batch: Batch<In, Out>, job: Job): Promise<void> {
    const { failedReason: reason } = job
    if (reason === REFUSAL.body || batch.entries.length > 1) await job.remove()
    if (reason === REFUSAL.body) return await this.#post(batch)
    this.#outstanding.delete(batch.id)
    if (reason === REFUSAL.version) throw untrusted('a worker of another version took what was not for it')
    if (batch.entries.length > 1) return void this.#pending.unshift(...halves(this.#stage, batch))
    batch.entries[0].reject(failure(reason))
  }

  /** Ends everything that waits. */
  #fail(error: unknown): void {
    this.#closed = true
    this.#connection.close()
    const reason = error instanceof SftError ? error : this.#presence.lost(error)
    this.#gathering.flush()
    const batches = [...this.#outstanding.values(), ...this.#pending.splice(0)]
    this.#outstanding.clear()
    for (const { entries } of batches) for (const entry of entries) entry.reject(reason)
  }
}

/** An error that a worker told by its code, as it would have been here; else the row is what ended the worker. */
function failure(reason: string): Error {
  const [, code, message] = /^(ERR_[A-Z_]+): (.*)$/s.exec(reason) ?? []
  if (code !== undefined && Object.hasOwn(ERRORS, code)) return new SftError(code as ErrorCode, `on a worker: ${message}`)
  return new PoisonRow(reason)
}
