/** Who serves a queue: what the server says of its clients. */
import type { Redis } from './bullmq.ts'
import { PREFIX } from './messages.ts'

/** A worker goes by `prefix:<queue in base64>:w:<name>`, as bullmq names its connections. */
const NAME = new RegExp(`\\bname=${PREFIX}:([A-Za-z0-9+/=]+):w:`, 'g')

/** How many workers there are for each queue. */
export async function workersByQueue(redis: Redis): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  for (const [, base64] of String(await redis.client('LIST')).matchAll(NAME)) {
    const queue = Buffer.from(base64, 'base64').toString()
    counts.set(queue, (counts.get(queue) ?? 0) + 1)
  }
  return counts
}
