/** The provider interface: a teacher is one file that implements it and one line in registry.ts. */
import type { Request, Usage } from '../record.ts'
import type { RunContext } from '../stream/run-context.ts'
import type { BatchServer } from './batch/batch-server.ts'

/** What a provider returns for one request. null is what nobody said. Further fields travel on in the reply. */
export interface Completion {
  raw_output: string
  teacher_model: string | null
  finish_reason: string | null
  usage: Usage | null
  /** null when the price is unknown. */
  cost_usd: number | null
  /** ISO 8601 time of the answer; a fixed one for providers that only replay or compute. */
  timestamp: string | null
  /** Calls made for this answer, retries included. */
  attempts: number
  /** Those of them that failed and may be charged all the same. */
  unsettled?: number
  /** Name of the defect that a teacher for trials put into this answer on purpose. */
  planted_defect?: string
}

export interface Provider {
  readonly name: string
  /** The model that it asks for, if it asks for one. */
  readonly model?: string | undefined
  /** Paid providers go through the journal: the reply is saved before anyone sees it, and looked up before any call. */
  readonly paid: boolean
  /** Value of `metadata.source` for rows of this teacher: distill for real ones, mock for made ones. */
  readonly source: string
  /** The part of the request that decides the answer: what the content address of a reply is computed from. */
  fingerprint(request: Request): unknown
  /**
   * Answers one request. Rejects with an SftError: ERR_AUTHENTICATION ends the run, ERR_TEACHER loses this request.
   * Resolves to undefined when it has no answer for this request (replay).
   * `mayRepeat` is asked before another attempt when the one before may be charged though nothing came of it.
   * `signal` ends the call at once, even one that is paid for: a stop that lets it finish is close().
   */
  complete(request: Request, signal: AbortSignal, mayRepeat?: () => boolean): Promise<Completion | undefined>
  /** Where --batch sends what complete() would, with the same answers; absent where there are no batches. */
  batches?(): BatchServer
  /** Starts no further attempt, waits for the calls in flight, then lets go of what it holds. */
  close(): Promise<void>
}

export interface ProviderFactory {
  readonly name: string
  /** One line for --help. */
  readonly summary: string
  create(context: RunContext): Promise<Provider>
}
