/** What the pool and its workers say to each other. Plain data: it is cloned. */
import type { Checked, CheckJob } from '../checks/ladder.ts'
import type { ErrorCode } from '../errors.ts'

/** What a worker needs to know at its start. */
export interface WorkerSetup {
  /** Path of the built API index. */
  readonly indexFile: string
  readonly frames: number
  /** CPU seconds. */
  readonly checkTimeout: number
  readonly requireSandbox: 'basic' | 'strict'
  /** Path of the browser to run programs in; null: the headless runtime. */
  readonly chromium: string | null
}

/** The setup as the pool hands it over. */
export interface WorkerData extends WorkerSetup {
  /** Name of the broadcast channel on which the pool asks its workers to end their children. */
  readonly channel: string
}

/** 'start' is answered when the worker has loaded all that L1 needs. */
export type WorkerTask = CheckJob | 'start'

/** Errors are data: a thrown one would lose its class and its code on the way. */
export type WorkerAnswer =
  | { readonly checked: Checked }
  | { readonly failure: { readonly code: ErrorCode; readonly message: string; readonly hint: string | undefined } }

/** What the pool says on the channel before it ends its workers; each answers with something else. */
export const FAREWELL = 'close'
