/** Anthropic's messages API. */
import * as z from 'zod'
import type { Request, Usage } from '../record.ts'
import type { RunContext } from '../stream/run-context.ts'
import { endpointOf, modelOf, type Endpoint, type Vendor } from './endpoint.ts'
import { clientFor, type HttpOptions, type JsonClient } from './http.ts'
import { Unusable } from './http-failures.ts'
import { mostTokens, tokensOf } from './prices.ts'
import type { Completion, Provider, ProviderFactory } from './provider.ts'

const VENDOR: Vendor = {
  teacher: 'anthropic',
  keyName: 'ANTHROPIC_API_KEY',
  baseName: 'ANTHROPIC_BASE_URL',
  base: 'https://api.anthropic.com',
  path: '/v1/messages',
}

/** The version of the API that the request and answer below are written for. */
const API_VERSION = '2023-06-01'

export const anthropicFactory: ProviderFactory = {
  name: 'anthropic',
  summary: `Anthropic's messages API: --model, ${VENDOR.keyName}`,
  create: (context) => createAnthropic(context),
}

/**
 * The provider; `http` replaces parts of the HTTP path (tests). Rejects with ERR_USAGE (no model), ERR_CONFIG (base
 * URL) or ERR_AUTHENTICATION (key).
 */
export async function createAnthropic(context: RunContext, http: Partial<HttpOptions> = {}): Promise<Provider> {
  const model = modelOf(context, VENDOR)
  const endpoint = endpointOf(context, VENDOR)
  return new Anthropic(model, endpoint, clientFor(context, { key: endpoint.key, keyName: VENDOR.keyName, ...http }))
}

class Anthropic implements Provider {
  readonly name = VENDOR.teacher
  readonly paid = true
  readonly source = 'distill'
  readonly #model: string
  readonly #url: URL
  readonly #headers: Record<string, string>
  readonly #client: JsonClient

  constructor(model: string, { url, key }: Endpoint, client: JsonClient) {
    this.#model = model
    this.#url = url
    this.#headers = { 'anthropic-version': API_VERSION, ...(key === undefined ? {} : { 'x-api-key': key }) }
    this.#client = client
  }

  /** As of the openai teacher: the body of the call and the version, not the base URL. */
  fingerprint(request: Request): unknown {
    return { provider: this.name, version: request.version, ...this.#body(request) }
  }

  async complete(request: Request, signal: AbortSignal): Promise<Completion> {
    const { value, attempts, unsettled } = await this.#client.post({
      url: this.#url,
      headers: this.#headers,
      body: this.#body(request),
      signal,
      tokens: mostTokens(request),
      read: (json) => readMessage(json, this.#model),
      used: ({ usage }) => usage && tokensOf(usage),
    })
    return {
      ...value,
      cost_usd: null,
      timestamp: new Date().toISOString(),
      attempts,
      ...(unsettled > 0 ? { unsettled } : {}),
    }
  }

  async close(): Promise<void> {
    await this.#client.close()
  }

  /**
   * The system prompt is marked for the prompt cache: versions of one seed share it, and a prompt too short for the cache
   * is served without. No top_p: Claude Opus 4.1, Sonnet 4.5 and later refuse it beside a temperature. There is no
   * seed.
   */
  #body({ system_prompt, user_prompt, turns, generation }: Request): Record<string, unknown> {
    return {
      model: this.#model,
      max_tokens: generation.max_tokens,
      // The API's scale ends at 1.
      temperature: Math.min(1, generation.temperature),
      system: [{ type: 'text', text: system_prompt, cache_control: { type: 'ephemeral' } }],
      messages: turns ?? [{ role: 'user', content: user_prompt }],
    }
  }
}

const count = z.number().nonnegative().catch(0)

const messageSchema = z.looseObject({
  model: z.string().min(1).max(200).optional().catch(undefined),
  stop_reason: z.string().nullish().catch(null),
  content: z.array(z.looseObject({ type: z.string(), text: z.string().optional().catch(undefined) })),
  usage: z
    .looseObject({
      input_tokens: count,
      output_tokens: count,
      cache_read_input_tokens: count,
      cache_creation_input_tokens: count,
    })
    .nullish()
    .catch(null),
})

/** What other providers call the same ends. */
const REASONS: Readonly<Record<string, string>> = { end_turn: 'stop', stop_sequence: 'stop', max_tokens: 'length' }

type Spoken = Pick<Completion, 'raw_output' | 'teacher_model' | 'finish_reason' | 'usage'>

/** What the message says, or an Unusable: only a text that the teacher ended, or that reached max_tokens, is a reply. */
function readMessage(json: unknown, model: string): Spoken {
  const message = messageSchema.safeParse(json)
  if (!message.success) throw new Unusable('the answer has no content', { again: true })
  const { stop_reason: reason, content, usage } = message.data
  if (reason === 'refusal') throw new Unusable('the teacher refused', { again: false })
  if (!reason) throw new Unusable('the answer has no stop_reason: it may be cut off', { again: true })
  // Thoughts are no part of the answer.
  const text = content.flatMap((block) => (block.type === 'text' ? (block.text ?? '') : [])).join('')
  if (text.trim() === '') {
    if (reason === 'max_tokens') throw new Unusable('max_tokens were used up before any text', { again: false })
    const why = reason === 'tool_use' ? 'the teacher called a tool instead of answering' : 'the answer is empty'
    throw new Unusable(why, { again: true })
  }
  return {
    raw_output: text,
    teacher_model: message.data.model ?? model,
    finish_reason: REASONS[reason] ?? reason,
    usage: usage ? usageOf(usage) : null,
  }
}

/** Anthropic counts cached tokens beside the input tokens; here they are among them, as everywhere else. */
function usageOf(usage: NonNullable<z.infer<typeof messageSchema>['usage']>): Usage {
  const { cache_read_input_tokens: read, cache_creation_input_tokens: written } = usage
  return {
    input_tokens: usage.input_tokens + read + written,
    output_tokens: usage.output_tokens,
    cached_tokens: read,
    ...(written > 0 ? { cache_write_tokens: written } : {}),
  }
}
