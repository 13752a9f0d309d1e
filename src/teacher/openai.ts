/** Chat completions, as OpenAI defined them and vLLM, SGLang, Ollama, DeepSeek and others serve them. */
import * as z from 'zod'
import type { Request, Usage } from '../record.ts'
import type { RunContext } from '../stream/run-context.ts'
import { endpointOf, modelOf, type Vendor } from './endpoint.ts'
import { clientFor, type HttpOptions, type JsonClient } from './http.ts'
import { Unusable } from './http-failures.ts'
import { mostTokens, tokensOf } from './prices.ts'
import type { Completion, Provider, ProviderFactory } from './provider.ts'

const VENDOR: Vendor = {
  teacher: 'openai',
  keyName: 'OPENAI_API_KEY',
  baseName: 'OPENAI_BASE_URL',
  base: 'https://api.openai.com/v1',
  path: '/chat/completions',
}

export const openaiFactory: ProviderFactory = {
  name: 'openai',
  summary: `any OpenAI-compatible endpoint: --base-url, --model, ${VENDOR.keyName}`,
  create: (context) => createOpenAi(context),
}

/**
 * The provider; `http` replaces parts of the HTTP path (tests). Rejects with ERR_USAGE (no model), ERR_CONFIG (base
 * URL) or ERR_AUTHENTICATION (key).
 */
export async function createOpenAi(context: RunContext, http: Partial<HttpOptions> = {}): Promise<Provider> {
  const model = modelOf(context, VENDOR)
  const { url, key } = endpointOf(context, VENDOR)
  return new OpenAi(model, url, key, clientFor(context, { key, keyName: VENDOR.keyName, ...http }))
}

class OpenAi implements Provider {
  readonly name = 'openai'
  readonly paid = true
  readonly source = 'distill'
  readonly #model: string
  readonly #url: URL
  readonly #headers: Record<string, string>
  readonly #client: JsonClient

  constructor(model: string, url: URL, key: string | undefined, client: JsonClient) {
    this.#model = model
    this.#url = url
    this.#headers = key === undefined ? {} : { authorization: `Bearer ${key}` }
    this.#client = client
  }

  /**
   * The body of the call and the version that tells equal calls apart. Not the base URL: a model that moved to another
   * port, proxy or host is still the same model, and what it said need not be bought again.
   */
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
      read: (json) => readCompletion(json, this.#model),
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

  #body({ system_prompt, user_prompt, turns, generation }: Request): Record<string, unknown> {
    return {
      model: this.#model,
      messages: [
        { role: 'system', content: system_prompt },
        ...(turns ?? [{ role: 'user', content: user_prompt }]),
      ],
      temperature: generation.temperature,
      top_p: generation.top_p,
      max_tokens: generation.max_tokens,
      seed: generation.seed,
    }
  }
}

const count = z.number().nonnegative().catch(0)

const answerSchema = z.looseObject({
  model: z.string().min(1).max(200).optional().catch(undefined),
  choices: z
    .array(
      z.looseObject({
        finish_reason: z.string().nullish().catch(null),
        message: z.looseObject({
          content: z.string().nullish().catch(null),
          refusal: z.string().nullish().catch(null),
          tool_calls: z.array(z.unknown()).nullish().catch(null),
        }),
      }),
    )
    .min(1),
  usage: z
    .looseObject({
      prompt_tokens: count,
      completion_tokens: count,
      prompt_tokens_details: z.looseObject({ cached_tokens: count }).nullish().catch(null),
      completion_tokens_details: z.looseObject({ reasoning_tokens: count }).nullish().catch(null),
    })
    .nullish()
    .catch(null),
})

type Spoken = Pick<Completion, 'raw_output' | 'teacher_model' | 'finish_reason' | 'usage'>

/** What the answer says, or an Unusable: only a text that the teacher ended, or that reached max_tokens, is a reply. */
function readCompletion(json: unknown, model: string): Spoken {
  const answer = answerSchema.safeParse(json)
  if (!answer.success) throw new Unusable('the answer has no choices with a message', { again: true })
  const [{ message, finish_reason: reason }] = answer.data.choices
  if (reason === 'content_filter')
    throw new Unusable("the provider's content filter stopped the answer", { again: false })
  if (message.refusal) throw new Unusable(`the teacher refused: ${message.refusal}`, { again: false })
  if (!reason) throw new Unusable('the answer has no finish_reason: it may be cut off', { again: true })
  const { content } = message
  if (content === null || content === undefined || content.trim() === '') {
    if (reason === 'length') throw new Unusable('max_tokens were used up before any text', { again: false })
    const called = reason === 'tool_calls' || message.tool_calls?.length
    throw new Unusable(called ? 'the teacher called a tool instead of answering' : 'the answer is empty', {
      again: true,
    })
  }
  return {
    raw_output: content,
    teacher_model: answer.data.model ?? model,
    finish_reason: reason,
    usage: usageOf(answer.data.usage),
  }
}

/** null when the server does not say. */
function usageOf(usage: z.infer<typeof answerSchema>['usage']): Usage | null {
  if (!usage) return null
  const reasoning = usage.completion_tokens_details?.reasoning_tokens ?? 0
  return {
    input_tokens: usage.prompt_tokens,
    output_tokens: usage.completion_tokens,
    cached_tokens: usage.prompt_tokens_details?.cached_tokens ?? 0,
    ...(reasoning > 0 ? { reasoning_tokens: reasoning } : {}),
  }
}
