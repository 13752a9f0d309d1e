/** Anthropic's Message Batches: the requests go with the call that makes the batch, the results come as lines. */
import * as z from 'zod'
import type { Request } from '../../record.ts'
import { Failure } from '../http-failures.ts'
import { BatchClient, type Upload } from './batch-client.ts'
import type { BatchServer, BatchStatus, Calls, Found, Plan, Result } from './batch-server.ts'
import { listed } from './pages.ts'
import { answered, checkedId, parseLine, unanswered } from './results.ts'

/** At most 100,000 requests and 256 MB (Claude documentation, "Batch processing"); MB are read as the smaller ones. */
const LIMITS = { requests: 100_000, bytes: 256_000_000 }

/** The most that a page of the list may hold. */
const PAGE = 1000

/** Kinds of errors that another try may mend, and those that every other request would meet as well. */
const MENDABLE = /^(api|overloaded|rate_limit|timeout)_error$/
const OF_THE_KEY = /^(authentication|permission|billing)_error$/

const count = z.number().nonnegative().catch(0)

const batchSchema = z.looseObject({
  id: z.string(),
  processing_status: z.string(),
  request_counts: z.looseObject({
    processing: count,
    succeeded: count,
    errored: count,
    canceled: count,
    expired: count,
  }),
  results_url: z.string().nullish().catch(null),
})

const errorSchema = z.looseObject({ type: z.string(), message: z.string().catch('') })

const lineSchema = z.looseObject({
  custom_id: z.string(),
  result: z.looseObject({
    type: z.string(),
    message: z.unknown().optional(),
    error: z.looseObject({ error: errorSchema }).optional().catch(undefined),
  }),
})

type Batch = z.infer<typeof batchSchema>

export class AnthropicBatches implements BatchServer {
  readonly url: URL
  readonly limits = LIMITS
  readonly frame = { head: '{"requests":[', between: ',\n', tail: ']}' }
  readonly #calls: Calls
  readonly #client: BatchClient
  readonly #key: string | undefined

  constructor(calls: Calls) {
    this.#calls = calls
    this.#key = calls.server.key
    this.#client = new BatchClient(calls.server.settings, calls.headers)
    this.url = this.#at()
  }

  entry(key: string, request: Request): string {
    return JSON.stringify({ custom_id: key, params: this.#calls.body(request) })
  }

  async upload(): Promise<null> {
    return null
  }

  /** The newest batch there is: the list goes from new to old, and has no place for a name of ours. */
  async mark(signal: AbortSignal): Promise<string | null> {
    for await (const { id } of this.#list(1, signal)) return checkedId(id)
    return null
  }

  async create(_plan: Plan, body: Upload): Promise<string> {
    const created = await this.#client.json({ method: 'POST', url: this.url, body })
    return checkedId((created as { id?: unknown } | null)?.id)
  }

  async find({ count, mark }: Plan, not: ReadonlySet<string>, signal: AbortSignal): Promise<Found | undefined> {
    for await (const { id, request_counts } of this.#list(PAGE, signal)) {
      if (id === mark) return undefined
      if (totalOf(request_counts) === count && !not.has(id)) return { id: checkedId(id), isCertain: false }
    }
    return undefined
  }

  async status(id: string, signal: AbortSignal): Promise<BatchStatus> {
    const json = await this.#client.json({ method: 'GET', url: this.#at(id), signal })
    const batch = batchSchema.safeParse(json)
    if (!batch.success) throw new Failure('transient', 'the status of a batch cannot be read')
    const { processing_status, request_counts, results_url } = batch.data
    const hasEnded = processing_status === 'ended'
    if (hasEnded && !results_url) throw new Failure('final', 'the results of the batch are no longer there')
    return {
      id,
      hasEnded,
      answered: totalOf(request_counts) - request_counts.processing,
      failure: undefined,
      // Not the results_url: the key goes to the host of the base URL only, whatever an answer names.
      results: [this.#at(id, 'results')],
    }
  }

  results({ results }: BatchStatus, signal: AbortSignal): AsyncGenerator<Result | undefined> {
    return this.#client.records(results, signal, (line) => this.#result(line))
  }

  async wait(attempt: number, { waitMs }: Failure, signal: AbortSignal): Promise<void> {
    await this.#client.wait(attempt, waitMs, signal)
  }

  async close(): Promise<void> {
    await this.#client.close()
  }

  #at(...path: string[]): URL {
    const url = new URL(this.#calls.server.url)
    url.pathname = [url.pathname, 'batches', ...path].join('/')
    return url
  }

  #list(limit: number, signal: AbortSignal): AsyncGenerator<Batch> {
    return listed(this.#client, { url: this.url, limit, cursor: 'after_id', schema: batchSchema }, signal)
  }

  #result(line: Buffer): Result | undefined {
    const parsed = lineSchema.safeParse(parseLine(line, this.#key))
    if (!parsed.success) return undefined
    const { custom_id: key, result } = parsed.data
    if (result.type === 'succeeded') return answered(key, () => this.#calls.read(result.message), this.#key)
    if (result.type === 'errored') {
      const { type, message } = result.error?.error ?? { type: 'unknown_error', message: '' }
      const kind = OF_THE_KEY.test(type) ? 'key' : MENDABLE.test(type) ? 'transient' : 'final'
      return unanswered(key, kind, { code: type, message }, this.#key)
    }
    return unanswered(key, 'transient', { code: `the request is ${result.type}`, message: '' }, this.#key)
  }
}

function totalOf({ processing, succeeded, errored, canceled, expired }: Batch['request_counts']): number {
  return processing + succeeded + errored + canceled + expired
}
