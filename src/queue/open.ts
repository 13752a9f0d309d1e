/** The queue that the options name. */
import type { RunContext } from '../stream/run-context.ts'
import type { RowWorker, Stage } from '../stream/row-stage.ts'
import { folderStore, redisStore, type BodyStore } from './body-store.ts'
import { connect, serverName, weaknesses, type Connection } from './connection.ts'
import { BATCH_ROWS, PREFIX } from './messages.ts'
import { OUTSTANDING, Remote } from './remote.ts'

export { PoisonRow } from './remote.ts'

type QueueContext = Pick<RunContext, 'options' | 'env' | 'notice'>

/** Rows inside a stage that is done elsewhere: enough for so many workers to have all that they may hold. */
const WORKERS_FED = 4
export const ROWS_INSIDE = WORKERS_FED * OUTSTANDING * BATCH_ROWS

/** Connects and says what the server lacks. Throws as `connect` and `folderStore` do. */
export async function openQueue(
  { options, env, notice }: QueueContext,
  url: string,
  patience: number,
): Promise<{ connection: Connection; store: BodyStore }> {
  const connection = await connect({ url, password: env.SFT_STREAM_QUEUE_PASSWORD, patience, notice })
  try {
    for (const weakness of await weaknesses(connection.redis)) notice(`the Redis server at ${serverName(url)}: ${weakness}`)
    const { queueStore } = options
    return { connection, store: queueStore === undefined ? redisStore(connection.redis, PREFIX) : await folderStore(queueStore) }
  } catch (error) {
    connection.close()
    throw error
  }
}

/** The stage, done by the workers of a queue. Throws as `openQueue` does. */
export async function openRemote<In, Out>(
  stage: Stage<In, Out>,
  context: QueueContext,
  url: string,
): Promise<RowWorker<In, Out>> {
  const { audit, seed, queueWait } = context.options
  const { connection, store } = await openQueue(context, url, queueWait)
  return new Remote(stage, { connection, store, audit, seed, wait: queueWait, notice: context.notice })
}
