/** Results of a batch into the journal, line by line. */
import { Failure } from '../http-failures.ts'
import type { Spoken } from '../server.ts'
import type { BatchServer, BatchStatus } from './batch-server.ts'
import type { Batch } from './batch-store.ts'

/** Where results go. */
export interface Sink {
  /** Resolves when the reply is safe on disk. */
  save(key: string, spoken: Spoken): Promise<void>
  fail(key: string, failure: Failure, charged: boolean): void
}

/** The id belongs to another batch. */
export class AnotherBatch extends Error {}

/** Replies that are on their way to the disk: they share a sync. */
const SAVED_AT_ONCE = 64

/**
 * Resolves to how much could not be used: lines that nobody can read, and results of requests that are not in the
 * batch. Rejects with AnotherBatch, or as a call does; a Failure also says that some of what there is did not arrive.
 */
export async function fetchResults(
  server: BatchServer,
  batch: Batch,
  status: BatchStatus,
  sink: Sink,
  signal: AbortSignal,
): Promise<{ unreadable: number; foreign: number }> {
  const count = { known: 0, unreadable: 0, foreign: 0 }
  let { isCertain } = batch.state
  let saving: Promise<void>[] = []
  const settle = async (): Promise<void> => {
    await Promise.all(saving)
    saving = []
  }
  try {
    for await (const result of server.results(status, signal)) {
      if (!result) count.unreadable++
      else if (!batch.has(result.key)) {
        if (!isCertain) throw new AnotherBatch()
        count.foreign++
      } else {
        // Content addresses are nobody else's.
        isCertain = true
        count.known++
        if ('failure' in result) sink.fail(result.key, result.failure, result.charged)
        else saving.push(handled(sink.save(result.key, result.spoken)))
      }
      if (saving.length >= SAVED_AT_ONCE) await settle()
    }
  } finally {
    await settle()
  }
  if (count.known + count.unreadable + count.foreign < Math.min(status.answered, batch.state.count)) {
    throw new Failure('transient', 'the results of a batch did not arrive as a whole')
  }
  return count
}

/** Its rejection is seen when it is awaited, which may be later than the program would be ended for it. */
function handled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {})
  return promise
}
