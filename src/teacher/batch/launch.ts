/** From a plan on disk to a batch on the server, so that no kill at any point pays for it twice. */
import { Failure, GaveUp } from '../http-failures.ts'
import type { Upload } from './batch-client.ts'
import type { BatchServer, Plan } from './batch-server.ts'
import type { Batch, BatchStore } from './batch-store.ts'

/** Refusals after which the server has made nothing for certain are below 500, but for those of a lost race or time. */
const UNCLEAR_STATUS = new Set([408, 409])

/** The batch may be on the server or not: its state is kept, and the next run looks for it. */
export class Unclear extends GaveUp {}

/**
 * Sends the batch. Its state says what is about to be done before it is done, and is on disk before the call that
 * costs. Rejects with GaveUp (the server refused: the batch is not kept), Unclear, ERR_AUTHENTICATION, ERR_IO or the
 * reason of the signal.
 */
export async function launch(
  server: BatchServer,
  store: BatchStore,
  batch: Batch,
  { retries, not, signal }: { retries: number; not: ReadonlySet<string>; signal: AbortSignal },
): Promise<void> {
  const content = store.body(batch)
  const body: Upload = { type: 'application/json', bytes: await content.bytes(), read: content.read }
  try {
    const fileId = await server.upload(batch.state.name, body, signal)
    const mark = await server.mark(signal)
    await store.save(batch, { stage: 'creating', fileId, mark })
  } catch (error) {
    if (!(error instanceof Failure) && !(error instanceof GaveUp)) throw error
    await store.remove(batch)
    throw new GaveUp(error.message, 1)
  }
  await create(server, store, batch, { body, retries, not, signal })
}

/**
 * Looks on the server for a batch that was about to be created when the run ended; false when it is not there, so that
 * its requests may be sent anew. Rejects as a call does.
 */
export async function locate(
  server: BatchServer,
  store: BatchStore,
  batch: Batch,
  { not, signal }: { not: ReadonlySet<string>; signal: AbortSignal },
): Promise<boolean> {
  const found = await server.find(planOf(batch), new Set([...not, ...batch.state.not]), signal)
  if (found) await store.save(batch, { stage: 'open', ...found })
  return found !== undefined
}

async function create(
  server: BatchServer,
  store: BatchStore,
  batch: Batch,
  { body, retries, not, signal }: { body: Upload; retries: number; not: ReadonlySet<string>; signal: AbortSignal },
): Promise<void> {
  let wasUnclear = false
  for (let attempts = 1; ; attempts++) {
    signal.throwIfAborted()
    const outcome = await server.create(planOf(batch), body).catch((error: unknown) => error)
    if (typeof outcome === 'string') return await store.save(batch, { stage: 'open', id: outcome, isCertain: true })
    if (!(outcome instanceof Failure)) throw outcome
    const { status, kind, message } = outcome
    const isRefused = status !== undefined && status < 500 && !UNCLEAR_STATUS.has(status)
    wasUnclear ||= !isRefused
    if (attempts > retries || (isRefused && kind !== 'transient')) {
      if (wasUnclear) throw new Unclear(message, attempts)
      await store.remove(batch)
      throw new GaveUp(message, attempts)
    }
    await server.wait(attempts, outcome, signal)
    if (!isRefused && (await isThere(server, store, batch, { not, signal }))) return
  }
}

async function isThere(...[server, store, batch, among]: Parameters<typeof locate>): Promise<boolean> {
  try {
    return await locate(server, store, batch, among)
  } catch (error) {
    if (error instanceof Failure || error instanceof GaveUp) throw new Unclear(error.message, 1)
    throw error
  }
}

function planOf({ state: { name, count, fileId, mark } }: Batch): Plan {
  return { name, count, fileId, mark }
}
