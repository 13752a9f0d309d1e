import type { Transform } from 'node:stream'
import { excludeStage } from '../src/audit/exclude-stage.ts'
import type { Candidate } from '../src/record.ts'
import type { RunContext } from '../src/stream/run-context.ts'

/**
 * Programs with their prompts in, those out that are like nothing in --exclude FILE. Without the option there is no such
 * stage. It stands before the selection, so that others take the places, and again where rows of others have come in.
 */
export function excludeRows(context: RunContext): Promise<Transform | readonly []> {
  return excludeStage<Candidate>(context, {
    name: 'exclude',
    seedOf: ({ prompt }) => prompt,
    like: (exclusion, { code }, prompt) => exclusion.find({ ...prompt, code }),
  })
}

/** The same where examples of others may have come in: without --official there is nothing to look at again. */
export async function excludeMerged(context: RunContext): Promise<Transform | readonly []> {
  return context.options.official === undefined ? [] : await excludeRows(context)
}
