import type { Duplex } from 'node:stream'
import type { Candidate, Reply } from '../src/record.ts'
import { parseStage } from '../src/reply/parse-stage.ts'
import { concurrentMap } from '../src/stream/concurrent-map.ts'
import type { RunContext } from '../src/stream/run-context.ts'
import { rowTransform } from '../src/stream/transform.ts'

/** replies → candidates. Drops nothing: a reply without code becomes a candidate with parse errors. */
export function parseReplies(context: RunContext): Duplex {
  const worker = parseStage.create()
  return rowTransform<Reply, Candidate>(context.ledger.stage(parseStage.name), { each: (reply) => [worker.each(reply)] })
}

/** The same, with --queue done by workers. A reply that no worker survives is dropped. */
export async function parseAnywhere(context: RunContext): Promise<Duplex> {
  const { queue } = context.options
  if (queue === undefined) return parseReplies(context)
  const { PoisonRow, ROWS_INSIDE, openRemote } = await import('../src/queue/open.ts')
  const workers = await openRemote<Reply, Candidate>(parseStage, context, queue)
  const tally = context.ledger.stage(parseStage.name)
  const parse = async (reply: Reply) => {
    try {
      return await workers.each(reply)
    } catch (error) {
      if (!(error instanceof PoisonRow)) throw error
      return void tally.drop('poison-row', { id: reply.id, message: error.message })
    }
  }
  return concurrentMap(tally, parse, { concurrency: ROWS_INSIDE, close: () => workers.close() })
}
