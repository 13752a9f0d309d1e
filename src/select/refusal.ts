import type { Tally } from '../stream/ledger.ts'

/** Why a row is left out of the dataset. */
export interface Refusal {
  readonly reason: string
  /** Id of the row in the dataset that this one is too much like. */
  readonly like?: string
}

/** Drops a row for that reason; the dead-letter file names the row that it is like. */
export function dropRefused(tally: Tally, id: string, { reason, like }: Refusal): void {
  tally.drop(reason, { id, ...(like === undefined ? {} : { message: `like ${like}` }) })
}
