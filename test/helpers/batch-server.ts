/** A local server with the batch endpoints of both vendors, which counts what would have to be paid. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What comes of one request in a batch; `line` is sent in place of a result. */
export type Outcome =
  'expired' | 'canceled' | { answer: unknown } | { status: number; type: string; message?: string } | { line: string }

interface Entry {
  custom_id: string
  body: Record<string, unknown>
}

interface StoredBatch {
  id: string
  vendor: 'openai' | 'anthropic'
  entries: Entry[]
  outcomes: Outcome[]
  metadata: unknown
  /** Looks until it has ended. */
  looks: number
  failed: { code: string; message: string } | undefined
}

export interface BatchApiOptions {
  /** What a request comes to; `time` is 1 for the first batch it is in. */
  outcome?: (entry: Entry, time: number) => Outcome
  /** Looks at a batch until it has ended (default 1). */
  looks?: number
  /** Entries of a page of the list, whatever is asked for. */
  page?: number
  /** Asked before a call is carried out: another answer, or the connection is cut before or after it is. */
  fault?: (call: { method: string; path: string; number: number }) => 'cut-before' | 'cut-after' | number | undefined
  /** A batch that is refused when it is validated. */
  failed?: (batch: number) => { code: string; message: string } | undefined
  resultsUrl?: (id: string) => string
  id?: (batch: number) => string
}

interface Seen {
  method: string
  path: string
  headers: IncomingMessage['headers']
}

interface Reply {
  status: number
  body: unknown
}

const ok = (body: unknown): Reply => ({ status: 200, body })
const missing: Reply = { status: 404, body: { error: { type: 'not_found_error', message: 'no such thing' } } }

export class BatchApi {
  url = ''
  readonly options: BatchApiOptions
  readonly seen: Seen[] = []
  readonly batches: StoredBatch[] = []
  /** Answers that were made, by custom_id. */
  readonly paid = new Map<string, number>()
  readonly #files = new Map<string, string>()
  readonly #times = new Map<string, number>()

  constructor(options: BatchApiOptions) {
    this.options = options
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const method = request.method ?? ''
    const { pathname: path, searchParams } = new URL(request.url ?? '', 'http://x')
    this.seen.push({ method, path, headers: request.headers })
    const fault = this.options.fault?.({ method, path, number: this.seen.length })
    if (fault === 'cut-before') return void request.socket.destroy()
    if (typeof fault === 'number') {
      response.setHeader('location', `${this.url}/redirected`)
      return send(response, { status: fault, body: { error: { message: 'not now' } } })
    }
    const reply = this.#answer(request, path, searchParams, Buffer.concat(chunks).toString())
    if (fault === 'cut-after') return void request.socket.destroy()
    send(response, reply)
  }

  #answer({ method, headers }: IncomingMessage, path: string, query: URLSearchParams, body: string): Reply {
    if (headers.authorization === undefined && headers['x-api-key'] === undefined) return { status: 401, body: {} }
    const [, kind, id, rest] = /^\/v1\/(messages\/batches|batches|files)(?:\/([^/]+))?(?:\/(\w+))?$/.exec(path) ?? []
    const vendor = kind === 'batches' ? 'openai' : 'anthropic'
    if (kind === 'files' && method === 'POST') return this.#upload(headers['content-type'] ?? '', body)
    if (kind === 'files') return rest === 'content' && this.#files.has(id) ? ok(this.#files.get(id)) : missing
    if (kind === undefined) return missing
    if (method === 'POST') return vendor === 'openai' ? this.#createOpenAi(body) : this.#createAnthropic(body)
    if (id === undefined) return this.#list(vendor, query)
    const batch = this.batches.find((one) => one.id === decodeURIComponent(id))
    if (!batch) return missing
    if (rest === 'results') return ok(results(batch))
    batch.looks--
    return ok(this.#status(batch))
  }

  #upload(type: string, body: string): Reply {
    const boundary = /boundary=(.+)$/.exec(type)?.[1] ?? ''
    const parts = body
      .split(`--${boundary}`)
      .slice(1, -1)
      .map((part) => part.slice(2, -2).split('\r\n\r\n'))
    const named = (name: string): string | undefined => parts.find(([head]) => head.includes(`name="${name}"`))?.[1]
    if (named('purpose') !== 'batch') return { status: 400, body: { error: { message: 'no purpose' } } }
    const id = `file-${this.#files.size + 1}`
    this.#files.set(id, named('file') ?? '')
    return ok({ id, object: 'file' })
  }

  #createOpenAi(body: string): Reply {
    const { input_file_id, endpoint, completion_window, metadata } = JSON.parse(body) as Record<string, string>
    if (endpoint !== '/v1/chat/completions' || completion_window !== '24h') return { status: 400, body: {} }
    const lines = this.#files.get(input_file_id)!.trimEnd().split('\n')
    return this.#create(
      'openai',
      lines.map((line) => JSON.parse(line) as Entry),
      metadata,
    )
  }

  #createAnthropic(body: string): Reply {
    const { requests } = JSON.parse(body) as { requests: { custom_id: string; params: Entry['body'] }[] }
    if (requests.some(({ custom_id }) => !/^[\w-]{1,64}$/.test(custom_id))) return { status: 400, body: {} }
    return this.#create(
      'anthropic',
      requests.map(({ custom_id, params }) => ({ custom_id, body: params })),
      null,
    )
  }

  #create(vendor: StoredBatch['vendor'], entries: Entry[], metadata: unknown): Reply {
    const number = this.batches.length + 1
    const id = this.options.id?.(number) ?? `batch_${number}`
    const failed = this.options.failed?.(number)
    const outcomes = failed ? [] : entries.map((entry) => this.#outcome(entry))
    this.batches.unshift({ id, vendor, entries, outcomes, metadata, looks: this.options.looks ?? 1, failed })
    return ok({ ...this.#status(this.batches[0]) })
  }

  #outcome(entry: Entry): Outcome {
    const { custom_id: key } = entry
    const time = (this.#times.get(key) ?? 0) + 1
    this.#times.set(key, time)
    const outcome = this.options.outcome?.(entry, time) ?? { answer: `reply to ${key.slice(0, 8)}` }
    if (typeof outcome === 'object' && 'answer' in outcome) this.paid.set(key, (this.paid.get(key) ?? 0) + 1)
    return outcome
  }

  #list(vendor: StoredBatch['vendor'], query: URLSearchParams): Reply {
    const all = this.batches.filter((batch) => batch.vendor === vendor)
    const after = query.get('after') ?? query.get('after_id')
    const from = after === null ? 0 : all.findIndex(({ id }) => id === after) + 1
    const size = Math.min(Number(query.get('limit') ?? 20), this.options.page ?? 1000)
    const data = all.slice(from, from + size).map((batch) => this.#status(batch))
    return ok({ data, has_more: from + size < all.length, last_id: data.at(-1)?.id ?? null })
  }

  #status(batch: StoredBatch): { id: string } & Record<string, unknown> {
    const hasEnded = batch.looks <= 0
    const count = (test: (outcome: Outcome) => boolean): number => (hasEnded ? batch.outcomes.filter(test).length : 0)
    const errored = count((outcome) => typeof outcome === 'object' && 'status' in outcome)
    const expired = count((outcome) => outcome === 'expired')
    const canceled = count((outcome) => outcome === 'canceled')
    const succeeded = count(() => true) - errored - expired - canceled
    const { id, entries, metadata, failed } = batch
    if (batch.vendor === 'anthropic') {
      const processing = hasEnded ? 0 : entries.length
      const results_url = this.options.resultsUrl?.(id) ?? `${this.url}/v1/messages/batches/${id}/results`
      return {
        id,
        type: 'message_batch',
        processing_status: hasEnded ? 'ended' : 'in_progress',
        request_counts: { processing, succeeded, errored, expired, canceled },
        results_url: hasEnded ? results_url : null,
      }
    }
    if (hasEnded && !failed) this.#writeResults(batch)
    const ended = failed ? 'failed' : expired > 0 ? 'expired' : canceled > 0 ? 'cancelled' : 'completed'
    const file = (kind: string): string | null => (this.#files.has(`${id}-${kind}`) ? `${id}-${kind}` : null)
    return {
      id,
      object: 'batch',
      status: hasEnded ? ended : 'in_progress',
      output_file_id: file('output'),
      error_file_id: file('error'),
      request_counts: { total: entries.length, completed: succeeded, failed: errored },
      metadata,
      errors: failed && hasEnded ? { data: [failed] } : null,
    }
  }

  #writeResults(batch: StoredBatch): void {
    const lines = results(batch).split('\n').filter(Boolean)
    const isError = (line: string): boolean => /"error":\{"code"|"status_code":[^2]/.test(line)
    for (const kind of ['output', 'error']) {
      const own = lines.filter((line) => isError(line) === (kind === 'error'))
      if (own.length > 0) this.#files.set(`${batch.id}-${kind}`, own.map((line) => `${line}\n`).join(''))
    }
  }
}

/** The lines of results, last request first. */
function results({ vendor, entries, outcomes }: StoredBatch): string {
  const lines = outcomes.map((outcome, at) => {
    if (typeof outcome === 'object' && 'line' in outcome) return outcome.line
    const { custom_id } = entries[at]
    return JSON.stringify(
      vendor === 'openai' ? { custom_id, ...openAiResult(outcome) } : { custom_id, result: anthropicResult(outcome) },
    )
  })
  return lines
    .toReversed()
    .map((line) => `${line}\n`)
    .join('')
}

function openAiResult(outcome: Exclude<Outcome, { line: string }>): Record<string, unknown> {
  if (typeof outcome === 'string') {
    const code = outcome === 'expired' ? 'batch_expired' : 'batch_cancelled'
    return { response: null, error: { code, message: `it is ${outcome}` } }
  }
  if ('status' in outcome) {
    const body = { error: { type: outcome.type, code: outcome.type, message: outcome.message ?? 'it went wrong' } }
    return { response: { status_code: outcome.status, body }, error: null }
  }
  const { answer } = outcome
  const body = {
    model: 'served-model',
    choices: [{ finish_reason: 'stop', message: { role: 'assistant', content: answer } }],
    usage: { prompt_tokens: 1000, completion_tokens: 500 },
  }
  return { response: { status_code: 200, body }, error: null }
}

function anthropicResult(outcome: Exclude<Outcome, { line: string }>): Record<string, unknown> {
  if (typeof outcome === 'string') return { type: outcome }
  if ('status' in outcome) {
    return {
      type: 'errored',
      error: { type: 'error', error: { type: outcome.type, message: outcome.message ?? 'it went wrong' } },
    }
  }
  const message = {
    model: 'served-model',
    content: [{ type: 'text', text: outcome.answer }],
    stop_reason: 'end_turn',
    usage: { input_tokens: 1000, output_tokens: 500 },
  }
  return { type: 'succeeded', message }
}

function send(response: ServerResponse, { status, body }: Reply): void {
  const isText = typeof body === 'string'
  const text = isText ? body : JSON.stringify(body)
  response.writeHead(status, { 'content-type': isText ? 'application/x-jsonl' : 'application/json' }).end(text)
}

/** Starts the server on 127.0.0.1. */
export async function serveBatches(
  t: { teardown(fn: () => unknown): void },
  options: BatchApiOptions = {},
): Promise<BatchApi> {
  const api = new BatchApi(options)
  const server = createServer((request, response) => void api.handle(request, response).catch(() => response.destroy()))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(resolve))
  })
  api.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return api
}
