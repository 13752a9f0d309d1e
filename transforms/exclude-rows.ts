import type { Transform } from 'node:stream'
import { exclusionOf } from '../src/audit/read-exclusion.ts'
import { domain } from '../src/domains/registry.ts'
import type { Candidate } from '../src/record.ts'
import type { RunContext } from '../src/stream/run-context.ts'
import { rowTransform } from '../src/stream/transform.ts'

/**
 * Programs with their prompts in, those out that are like nothing in --exclude FILE. Without the option there is no such
 * stage. It stands before the selection, so that others take the places, and again where rows of others have come in.
 */
export async function excludeRows(context: RunContext): Promise<Transform | readonly []> {
  const exclusion = await exclusionOf(context)
  if (!exclusion) return []
  const prompts = await domain().prompts()
  const tally = context.ledger.stage('exclude')
  return rowTransform<Candidate, Candidate>(tally, {
    each(row) {
      const { id, prompt, code } = row
      const like = exclusion.find({ task: prompt.task, instruction: prompts.sampleInstruction(prompt), code })
      if (like === undefined) return [row]
      tally.drop('excluded', { id, message: like })
      return []
    },
  })
}

/** The same where examples of others may have come in: without --official there is nothing to look at again. */
export async function excludeMerged(context: RunContext): Promise<Transform | readonly []> {
  return context.options.official === undefined ? [] : await excludeRows(context)
}
