/** Anthropic's messages, at its own endpoint or at servers that speak the same. */
import * as z from 'zod'
import type { Options } from '../config.ts'
import { SftError } from '../errors.ts'
import type { Request, Usage } from '../record.ts'
import type { RunContext } from '../stream/run-context.ts'
import { AnthropicBatches } from './batch/anthropic-batch.ts'
import type { BatchServer } from './batch/batch-server.ts'
import type { HttpOptions } from './http.ts'
import { Failure, Unusable } from './http-failures.ts'
import type { Completion, Provider, ProviderFactory } from './provider.ts'
import { ask, openServer, spokenText, type Server, type Spoken, type Vendor } from './server.ts'

const ANTHROPIC: Vendor = {
  name: 'anthropic',
  keyName: 'ANTHROPIC_API_KEY',
  baseName: 'ANTHROPIC_BASE_URL',
  base: 'https://api.anthropic.com',
  // The vendor's base has no /v1, that of others often does.
  path: (base) => (base.endsWith('/v1/messages') ? base : `${base.replace(/\/v1$/, '')}/v1/messages`),
}

const API_VERSION = '2023-06-01'

/** The API takes no higher one. */
const HIGHEST_TEMPERATURE = 1

export const anthropicFactory: ProviderFactory = {
  name: 'anthropic',
  summary: `Anthropic's messages: --model, ${ANTHROPIC.keyName}, --base-url for other servers`,
  create: (context) => createAnthropic(context),
}

/** The provider; `http` replaces parts of the HTTP path (tests). Rejects as openServer throws. */
export async function createAnthropic(context: RunContext, http: Partial<HttpOptions> = {}): Promise<Provider> {
  const { temperature, anthropic } = context.options
  if (temperature > HIGHEST_TEMPERATURE && !anthropic.omit.includes('temperature')) {
    throw new SftError('ERR_USAGE', `--temperature: the anthropic teacher takes 0 to ${HIGHEST_TEMPERATURE}`)
  }
  return new Anthropic(openServer(context, ANTHROPIC, http), anthropic)
}

class Anthropic implements Provider {
  readonly name = ANTHROPIC.name
  readonly paid = true
  readonly source = 'distill'
  readonly model: string
  readonly #server: Server
  readonly #dialect: Options['anthropic']
  readonly #headers: Record<string, string>

  constructor(server: Server, dialect: Options['anthropic']) {
    this.#server = server
    this.model = server.model
    this.#dialect = dialect
    this.#headers = { 'anthropic-version': API_VERSION, ...dialect.headers }
    if (server.key !== undefined) this.#headers['x-api-key'] = server.key
  }

  /** What decides the answer, and the version that tells equal calls apart. The cache mark and the place do not. */
  fingerprint(request: Request): unknown {
    const { system_prompt: system, version } = request
    return { provider: this.name, version, ...this.#asked(request), system }
  }

  async complete(request: Request, signal: AbortSignal, mayRepeat?: () => boolean): Promise<Completion> {
    const call = {
      headers: this.#headers,
      body: () => this.#body(request),
      read: (json: unknown) => readMessage(json, this.#server.model),
    }
    return await ask(this.#server, request, call, signal, mayRepeat)
  }

  batches(): BatchServer {
    return new AnthropicBatches({
      server: this.#server,
      headers: this.#headers,
      body: (request) => this.#body(request),
      read: (json) => readMessage(json, this.#server.model),
    })
  }

  async close(): Promise<void> {
    await this.#server.client.close()
  }

  /**
   * The system prompt is marked for the prompt cache. The versions of a seed share it and follow each other, so that it
   * is read while it lasts (5 minutes); calls that start before the first is answered cannot read what that one writes.
   * Prompts below the model's minimum (1024 to 4096 tokens) are not cached, which the API does not count as an error.
   */
  #body(request: Request): unknown {
    const text = request.system_prompt
    const mark = this.#dialect.prompt_cache ? { cache_control: { type: 'ephemeral' } } : {}
    return text === '' ? this.#asked(request) : { ...this.#asked(request), system: [{ type: 'text', text, ...mark }] }
  }

  #asked({ user_prompt, turns, generation }: Request): Record<string, unknown> {
    return {
      model: this.#server.model,
      max_tokens: generation.max_tokens,
      messages: turns ?? [{ role: 'user', content: user_prompt }],
      ...sampling(generation, this.#dialect.omit),
    }
  }
}

/**
 * Temperature or top_p, never both: from Claude 4.5 on the API refuses the pair. A request always has both, and 1 is
 * the API's default of either, so top_p is sent where the temperature says nothing. There is no seed.
 */
function sampling(generation: Request['generation'], omit: readonly string[]): Record<string, number> {
  const asked = (['temperature', 'top_p'] as const).filter((name) => !omit.includes(name) && generation[name] !== 1)
  return asked.length === 0 ? {} : { [asked[0]]: generation[asked[0]] }
}

const count = z.number().nonnegative().nullish().catch(null)

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

const errorSchema = z.looseObject({ error: z.looseObject({ type: z.string() }) })

/** In the words that all replies use, whoever gave them; what stands in neither table stays as it is. */
const FINISH_REASONS = new Map([
  ['end_turn', 'stop'],
  ['stop_sequence', 'stop'],
  ['max_tokens', 'length'],
  ['model_context_window_exceeded', 'length'],
])

/** What the answer says, or an Unusable: only a text that the teacher ended, or that reached max_tokens, is a reply. */
function readMessage(json: unknown, model: string): Spoken {
  if (errorSchema.safeParse(json).data?.error.type === 'overloaded_error') {
    throw new Failure('transient', 'the provider is overloaded', { overloaded: true })
  }
  const answer = messageSchema.safeParse(json)
  if (!answer.success) throw new Unusable('the answer has no content', { again: true })
  const { stop_reason: reason, content, usage } = answer.data
  if (reason === 'refusal') throw new Unusable('the teacher refused', { again: false })
  if (!reason) throw new Unusable('the answer has no stop_reason: it may be cut off', { again: true })
  // A turn that is paused, or that waits for a tool, is not over: its text is what came before.
  if (reason === 'pause_turn') throw new Unusable('the teacher paused instead of ending', { again: true })
  const finish_reason = FINISH_REASONS.get(reason) ?? reason
  const calledTool = reason === 'tool_use'
  // Thinking blocks and whatever else there may be are no part of the reply.
  const text = content.map((block) => (block.type === 'text' && !calledTool ? (block.text ?? '') : '')).join('')
  return {
    raw_output: spokenText(text, { cut: finish_reason === 'length', calledTool }),
    teacher_model: answer.data.model ?? model,
    finish_reason,
    usage: usageOf(usage),
  }
}

/** The API counts what went through the cache apart; input_tokens of ours are all of them. */
function usageOf(usage: z.infer<typeof messageSchema>['usage']): Usage | null {
  if (!usage) return null
  const read = usage.cache_read_input_tokens ?? 0
  const written = usage.cache_creation_input_tokens ?? 0
  return {
    input_tokens: (usage.input_tokens ?? 0) + read + written,
    output_tokens: usage.output_tokens ?? 0,
    cached_tokens: read,
    cache_write_tokens: written,
  }
}
