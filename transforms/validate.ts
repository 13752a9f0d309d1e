/** validate: candidates in, verdicts out, all of them. Checks annotate; what to do about it is for `select`. */
import type { Candidate } from '../src/record.ts'
import { LevelCounts } from '../src/checks/level-counts.ts'
import { MistakeCounts } from '../src/checks/mistake-counts.ts'
import { domain } from '../src/domains/registry.ts'
import { concurrentMap } from '../src/stream/concurrent-map.ts'
import type { RunContext } from '../src/stream/run-context.ts'
import { single, type OpenStage } from '../src/stream/stage.ts'
import { openValidator } from '../src/workers/validator.ts'

/** Rows kept ready for the workers beyond one each, so that none waits while the slowest one blocks the order. */
const AHEAD = 4

const CRASHED = 'a check of ours crashed: such programs count as failed; see the issue check-crashed in their verdicts'

/** Opens the verdict cache and the worker pool. */
export async function openValidate(context: RunContext): Promise<OpenStage> {
  const { options, ledger, facts } = context
  const validator = await openValidator(options, (message) => context.notice(message))
  const counts = new LevelCounts()
  const mistakes = new MistakeCounts((await domain().prompts()).topic)
  facts.mistakes = () => mistakes.snapshot()
  const annotate = async (candidate: Candidate) => {
    const verdict = await validator.validate(candidate)
    counts.add(verdict)
    mistakes.add(verdict)
    const levels = counts.snapshot()
    if (Object.values(levels).some(({ issues }) => issues['check-crashed'])) context.notice(CRASHED)
    facts.levels = levels
    facts.run = { ...facts.run, ...validator.facts }
    return verdict
  }
  return {
    stream: (close) =>
      concurrentMap(ledger.stage('validate'), annotate, { concurrency: options.jobs + AHEAD, close }),
    close: () => validator.close(),
  }
}

export const validate = single(openValidate)
