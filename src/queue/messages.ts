/** What a run and its workers say to each other. Whatever arrives is checked against this before anyone believes it. */
import * as z from 'zod'
import type { Stage } from '../stream/row-stage.ts'

/** Of all keys in the server. */
export const PREFIX = 'sft-stream'

/** Rows of a batch at most, and characters: a row may have millions. */
export const BATCH_ROWS = 64
export const BATCH_CHARACTERS = 4 << 20

const hash = z.string().regex(/^[0-9a-f]{64}$/)

/** One queue for each version of a stage: a worker of another version never sees what it would get wrong. */
export const queueName = ({ name, version }: Pick<Stage<never, unknown>, 'name' | 'version'>): string => `${name}@${version}`

/** One batch, as it waits in the queue. */
export const jobSchema = z.strictObject({ stage: z.string(), version: z.string(), body: hash })

/** Its body: rows, and the settings of the stage that decide what comes out. */
export const batchSchema = z.strictObject({
  settings: z.record(z.string(), z.unknown()),
  rows: z.array(z.unknown()).min(1).max(BATCH_ROWS),
})

/** What a worker returns: where the answers lie. */
export const returnSchema = z.strictObject({ version: z.string(), answers: hash })

/** The answers, in the order of the rows, each with the hash of the row as it was read. */
export const answersSchema = z.strictObject({
  rows: z.array(z.strictObject({ row: hash, answer: z.unknown() })).max(BATCH_ROWS),
})

/** Why a worker gave a batch back, for the run to read: these are no fault of its rows. */
export const REFUSAL = { body: 'body-missing', version: 'other-version' } as const
