import type { Transform } from 'node:stream'
import { excludeStage } from '../src/audit/exclude-stage.ts'
import type { Seed } from '../src/record.ts'
import type { RunContext } from '../src/stream/run-context.ts'

/**
 * Seeds in, those out whose prompt is like none in --exclude FILE: all that a teacher answered to the others would be
 * dropped later. Without the option there is no such stage.
 */
export function excludeSeeds(context: RunContext): Promise<Transform | readonly []> {
  return excludeStage<Seed>(context, {
    name: 'exclude-seeds',
    seedOf: (seed) => seed,
    like: (exclusion, _, prompt) => exclusion.findPrompt(prompt),
  })
}
