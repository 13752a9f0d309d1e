/** The server of --queue, and whether anybody serves it. */
import type { Options } from '../config.ts'
import { SftError, messageOf } from '../errors.ts'
import { connect, serverName, weaknesses } from '../queue/connection.ts'
import { workersByQueue } from '../queue/workers.ts'
import { missing, ok, warn, type Finding } from './finding.ts'

/** Findings when the options name a queue. */
export async function* queueFindings(
  { queue: url }: Options,
  env: Readonly<Record<string, string | undefined>>,
): AsyncGenerator<Finding> {
  if (url === undefined) return
  try {
    const { redis, close } = await connect({ url, password: env.SFT_STREAM_QUEUE_PASSWORD, patience: 0, notice: () => {} })
    try {
      const weak = await weaknesses(redis)
      const advice = 'redis-server --appendonly yes --maxmemory-policy noeviction'
      yield weak.length > 0 ? warn('queue', weak.join('; '), advice) : ok('queue', `Redis at ${serverName(url)}`)
      const served = [...(await workersByQueue(redis))].map(([name, count]) => `${count} of ${name}`).toSorted()
      const start = 'sft-stream worker --queue URL'
      yield served.length > 0 ? ok('queue workers', served.join(', ')) : warn('queue workers', 'none are there', start)
    } finally {
      close()
    }
  } catch (error) {
    yield missing('queue', messageOf(error), (error instanceof SftError && error.hint) || 'see to the server')
  }
}
