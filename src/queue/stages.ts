/** The stages that a worker serves. */
import * as z from 'zod'
import { optionsSchema, type Options } from '../config.ts'
import { parseStage } from '../reply/parse-stage.ts'
import type { RowWorker, Stage } from '../stream/row-stage.ts'
import { checkStage } from '../workers/check-stage.ts'

type AnyStage = Stage<unknown, unknown>

interface Maker {
  make(options: Options): AnyStage | Promise<AnyStage>
  /** What whoever sends rows may say of the options. */
  readonly settings: z.ZodType<Partial<Options>>
}

/** A new stage is an entry here. */
const MAKERS: readonly Maker[] = [
  { make: () => parseStage, settings: z.strictObject({}) },
  { make: checkStage, settings: optionsSchema.pick({ frames: true, checkTimeout: true, requireSandbox: true }) },
]

/** A stage as a worker runs it: for whoever asks, under the settings of whoever asks. */
export interface Served {
  readonly stage: AnyStage
  /** Throws a ZodError for settings that are none. */
  under(settings: unknown): Promise<RowWorker<unknown, unknown>>
}

/** All stages under the options of this machine. Throws as the stages do. */
export async function servedStages(options: Options): Promise<Served[]> {
  return await Promise.all(
    MAKERS.map(async ({ make, settings: schema }) => ({
      stage: await make(options),
      under: async (settings) => (await make({ ...options, ...stricter(options, schema.parse(settings)) })).create(),
    })),
  )
}

/** A run may ask for a stricter sandbox than the worker has, and not for a laxer one. */
function stricter({ requireSandbox }: Options, settings: Partial<Options>): Partial<Options> {
  return requireSandbox === 'strict' && settings.requireSandbox ? { ...settings, requireSandbox } : settings
}
