/** The list of batches, page by page: both vendors page alike, but for the name of the cursor. */
import * as z from 'zod'
import { Failure } from '../http-failures.ts'
import type { BatchClient } from './batch-client.ts'

/** More pages than any account has; a server that never ends must not hold a run. */
const MOST_PAGES = 1000

const listSchema = z.looseObject({
  data: z.array(z.unknown()),
  has_more: z.boolean().nullish().catch(false),
})

export interface List<Batch> {
  readonly url: URL
  /** Batches on a page. */
  readonly limit: number
  /** The parameter that names the last batch of the page before. */
  readonly cursor: string
  readonly schema: z.ZodType<Batch>
}

/** From new to old. What is no batch is passed over. Rejects with a Failure or GaveUp, as BatchClient does. */
export async function* listed<Batch extends { id: string }>(
  client: BatchClient,
  { url, limit, cursor, schema }: List<Batch>,
  signal: AbortSignal,
): AsyncGenerator<Batch> {
  const next = new URL(url)
  next.searchParams.set('limit', String(limit))
  for (let page = 0; page < MOST_PAGES; page++) {
    const json = await client.repeat(signal, () => client.json({ method: 'GET', url: next, signal }))
    const list = listSchema.safeParse(json)
    if (!list.success) throw new Failure('final', 'the list of batches cannot be read')
    const batches = list.data.data.flatMap((batch) => schema.safeParse(batch).data ?? [])
    yield* batches
    if (!list.data.has_more || batches.length === 0) return
    next.searchParams.set(cursor, batches.at(-1)!.id)
  }
  throw new Failure('final', 'the list of batches has no end')
}
