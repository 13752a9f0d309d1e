/** OpenAI's Batch API: a file of requests goes up, a batch is made of it, files of results come down. */
import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import type { Request } from '../../record.ts'
import { Failure, statusFailure } from '../http-failures.ts'
import { quotable } from '../secrets.ts'
import { BatchClient, jsonBody, type Upload } from './batch-client.ts'
import type { BatchServer, BatchStatus, Calls, Found, Plan, Result } from './batch-server.ts'
import { listed } from './pages.ts'
import { answered, checkedId, parseLine, unanswered } from './results.ts'

/** The call of an entry and of the batch; the API knows it under this name only, whatever the base URL is. */
const ENDPOINT = '/v1/chat/completions'

/** Where our name stands in the metadata of a batch, by which it is found again. */
const NAME_FIELD = 'sft_stream_batch'

/** At most 50,000 requests and 200 MB (platform documentation, "Batch API"); MB are read as the smaller ones. */
const LIMITS = { requests: 50_000, bytes: 200_000_000 }

/** The most that a page of the list may hold. */
const PAGE = 100

const ENDED = new Set(['completed', 'expired', 'cancelled', 'failed'])

/** Codes of results without an answer, and of batches, that another try may mend. */
const MENDABLE = /expired|cancelled|timeout|timed_out|server_error|overloaded|rate_limit|token_limit_exceeded/

const count = z.number().nonnegative().catch(0)

const batchSchema = z.looseObject({
  id: z.string(),
  status: z.string(),
  output_file_id: z.string().nullish(),
  error_file_id: z.string().nullish(),
  request_counts: z.looseObject({ completed: count }).nullish().catch(null),
  metadata: z.record(z.string(), z.unknown()).nullish().catch(null),
  errors: z
    .looseObject({
      data: z.array(z.looseObject({ code: z.string().nullish(), message: z.string().nullish() })).nullish(),
    })
    .nullish()
    .catch(null),
})

const lineSchema = z.looseObject({
  custom_id: z.string(),
  response: z.looseObject({ status_code: z.number(), body: z.unknown() }).nullish(),
  error: z.looseObject({ code: z.string().nullish(), message: z.string().nullish() }).nullish(),
})

type Batch = z.infer<typeof batchSchema>

export class OpenAiBatches implements BatchServer {
  readonly url: URL
  readonly limits = LIMITS
  readonly frame = { head: '', between: '\n', tail: '\n' }
  readonly #calls: Calls
  readonly #client: BatchClient
  readonly #key: string | undefined

  constructor(calls: Calls) {
    this.#calls = calls
    this.#key = calls.server.key
    this.#client = new BatchClient(calls.server.settings, calls.headers)
    this.url = this.#at('batches')
  }

  entry(key: string, request: Request): string {
    return JSON.stringify({ custom_id: key, method: 'POST', url: ENDPOINT, body: this.#calls.body(request) })
  }

  async upload(name: string, body: Upload, signal: AbortSignal): Promise<string> {
    const form = multipart(name, body)
    const file = await this.#client.repeat(signal, () =>
      this.#client.json({ method: 'POST', url: this.#at('files'), body: form, signal }),
    )
    return checkedId((file as { id?: unknown } | null)?.id)
  }

  async mark(): Promise<null> {
    return null
  }

  async create({ name, fileId }: Plan): Promise<string> {
    const batch = {
      input_file_id: fileId,
      endpoint: ENDPOINT,
      completion_window: '24h',
      metadata: { [NAME_FIELD]: name },
    }
    const created = await this.#client.json({ method: 'POST', url: this.url, body: jsonBody(batch) })
    return checkedId((created as { id?: unknown } | null)?.id)
  }

  async find({ name }: Plan, _not: ReadonlySet<string>, signal: AbortSignal): Promise<Found | undefined> {
    for await (const { id, metadata } of this.#list(signal)) {
      if (metadata?.[NAME_FIELD] === name) return { id: checkedId(id), isCertain: true }
    }
    return undefined
  }

  async status(id: string, signal: AbortSignal): Promise<BatchStatus> {
    const json = await this.#client.json({ method: 'GET', url: this.#at('batches', id), signal })
    const batch = batchSchema.safeParse(json)
    if (!batch.success) throw new Failure('transient', 'the status of a batch cannot be read')
    const { status, output_file_id, error_file_id, request_counts } = batch.data
    return {
      id,
      hasEnded: ENDED.has(status),
      answered: request_counts?.completed ?? 0,
      failure: status === 'failed' ? this.#failureOf(batch.data) : undefined,
      results: [output_file_id, error_file_id].flatMap((file) =>
        file ? [this.#at('files', checkedId(file), 'content')] : [],
      ),
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

  /** A URL beside that of the calls; its query stays (Azure's api-version). */
  #at(...path: string[]): URL {
    const url = new URL(this.#calls.server.url)
    url.pathname = [url.pathname.replace(/\/chat\/completions$/, ''), ...path].join('/')
    return url
  }

  #list(signal: AbortSignal): AsyncGenerator<Batch> {
    return listed(this.#client, { url: this.url, limit: PAGE, cursor: 'after', schema: batchSchema }, signal)
  }

  #result(line: Buffer): Result | undefined {
    const parsed = lineSchema.safeParse(parseLine(line, this.#key))
    if (!parsed.success) return undefined
    const { custom_id: key, response, error } = parsed.data
    if (response?.status_code === 200) return answered(key, () => this.#calls.read(response.body), this.#key)
    if (response) return { key, failure: this.#refusal(response.status_code, response.body), charged: false }
    const code = error?.code ?? 'no response'
    const kind = MENDABLE.test(code) ? 'transient' : 'final'
    return unanswered(key, kind, { code, message: error?.message ?? '' }, this.#key)
  }

  #refusal(status: number, body: unknown): Failure {
    const text = typeof body === 'string' ? body : JSON.stringify(body ?? '')
    const failure = statusFailure({ status, text, retryAfter: undefined }, this.#key, Date.now())
    return this.#calls.adapt?.(failure) ? new Failure('transient', failure.message, { status }) : failure
  }

  #failureOf({ errors }: Batch): Failure {
    const [first] = errors?.data ?? []
    const code = first?.code ?? 'failed'
    const said = quotable(`the batch failed: ${first?.message ?? code}`, this.#key)
    return new Failure(MENDABLE.test(code) ? 'transient' : 'final', said)
  }
}

/** A form with the purpose and the file (RFC 7578), which is read from the disk while it is sent. */
function multipart(name: string, file: Upload): Upload {
  const boundary = randomUUID()
  const head = Buffer.from(
    `--${boundary}\r\ncontent-disposition: form-data; name="purpose"\r\n\r\nbatch\r\n` +
      `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}.jsonl"\r\n` +
      'content-type: application/jsonl\r\n\r\n',
  )
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`)
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    bytes: head.length + file.bytes + tail.length,
    async *read() {
      yield head
      yield* file.read()
      yield tail
    },
  }
}
