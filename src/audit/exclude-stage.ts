import type { Transform } from 'node:stream'
import { domain } from '../domains/registry.ts'
import type { Seed } from '../record.ts'
import type { RunContext } from '../stream/run-context.ts'
import { rowTransform } from '../stream/transform.ts'
import type { Exclusion, PromptText } from './exclusion.ts'
import { exclusionOf } from './read-exclusion.ts'

export interface ExcludeStage<Row> {
  /** Name of the tally. */
  name: string
  /** The task of the row. */
  seedOf: (row: Row) => Seed
  /** What the row is like among what is excluded, in words; undefined when it may stay. */
  like: (exclusion: Exclusion, row: Row, prompt: PromptText) => string | undefined
}

/**
 * A stage that drops, as `excluded`, rows that are like something in --exclude FILE; without the option there is none.
 * All such stages of a run share what was read of the file. Rejects as exclusionOf() does.
 */
export async function excludeStage<Row extends { id: string }>(
  context: RunContext,
  { name, seedOf, like }: ExcludeStage<Row>,
): Promise<Transform | readonly []> {
  const exclusion = await exclusionOf(context)
  if (!exclusion) return []
  const prompts = await domain().prompts()
  const tally = context.ledger.stage(name)
  return rowTransform<Row, Row>(tally, {
    each(row) {
      const seed = seedOf(row)
      const message = like(exclusion, row, { task: seed.task, instruction: prompts.sampleInstruction(seed) })
      if (message === undefined) return [row]
      tally.drop('excluded', { id: row.id, message })
      return []
    },
  })
}
