import type { Reply, Request } from '../src/record.ts'
import { concurrentMap } from '../src/stream/concurrent-map.ts'
import type { RunContext } from '../src/stream/run-context.ts'
import { single, type OpenStage } from '../src/stream/stage.ts'
import { openAsker } from '../src/teacher/asker.ts'

/** Requests looked up in the journal and made ready while --concurrency calls are under way: as many again. */
const AHEAD = 2

/** Opens the journal and the way to the teacher. */
export async function openTeacher(context: RunContext): Promise<OpenStage> {
  const { ledger, options } = context
  const tally = ledger.stage('teach')
  const asker = await openAsker(context, tally)
  return {
    stream: (close) =>
      concurrentMap<Request, Reply>(tally, (request, signal) => asker.ask(request, signal), {
        concurrency: AHEAD * options.concurrency,
        ordered: false,
        close,
      }),
    close: () => asker.close(),
  }
}

/** Requests in, replies out as they arrive. The final pass sorts, so that the dataset shows no order of arrival. */
export const askTeacher = single(openTeacher)
