/** Asks a teacher in batches: half the price, within a day; a run that ends before them is gone on with by the next. */
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { SftError } from '../../errors.ts'
import type { Reply, Request } from '../../record.ts'
import type { Journal } from '../../store/journal.ts'
import type { Tally } from '../../stream/ledger.ts'
import type { RunContext } from '../../stream/run-context.ts'
import type { Budget } from '../budget.ts'
import { Failure, GaveUp } from '../http-failures.ts'
import { BATCH_SHARE, costOf, mostOf } from '../prices.ts'
import type { Completion } from '../provider.ts'
import { carried, replyOf, type SavedReply } from '../reply-row.ts'
import type { Spoken } from '../server.ts'
import type { Teacher } from '../teacher.ts'
import type { TeacherCounter } from '../teacher-counter.ts'
import type { BatchServer } from './batch-server.ts'
import { BatchStore, type Batch, type BatchFs } from './batch-store.ts'
import { BatchWriter } from './batch-writer.ts'
import { Fetcher, type Unfinished } from './fetcher.ts'
import { Unclear, launch, locate } from './launch.ts'
import { isWanted, leftOpen, waitingFor } from './notices.ts'
import { Round } from './round.ts'

export interface BatchOptions {
  /** Default: node:fs/promises. */
  fs?: BatchFs
  /** Between two looks at the open batches. */
  sleep?: (ms: number, signal: AbortSignal) => Promise<void>
  /** Smaller than those of the server. */
  limits?: BatchServer['limits']
}

/** What a BatchAsker works with; it owns none of it but the server. */
export interface BatchParts {
  readonly context: RunContext
  readonly teacher: Teacher
  readonly server: BatchServer
  readonly journal: Journal<SavedReply>
  readonly tally: Tally
  readonly counter: TeacherCounter
  readonly budget: Budget | undefined
}

/** Milliseconds between two looks at the open batches: most take minutes or hours. */
const FIRST_LOOK_MS = 5000
const LONGEST_LOOK_MS = 60_000
const LOOK_GROWTH = 1.5

const STOPPED = 'the run was stopped'

export class BatchAsker {
  readonly #parts: BatchParts
  readonly #store: BatchStore
  readonly #limits: BatchServer['limits']
  readonly #sleep: NonNullable<BatchOptions['sleep']>
  /** Aborted when nothing is waited for any more: by the user, by the end of the run, or by close(). */
  readonly #stop = new AbortController()
  /** The batches of this server and model that are, or may be, on it. */
  #batches: Batch[] | undefined
  #busy: Promise<unknown> = Promise.resolve()

  constructor(parts: BatchParts, { fs, sleep, limits }: BatchOptions = {}) {
    const { context, server } = parts
    this.#parts = parts
    this.#store = new BatchStore(join(context.options.cache, 'batches'), fs)
    this.#limits = limits ?? server.limits
    this.#sleep = sleep ?? ((ms, signal) => delay(ms, undefined, { signal }))
    for (const source of [context.signal, context.interrupt]) {
      if (source?.aborted) this.#stop.abort()
      source?.addEventListener('abort', () => this.#stop.abort(), { once: true, signal: this.#stop.signal })
    }
  }

  /**
   * The replies of one round: those of the journal at once, the others as they are saved. A request without a reply is
   * dropped in the tally: teacher-failed, over-budget, interrupted. Rejects with ERR_AUTHENTICATION, ERR_IO and, when
   * the server does not say whether a batch of an earlier run exists, ERR_TEACHER: these end the run.
   */
  async *answer(requests: AsyncIterable<Request>): AsyncGenerator<Reply> {
    this.#batches ??= await this.#load()
    const round = new Round(this.#parts.context.options.tmp)
    const writer = new BatchWriter(this.#limits, this.#store, this.#parts.server)
    try {
      for await (const request of requests) {
        const reply = await this.#take(request, round, writer)
        if (reply) yield reply
      }
      const work = this.#track(this.#finish(round, writer))
      for await (const [key, rows] of round.replies()) yield* this.#replies(key, round.requests(rows))
      await work
    } finally {
      // Whoever stops reading wants no more of it.
      if (!round.isOver) this.#stop.abort()
      await this.#busy
      await writer.abandon()
      const left = leftOpen(this.#batches!, round)
      if (left !== undefined) this.#parts.context.notice(left)
      this.#dropRest(round)
      round.close()
    }
  }

  /** Ends the waiting; a call that costs is waited for. */
  async close(): Promise<void> {
    this.#stop.abort()
    await this.#busy
    await this.#parts.server.close()
  }

  get #isStopped(): boolean {
    return this.#stop.signal.aborted
  }

  async #load(): Promise<Batch[]> {
    const { server, teacher, journal } = this.#parts
    const batches = await this.#store.load(server.url.href, teacher.provider.model!)
    const isSaved = (batch: Batch): boolean => [...batch.places.keys()].every((key) => journal.has(key))
    for (const batch of batches.filter(isSaved)) await this.#store.remove(batch)
    return batches.filter((batch) => !isSaved(batch))
  }

  /** Keeps close() waiting until it is done. */
  #track<T>(work: Promise<T>): Promise<T> {
    const settled = work.then(
      () => {},
      () => {},
    )
    this.#busy = Promise.all([this.#busy, settled])
    return work
  }

  async #take(request: Request, round: Round, writer: BatchWriter): Promise<Reply | undefined> {
    const { teacher, journal, tally, context } = this.#parts
    const key = teacher.key(request)
    const saved = await journal.get(key)
    if (saved) return this.#reply(key, request, saved.completion, false)
    if (round.has(key)) round.add(key, request)
    else if (this.#isStopped || (await this.#stopsAt(key)))
      tally.drop('interrupted', { id: request.id, message: STOPPED })
    else if (this.#isUnderWay(key)) {
      // It is paid for, whatever the budget of this run.
      const most = this.#most(request)
      round.add(key, request, this.#parts.budget?.tryReserve(most) ? most : 0)
    } else if (this.#fits(request)) {
      round.add(key, request, this.#most(request))
      await this.#write(key, round, writer, 1)
    } else {
      this.#parts.counter.overBudget()
      const message = `the budget of ${context.options.budget} USD does not cover what this call may cost`
      tally.drop('over-budget', { id: request.id, message })
    }
    return undefined
  }

  /** USD that a request may cost at most; 0 where nobody asks. */
  #most(request: Request): number {
    const { budget } = this.#parts
    const { price } = this.#parts.teacher
    return budget && price ? mostOf(price, request) * BATCH_SHARE : 0
  }

  #fits(request: Request): boolean {
    return this.#parts.budget?.tryReserve(this.#most(request)) ?? true
  }

  /** Whether the request is in a batch that is on the server. */
  #isUnderWay(key: string): boolean {
    return this.#batches!.some((batch) => batch.has(key))
  }

  /** Finds out whether the batches with this key are on the server; true when the run is stopped before. */
  async #stopsAt(key: string): Promise<boolean> {
    try {
      const unsure = this.#batches!.filter((batch) => batch.state.stage === 'creating' && batch.has(key))
      for (const batch of unsure) await this.#locate(batch)
      return false
    } catch (error) {
      if (this.#isStopped && !(error instanceof SftError)) return true
      throw error
    }
  }

  /** False when the batch is not on the server; then it is one no more. */
  async #locate(batch: Batch): Promise<boolean> {
    const { server } = this.#parts
    try {
      if (await locate(server, this.#store, batch, { not: this.#ids(batch), signal: this.#stop.signal })) return true
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      throw new GaveUp(error.message, 1)
    }
    await this.#store.remove(batch)
    this.#forget(batch)
    return false
  }

  #ids(but: Batch): Set<string> {
    return new Set(this.#batches!.flatMap((batch) => (batch === but ? [] : (batch.state.id ?? []))))
  }

  #forget(batch: Batch): void {
    this.#batches = this.#batches!.filter((other) => other !== batch)
  }

  /** Puts a request of the round into the batch that is being written, and sends that when it is full. */
  async #write(key: string, round: Round, writer: BatchWriter, attempt: number): Promise<void> {
    const request = round.request(key)
    const entry = this.#parts.server.entry(key, request)
    if (!writer.holds(entry)) return this.#fail(round, key, 'the request is larger than a batch may be')
    if (writer.isFullWith(entry)) await this.#send(round, writer, attempt)
    await writer.add(key, entry, carried(request))
  }

  async #send(round: Round, writer: BatchWriter, attempt: number): Promise<void> {
    const draft = writer.take()
    if (!draft) return
    if (this.#isStopped) return await this.#store.abandon(draft)
    const { server, context, teacher } = this.#parts
    const { retries } = context.options
    const batch = await this.#store.plan(draft, { url: server.url.href, model: teacher.provider.model!, attempt })
    this.#batches!.push(batch)
    try {
      const among = { retries, not: this.#ids(batch), signal: this.#stop.signal }
      await this.#track(launch(server, this.#store, batch, among))
      teacher.counter.batched(batch.state.count, { again: attempt > 1 })
    } catch (error) {
      // A plan that was not carried out is removed by the next run.
      if (batch.state.stage === 'planned') this.#forget(batch)
      if (this.#isStopped && !(error instanceof SftError)) return
      if (!(error instanceof GaveUp)) throw error
      const isUnclear = error instanceof Unclear
      const message = isUnclear
        ? `${error.message}; whether the batch was made is found out by the next run`
        : error.message
      if (!isUnclear) this.#forget(batch)
      for (const key of batch.places.keys()) this.#fail(round, key, message, isUnclear)
    }
  }

  /** Sends what is left, waits for all batches that hold requests of the round, and fetches their results. */
  async #finish(round: Round, writer: BatchWriter): Promise<void> {
    try {
      await this.#send(round, writer, 1)
      await this.#wait(round, writer)
    } catch (error) {
      if (!this.#isStopped || error instanceof SftError) throw error
    } finally {
      round.end()
    }
  }

  async #wait(round: Round, writer: BatchWriter): Promise<void> {
    const fetcher = new Fetcher(this.#parts.server, this.#store, this.#parts.context.options.retries, {
      save: (batch, key, spoken) => this.#save(batch, round, key, spoken),
      fail: (key, message, isCharged) => this.#fail(round, key, message, isCharged),
      waitsFor: (key) => round.has(key),
    })
    /** Batches that no request of the round is in: looked at once, since results are not kept for ever. */
    const others = new Set(this.#batches!.filter((batch) => !isWanted(batch, round)))
    const later: Unfinished[] = []
    for (let pause = FIRST_LOOK_MS; round.size > 0;) {
      let hasMoved = false
      for (const batch of this.#batches!) {
        if (batch.state.stage !== 'open' || (!others.delete(batch) && !isWanted(batch, round))) continue
        const end = await this.#look(fetcher, batch)
        if (end) later.push(end)
        hasMoved ||= end?.isCrowded === false
      }
      // A batch that found no room on the server finds it when another one has left, or some minutes later.
      const isAlone = !this.#batches!.some((batch) => isWanted(batch, round))
      const mayTry = hasMoved || (isAlone && pause >= LONGEST_LOOK_MS)
      const ready = later.filter(({ isCrowded }) => mayTry || !isCrowded)
      hasMoved ||= ready.length > 0
      for (const unfinished of ready) {
        later.splice(later.indexOf(unfinished), 1)
        await this.#repeat(unfinished, round, writer)
      }
      if (!this.#batches!.some((batch) => isWanted(batch, round)) && later.length === 0) return
      if (hasMoved) pause = FIRST_LOOK_MS
      this.#parts.context.notice(waitingFor(this.#batches!, round))
      await this.#sleep(pause, this.#stop.signal)
      this.#stop.signal.throwIfAborted()
      pause = Math.min(pause * LOOK_GROWTH, LONGEST_LOOK_MS)
    }
  }

  /** What an ended batch left undone; undefined while it goes on. */
  async #look(fetcher: Fetcher, batch: Batch): Promise<Unfinished | undefined> {
    const end = await fetcher.look(batch, this.#stop.signal)
    if (end === 'open') return undefined
    if (end === 'another') {
      // The batch that was taken for this one is none of ours: the next, if there is one, else it was never made.
      if (await this.#locate(batch)) return undefined
      return { keys: [...batch.places.keys()], attempt: batch.state.attempt, isCrowded: false }
    }
    this.#forget(batch)
    if (end.foreign > 0) this.#parts.context.notice(`${end.foreign} results are of requests that no batch holds`)
    if (end.keyRefusal)
      throw new SftError('ERR_AUTHENTICATION', end.keyRefusal, { hint: 'check the key and its account' })
    return end.unfinished
  }

  async #repeat({ keys, attempt }: Unfinished, round: Round, writer: BatchWriter): Promise<void> {
    for (const key of keys) if (round.has(key)) await this.#write(key, round, writer, attempt)
    await this.#send(round, writer, attempt)
  }

  async #save(batch: Batch, round: Round, key: string, spoken: Spoken): Promise<void> {
    const { journal, budget } = this.#parts
    const { provider, price } = this.#parts.teacher
    const { model, attempt } = batch.state
    const cost_usd = price && spoken.usage ? costOf(price, spoken.usage) * BATCH_SHARE : null
    if (!journal.has(key)) {
      const completion: Completion = { ...spoken, cost_usd, timestamp: new Date().toISOString(), attempts: attempt }
      const request = await this.#store.request(batch, key)
      await journal.append(key, { provider: provider.name, source: provider.source, model, request, completion })
    }
    const rows = round.take(key)
    if (!rows) return
    budget?.settle(rows.reserved, cost_usd ?? rows.reserved)
    round.saved(key, rows)
  }

  /** Drops the rows of a key as teacher-failed. */
  #fail(round: Round, key: string, message: string, isCharged = false): void {
    const { counter, tally, budget } = this.#parts
    const rows = round.take(key)
    if (!rows) return
    budget?.settle(rows.reserved, isCharged ? rows.reserved : 0)
    for (const { id } of round.requests(rows)) {
      counter.failed()
      tally.drop('teacher-failed', { id, message })
    }
  }

  async *#replies(key: string, requests: Request[]): AsyncGenerator<Reply> {
    const saved = await this.#parts.journal.get(key)
    for (const [at, request] of requests.entries()) {
      if (saved) yield this.#reply(key, request, saved.completion, at === 0)
      else this.#parts.tally.drop('teacher-failed', { id: request.id, message: 'the saved reply cannot be read' })
    }
  }

  #reply(key: string, request: Request, completion: Completion, bought: boolean): Reply {
    const { teacher } = this.#parts
    teacher.counter.answered(completion, { bought })
    return replyOf(request, { teacher, key, completion })
  }

  #dropRest(round: Round): void {
    for (const key of round.keys()) {
      for (const { id } of round.requests(round.take(key)!)) {
        this.#parts.tally.drop('interrupted', { id, message: STOPPED })
      }
    }
  }
}
