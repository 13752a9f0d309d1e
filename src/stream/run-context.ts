import type { Options } from '../config.ts'
import type { Facts } from './facts.ts'
import type { Ledger } from './ledger.ts'
import type { UnderWay } from './work.ts'

/** What every stage of one run shares. */
export interface RunContext {
  readonly options: Options
  readonly ledger: Ledger
  /** Aborted when the run must stop now. */
  readonly signal: AbortSignal
  /** Aborted when the user wants the run to end: rows inside go on to their end, but nothing is bought for them. */
  readonly interrupt?: AbortSignal | undefined
  /** The environment: the only place where keys may come from. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** What stages add to report.json, each under its key. */
  readonly facts: Facts
  /** What is computed at the moment, for the progress. */
  readonly underWay: UnderWay
  /** Says something to the user on stderr, once a text. */
  notice(message: string): void
}
