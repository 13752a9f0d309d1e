/** Chat completions, as OpenAI defined them and vLLM, SGLang, Ollama, DeepSeek and others serve them. */
import * as z from 'zod'
import type { Options } from '../config.ts'
import type { Request, Usage } from '../record.ts'
import type { RunContext } from '../stream/run-context.ts'
import type { BatchServer } from './batch/batch-server.ts'
import { OpenAiBatches } from './batch/openai-batch.ts'
import type { HttpOptions } from './http.ts'
import { Unusable } from './http-failures.ts'
import type { Completion, Provider, ProviderFactory } from './provider.ts'
import { ask, openServer, spokenText, type Refusal, type Server, type Spoken, type Vendor } from './server.ts'

const OPENAI: Vendor = {
  name: 'openai',
  keyName: 'OPENAI_API_KEY',
  baseName: 'OPENAI_BASE_URL',
  base: 'https://api.openai.com/v1',
  path: (base) => (base.endsWith('/chat/completions') ? base : `${base}/chat/completions`),
}

export const openaiFactory: ProviderFactory = {
  name: OPENAI.name,
  summary: `any OpenAI-compatible endpoint: --base-url, --model, ${OPENAI.keyName}`,
  create: (context) => createOpenAi(context),
}

/** The provider; `http` replaces parts of the HTTP path (tests). Rejects as openServer throws. */
export async function createOpenAi(context: RunContext, http: Partial<HttpOptions> = {}): Promise<Provider> {
  return new OpenAi(openServer(context, OPENAI, http), context)
}

class OpenAi implements Provider {
  readonly name = OPENAI.name
  readonly paid = true
  readonly source = 'distill'
  readonly model: string
  readonly #server: Server
  readonly #dialect: Options['openai']
  readonly #headers: Record<string, string>
  readonly #notice: RunContext['notice']
  /** max_completion_tokens once the server has asked for it. */
  #limitField: string

  constructor(server: Server, { options, notice }: RunContext) {
    this.#server = server
    this.model = server.model
    this.#dialect = options.openai
    this.#notice = notice
    this.#limitField = this.#dialect.max_tokens_field ?? 'max_tokens'
    this.#headers = { ...this.#dialect.headers, ...keyHeader(server.key, this.#dialect.key_header) }
  }

  /**
   * What decides the answer, and the version that tells equal calls apart. Not the base URL: a model that moved to
   * another port, proxy or host is still the same model, and what it said need not be bought again. Nor the name that
   * a server has for max_tokens.
   */
  fingerprint(request: Request): unknown {
    return { provider: this.name, version: request.version, ...this.#body(request, 'max_tokens') }
  }

  async complete(request: Request, signal: AbortSignal, mayRepeat?: () => boolean): Promise<Completion> {
    let sentAs = this.#limitField
    const call = {
      headers: this.#headers,
      body: () => {
        sentAs = this.#limitField
        return this.#body(request, sentAs)
      },
      read: (json: unknown) => readCompletion(json, this.#server.model),
      adapt: (failure: Refusal) => sentAs === 'max_tokens' && this.#renamesLimit(failure),
    }
    return await ask(this.#server, request, call, signal, mayRepeat)
  }

  batches(): BatchServer {
    return new OpenAiBatches({
      server: this.#server,
      headers: this.#headers,
      body: (request) => this.#body(request, this.#limitField),
      read: (json) => readCompletion(json, this.#server.model),
      adapt: (failure) => this.#renamesLimit(failure),
    })
  }

  async close(): Promise<void> {
    await this.#server.client.close()
  }

  /** Reasoning models want max_completion_tokens and say so; most other servers know max_tokens alone. */
  #renamesLimit({ status, message }: Refusal): boolean {
    if (this.#dialect.max_tokens_field !== undefined) return false
    if (status !== 400 || !message.includes('max_completion_tokens')) return false
    this.#limitField = 'max_completion_tokens'
    this.#notice('the model wants max_completion_tokens for --max-tokens: it gets that from now on')
    return true
  }

  #body({ system_prompt, user_prompt, turns, generation }: Request, limitField: string): Record<string, unknown> {
    const { temperature, top_p, max_tokens, seed } = generation
    const sampling = Object.entries({ temperature, top_p, seed })
    const { omit } = this.#dialect
    return {
      model: this.#server.model,
      messages: [
        { role: 'system', content: system_prompt },
        ...(turns ?? [{ role: 'user', content: user_prompt }]),
      ],
      [limitField]: max_tokens,
      ...Object.fromEntries(sampling.filter(([name]) => !omit.some((left) => left === name))),
    }
  }
}

/** `Authorization: Bearer`, or the header that the server has for it (Azure: api-key). */
function keyHeader(key: string | undefined, name: string | undefined): Record<string, string> {
  if (key === undefined) return {}
  return name === undefined ? { authorization: `Bearer ${key}` } : { [name]: key }
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
      // DeepSeek's name for the same.
      prompt_cache_hit_tokens: count.optional(),
      completion_tokens_details: z.looseObject({ reasoning_tokens: z.number().nonnegative() }).nullish().catch(null),
    })
    .nullish()
    .catch(null),
})

/** What the answer says, or an Unusable: only a text that the teacher ended, or that reached max_tokens, is a reply. */
function readCompletion(json: unknown, model: string): Spoken {
  const answer = answerSchema.safeParse(json)
  if (!answer.success) throw new Unusable('the answer has no choices with a message', { again: true })
  const [{ message, finish_reason: reason }] = answer.data.choices
  if (reason === 'content_filter')
    throw new Unusable("the provider's content filter stopped the answer", { again: false })
  if (message.refusal) throw new Unusable(`the teacher refused: ${message.refusal}`, { again: false })
  if (!reason) throw new Unusable('the answer has no finish_reason: it may be cut off', { again: true })
  const calledTool = reason === 'tool_calls' || Boolean(message.tool_calls?.length)
  return {
    raw_output: spokenText(message.content ?? '', { cut: reason === 'length', calledTool }),
    teacher_model: answer.data.model ?? model,
    finish_reason: reason,
    usage: usageOf(answer.data.usage),
  }
}

/** null when the server does not say. */
function usageOf(usage: z.infer<typeof answerSchema>['usage']): Usage | null {
  if (!usage) return null
  const reasoning_tokens = usage.completion_tokens_details?.reasoning_tokens
  return {
    input_tokens: usage.prompt_tokens,
    output_tokens: usage.completion_tokens,
    cached_tokens: usage.prompt_tokens_details?.cached_tokens ?? usage.prompt_cache_hit_tokens ?? 0,
    ...(reasoning_tokens === undefined ? {} : { reasoning_tokens }),
  }
}
