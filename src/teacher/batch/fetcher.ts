/** Looks whether batches have ended, and takes in what came of their requests. */
import { Failure } from '../http-failures.ts'
import type { Spoken } from '../server.ts'
import type { BatchServer, BatchStatus } from './batch-server.ts'
import type { Batch, BatchStore } from './batch-store.ts'
import { AnotherBatch, fetchResults } from './fetch-results.ts'

/** Where results go. */
export interface Takers {
  /** Resolves when the reply is safe on disk. */
  save(batch: Batch, key: string, spoken: Spoken): Promise<void>
  /** `isCharged`: there was an answer, though no reply. */
  fail(key: string, message: string, isCharged: boolean): void
  /** Whether nothing came of it yet. */
  waitsFor(key: string): boolean
}

/** Requests that may be sent again. */
export interface Unfinished {
  readonly keys: readonly string[]
  /** Which try of theirs this is going to be. */
  readonly attempt: number
  /** The server had no room for them. */
  readonly isCrowded: boolean
}

export interface End {
  readonly unfinished: Unfinished
  /** Results of requests that are not in the batch. */
  readonly foreign: number
  /** What was said when the key was refused for a request of the batch. */
  readonly keyRefusal: string | undefined
}

/** Looks that may fail in a row: an hour of them, since the batch goes on while the network is away. */
const FAILED_LOOKS = 60

export class Fetcher {
  readonly #server: BatchServer
  readonly #store: BatchStore
  readonly #retries: number
  readonly #takers: Takers
  /** Failed looks in a row. */
  readonly #failed = new Map<Batch, number>()

  constructor(server: BatchServer, store: BatchStore, retries: number, takers: Takers) {
    this.#server = server
    this.#store = store
    this.#retries = retries
    this.#takers = takers
  }

  /**
   * open: nothing new; another: the id belonged to another batch. A batch whose end is returned is in the journal, and
   * its state is removed. Rejects with ERR_AUTHENTICATION, ERR_IO or the reason of the signal.
   */
  async look(batch: Batch, signal: AbortSignal): Promise<'open' | 'another' | End> {
    let most = FAILED_LOOKS
    try {
      const status = await this.#server.status(batch.state.id!, signal)
      if (!status.hasEnded) {
        this.#failed.delete(batch)
        return 'open'
      }
      most = this.#retries
      return await this.#end(batch, status, signal)
    } catch (error) {
      if (error instanceof AnotherBatch) return await this.#disown(batch)
      if (!(error instanceof Failure)) throw error
      const failed = (this.#failed.get(batch) ?? 0) + 1
      this.#failed.set(batch, failed)
      if (error.kind === 'final' || failed > most) this.#giveUp(batch, error.message)
      return 'open'
    }
  }

  async #end(batch: Batch, status: BatchStatus, signal: AbortSignal): Promise<End> {
    const again = new Set<string>()
    const mayRepeat = batch.state.attempt <= this.#retries
    let keyRefusal: string | undefined
    const fail = (key: string, failure: Failure, charged: boolean): void => {
      if (failure.kind === 'key') keyRefusal = failure.message
      if (failure.kind === 'transient' && mayRepeat) again.add(key)
      else this.#takers.fail(key, failure.message, charged)
    }
    const save = (key: string, spoken: Spoken): Promise<void> => this.#takers.save(batch, key, spoken)
    const { unreadable, foreign } = await fetchResults(this.#server, batch, status, { save, fail }, signal)
    // What came in its place may be what was paid for.
    const isLost = unreadable + foreign > 0
    const lost = isLost ? new Failure('final', UNREADABLE) : new Failure('transient', UNFINISHED)
    for (const key of batch.places.keys()) {
      if (this.#takers.waitsFor(key) && !again.has(key)) fail(key, status.failure ?? lost, isLost)
    }
    // Before they are sent again: a kill in between must not leave them in two batches.
    await this.#store.remove(batch)
    const isCrowded = status.failure?.kind === 'transient'
    return { unfinished: { keys: [...again], attempt: batch.state.attempt + 1, isCrowded }, foreign, keyRefusal }
  }

  async #disown(batch: Batch): Promise<'another'> {
    const { id, not } = batch.state
    await this.#store.save(batch, { stage: 'creating', id: null, not: [...not, id!] })
    return 'another'
  }

  /** The state stays: what is paid for is not given up with the run. */
  #giveUp(batch: Batch, message: string): void {
    const kept = `${message}; to give up its batch remove ${batch.state.name}.json from the cache's folder "batches"`
    for (const key of batch.places.keys()) this.#takers.fail(key, kept, true)
  }
}

const UNREADABLE = 'its result cannot be read'
const UNFINISHED = 'the batch ended before it was answered'
