/** A stage that is pure per row: what comes out follows from the row, the settings and the version, wherever it is made. */
import type * as z from 'zod'

/** Works on one row after the other, or on many at once. */
export interface RowWorker<In, Out> {
  each(row: In): Out | Promise<Out>
  close(): void | Promise<void>
}

/** One and the same for the chain of this process and for workers on other machines. */
export interface Stage<In, Out> {
  readonly name: string
  /** Two workers of one version make the same of a row; it changes with whatever decides what comes out. */
  readonly version: string
  /** The options that decide what comes out, by name: a worker elsewhere has others of its own. */
  readonly settings: Readonly<Record<string, unknown>>
  /** What a row and an answer must look like when they come from elsewhere. */
  readonly row: z.ZodType<In>
  readonly answer: z.ZodType<Out>
  create(): RowWorker<In, Out> | Promise<RowWorker<In, Out>>
  /** What is wrong with an answer to a row that no honest worker gives; undefined when nothing is. */
  refuse(row: In, answer: Out): string | undefined
  /** In what an answer differs from ours, chance (times, the load of a machine) aside; undefined when in nothing. */
  difference(answer: Out, ours: Out): string | undefined
}
