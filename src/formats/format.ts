/** The format interface: one way to spell a dataset row is one file that implements it and one line in registry.ts. */
import type { Sample } from '../record.ts'

export interface Format {
  /** Value of --format. */
  readonly name: string
  /** One line for --help. */
  readonly summary: string
  /** The row as it stands in the file. Keeps `metadata`, so that a row can be traced in any format. */
  row(sample: Sample): object
  /** The `formatting` of LLaMA-Factory. */
  readonly formatting: 'alpaca' | 'sharegpt'
  /** Every column that LLaMA-Factory must know: it takes those not named here as absent, its own defaults included. */
  readonly columns: Readonly<Record<string, string>>
  /** Names of keys and roles inside a message; likewise all or none. */
  readonly tags?: Readonly<Record<string, string>>
  /** The columns beside `metadata` as a Hugging Face dataset card declares them. */
  readonly features: readonly object[]
}

/** What the user turn of a chat says: trainers join instruction and input by one line break. */
export function userTurn(sample: Sample): string {
  return sample.input === '' ? sample.instruction : `${sample.instruction}\n${sample.input}`
}
