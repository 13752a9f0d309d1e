/** What the batch APIs of the vendors have in common: a vendor is one file that implements it. */
import type { Request } from '../../record.ts'
import type { Failure } from '../http-failures.ts'
import type { Server, Refusal, Spoken } from '../server.ts'
import type { Upload } from './batch-client.ts'

/** What a teacher lends to its batches: the calls are the same, only their way is another. */
export interface Calls {
  readonly server: Server
  readonly headers: Record<string, string>
  body(request: Request): unknown
  /** Makes the result of an answer's JSON, or throws an Unusable or a Failure. */
  read(json: unknown): Spoken
  /** Whether the calls were changed so that this refusal may not come again. */
  adapt?(refusal: Refusal): boolean
}

/** A batch that is to be created. */
export interface Plan {
  /** Ours, 32 hex digits. */
  readonly name: string
  /** Requests in it. */
  readonly count: number
  /** What upload() resolved to. */
  readonly fileId: string | null
  /** What mark() resolved to before create() was called for the first time. */
  readonly mark: string | null
}

export interface Found {
  readonly id: string
  /** False when only the keys of its results can tell whether it is this batch. */
  readonly isCertain: boolean
}

export interface BatchStatus {
  readonly id: string
  /** Nothing more will come. */
  readonly hasEnded: boolean
  /** Requests that have results for certain: fewer in what arrives means that some of it is missing. */
  readonly answered: number
  /** Why the whole batch was not run. */
  readonly failure: Failure | undefined
  readonly results: readonly URL[]
}

/** What came of one request. */
export type Result =
  | { readonly key: string; readonly spoken: Spoken }
  /** `charged`: there was an answer, though no reply. */
  | { readonly key: string; readonly failure: Failure; readonly charged: boolean }

/**
 * The batches of one server. What goes wrong is a Failure (one call, one attempt), a GaveUp (calls that were repeated)
 * or ERR_AUTHENTICATION; `signal` ends the calls that cost nothing at once.
 */
export interface BatchServer {
  /** Where the batches are: ids are worth something there only. */
  readonly url: URL
  /** The most that one batch may hold. */
  readonly limits: { readonly requests: number; readonly bytes: number }
  /** What stands before, between and after the entries of a body. */
  readonly frame: { readonly head: string; readonly between: string; readonly tail: string }
  /** The entry of one request; `key` is its content address. */
  entry(key: string, request: Request): string
  /** Sends the body ahead, where that is a call of its own, which costs nothing. */
  upload(name: string, body: Upload, signal: AbortSignal): Promise<string | null>
  /** What tells later which batches are older than this moment, where that is needed. */
  mark(signal: AbortSignal): Promise<string | null>
  /** The call that costs: one attempt, which no signal ends. Resolves to the id. */
  create(plan: Plan, body: Upload): Promise<string>
  /** Finds the batch of a create() that was not heard of again. `not`: ids that are known to be others. */
  find(plan: Plan, not: ReadonlySet<string>, signal: AbortSignal): Promise<Found | undefined>
  /** One attempt. */
  status(id: string, signal: AbortSignal): Promise<BatchStatus>
  /** In any order; undefined stands for a line that cannot be read. One attempt. */
  results(status: BatchStatus, signal: AbortSignal): AsyncIterable<Result | undefined>
  /** Waits before attempt `attempt + 1`, as the failure asks. */
  wait(attempt: number, failure: Failure, signal: AbortSignal): Promise<void>
  close(): Promise<void>
}
