/** The format interface: one way to spell the rows is one file that implements it and one line in registry.ts. */
import type { Sample } from '../record.ts'
import type { Feature } from './feature.ts'

/** What is asked: the part of a row that comes before the answer. */
export type Task = Pick<Sample, 'system' | 'instruction' | 'input'>

/** One task with a program that passed and one that failed (DPO). */
export interface Pair extends Task {
  readonly chosen: string
  readonly rejected: string
  readonly metadata: object
}

/** One answer to a task, and whether it passed (KTO). */
export interface Answer extends Task {
  readonly output: string
  readonly label: boolean
  readonly metadata: object
}

/** How one kind of row is spelled. */
export interface Shape<Row> {
  /** The row as it stands in the file. Keeps `metadata`, so that a row can be traced in any format. */
  row(row: Row): object
  /** Every column that LLaMA-Factory must know: it takes those not named here as absent, its own defaults included. */
  readonly columns: Readonly<Record<string, string>>
  /** The columns beside `metadata`. */
  readonly features: readonly Feature[]
}

export interface Format {
  /** Value of --format. */
  readonly name: string
  /** One line for --help. */
  readonly summary: string
  /** The `formatting` of LLaMA-Factory; null when it cannot read this format and the folder is for TRL. */
  readonly formatting: 'alpaca' | 'sharegpt' | null
  /** Names of keys and roles inside a message; likewise all or none. */
  readonly tags?: Readonly<Record<string, string>>
  readonly sample: Shape<Sample>
  /** The answer in a row as `sample` spells it; something else than a text when the row is another's. */
  outputOf(row: Readonly<Record<string, unknown>>): unknown
  readonly pair: Shape<Pair>
  readonly answer: Shape<Answer>
}

/** What the user turn of a chat says: trainers join instruction and input by one line break. */
export function userTurn({ instruction, input }: Task): string {
  return input === '' ? instruction : `${instruction}\n${input}`
}

/** The last turn of a conversation that was read. */
export function lastOf(turns: unknown): Readonly<Record<string, unknown>> | undefined {
  const last: unknown = Array.isArray(turns) ? turns.at(-1) : undefined
  return typeof last === 'object' && last !== null ? (last as Record<string, unknown>) : undefined
}
