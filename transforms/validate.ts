/** validate: candidates in, verdicts out, all of them. Checks annotate; what to do about it is for `select`. */
import { SftError } from '../src/errors.ts'
import type { Candidate } from '../src/record.ts'
import { LevelCounts } from '../src/checks/level-counts.ts'
import { MistakeCounts } from '../src/checks/mistake-counts.ts'
import { domain } from '../src/domains/registry.ts'
import { concurrentMap } from '../src/stream/concurrent-map.ts'
import type { RunContext } from '../src/stream/run-context.ts'
import { single, type OpenStage } from '../src/stream/stage.ts'
import type { CheckStage } from '../src/workers/check-stage.ts'
import { crashed } from '../src/workers/pool.ts'
import { openValidator, type Checker } from '../src/workers/validator.ts'

/** Rows kept ready for the workers beyond one each, so that none waits while the slowest one blocks the order. */
const AHEAD = 4

const CRASHED = 'a check of ours crashed: such programs count as failed; see the issue check-crashed in their verdicts'

/** Opens the verdict cache and the worker pool, or the queue. */
export async function openValidate(context: RunContext): Promise<OpenStage> {
  const { options, ledger, facts } = context
  const { open, concurrency } = await checkerOf(context)
  const validator = await openValidator(options, (message) => context.notice(message), open)
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
    stream: (close) => concurrentMap(ledger.stage('validate'), annotate, { concurrency, close }),
    close: () => validator.close(),
  }
}

export const validate = single(openValidate)

interface CheckerKind {
  /** Without it: the pool of this machine. */
  readonly open?: (stage: CheckStage) => Promise<Checker>
  readonly concurrency: number
}

/** Who checks: this machine, or with --queue the workers of others. */
async function checkerOf(context: RunContext): Promise<CheckerKind> {
  const { queue, runtime, jobs } = context.options
  if (queue === undefined) return { concurrency: jobs + AHEAD }
  if (runtime === 'browser') {
    const hint = 'leave out --queue, or --runtime browser'
    throw new SftError('ERR_USAGE', 'the browsers of workers may differ: --queue runs programs headless only', { hint })
  }
  const { PoisonRow, ROWS_INSIDE, openRemote } = await import('../src/queue/open.ts')
  const open = async (stage: CheckStage): Promise<Checker> => {
    const workers = await openRemote(stage, context, queue)
    return {
      check: async (job) => {
        try {
          return await workers.each(job)
        } catch (error) {
          if (error instanceof PoisonRow) return crashed(job, `no worker survives it: ${error.message}`)
          throw error
        }
      },
      close: async () => workers.close(),
    }
  }
  return { open, concurrency: ROWS_INSIDE }
}
