import type { Duplex } from 'node:stream'
import type { Reply, Request } from '../src/record.ts'
import { concurrentMap } from '../src/stream/concurrent-map.ts'
import type { RunContext } from '../src/stream/run-context.ts'
import { openAsker } from '../src/teacher/asker.ts'
import { providerFor } from '../src/teacher/registry.ts'

/** Requests in, replies out as they arrive. The final pass sorts, so that the dataset shows no order of arrival. */
export async function askTeacher(context: RunContext): Promise<Duplex> {
  const tally = context.ledger.stage('teach')
  const asker = await openAsker(context, await providerFor(context), tally)
  return concurrentMap<Request, Reply>(tally, (request, signal) => asker.ask(request, signal), {
    concurrency: context.options.concurrency,
    ordered: false,
    close: () => asker.close(),
  })
}
