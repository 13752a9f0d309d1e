import { setImmediate } from 'node:timers/promises'
import type { Reply, Request } from '../src/record.ts'
import { concurrentMap } from '../src/stream/concurrent-map.ts'
import { generatorStage } from '../src/stream/generator-stage.ts'
import type { RunContext } from '../src/stream/run-context.ts'
import { single, type OpenStage } from '../src/stream/stage.ts'
import { countOpen } from '../src/teacher/batch/batch-store.ts'
import { openAsker, openBatchAsker } from '../src/teacher/open.ts'

/** Requests looked up in the journal and made ready while --concurrency calls are under way: as many again. */
const AHEAD = 2

/** Opens the journal and the way to the teacher. */
export async function openTeacher(context: RunContext): Promise<OpenStage> {
  const { ledger, options } = context
  const tally = ledger.stage('teach')
  if (options.batch) {
    const { asker, close } = await openBatchAsker(context, tally)
    const stream: OpenStage['stream'] = (done) =>
      generatorStage<Request, Reply>(tally, (requests) => asker.answer(requests), { close: done })
    return { stream, close }
  }
  const asker = await openAsker(context, tally)
  if (asker.isPaid) await warnOfBatches(context)
  const ask = async (request: Request, signal: AbortSignal): Promise<Reply | undefined> => {
    const reply = await asker.ask(request, signal)
    // The call that takes its place leaves first: what is done with this reply can be done while that one is under way.
    // Otherwise calls that were answered together leave together, and the server and we wait for each other in turns.
    await setImmediate()
    return reply
  }
  return {
    stream: (close) =>
      concurrentMap<Request, Reply>(tally, ask, {
        concurrency: AHEAD * options.concurrency,
        ordered: false,
        close,
      }),
    close: () => asker.close(),
  }
}

async function warnOfBatches({ options, notice }: RunContext): Promise<void> {
  const open = await countOpen(options.cache)
  if (open > 0) notice(`${open} batches of earlier runs are open: without --batch their requests are bought again`)
}

/** Requests in, replies out as they arrive. The final pass sorts, so that the dataset shows no order of arrival. */
export const askTeacher = single(openTeacher)
