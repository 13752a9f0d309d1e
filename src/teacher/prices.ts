/** What calls cost, by the price table of the project file: never guessed. */
import { estimateTokens } from '../formats/tokens.ts'
import type { Price, Prices } from '../prices.ts'
import type { Request, Usage } from '../record.ts'

const MILLION = 1e6

/** The price of a model on a day; undefined when it is not in the table, or has not begun. */
export function priceOf(prices: Prices, model: string | undefined, day: Date): Price | undefined {
  if (model === undefined || !Object.hasOwn(prices, model)) return undefined
  const today = day.toISOString().slice(0, 10)
  const begun = [prices[model]!].flat().filter(({ since = '' }) => since <= today)
  return begun.toSorted((a, b) => ((a.since ?? '') < (b.since ?? '') ? -1 : 1)).at(-1)
}

/** USD of a call. Reasoning tokens are among the output tokens, cached and written ones among the input tokens. */
export function costOf(price: Price, usage: Usage): number {
  const written = usage.cache_write_tokens ?? 0
  const plain = Math.max(0, usage.input_tokens - usage.cached_tokens - written)
  const { input, output, cached = input, cache_write = input } = price
  return (plain * input + usage.cached_tokens * cached + written * cache_write + usage.output_tokens * output) / MILLION
}

/**
 * What a call costs in a batch, as a share of its price: both vendors take half of it off (OpenAI: pricing page, "Batch
 * API"; Anthropic: pricing page, "Batch processing").
 */
export const BATCH_SHARE = 0.5

/**
 * Share by which the prompt may have more tokens than estimated. The estimate is made for Qwen2.5's vocabulary; older
 * ones (cl100k, Claude's) need up to half as many again for Chinese.
 */
const PROMPT_MARGIN = 1.5

/** Tokens that the provider's own frame around two messages may take. */
const FRAME_TOKENS = 50

/** Tokens of a request's prompts, as estimated. */
export function promptTokens({ system_prompt, user_prompt, turns }: Request): number {
  const said = turns?.map(({ content }) => content) ?? [user_prompt]
  return [system_prompt, ...said].reduce((sum, text) => sum + estimateTokens(text), 0)
}

/** The tokens that one call may use at most: a long prompt and the longest answer. */
export function mostTokens(request: Request): { input: number; output: number } {
  return { input: Math.ceil(promptTokens(request) * PROMPT_MARGIN) + FRAME_TOKENS, output: request.generation.max_tokens }
}

/** What a call did use, or undefined when the server does not say. */
export function usedTokens({ usage }: { usage: Usage | null }): { input: number; output: number } | undefined {
  if (!usage || usage.input_tokens + usage.output_tokens === 0) return undefined
  return { input: usage.input_tokens, output: usage.output_tokens }
}

/** The most USD that one call for a request may cost: a long prompt, nothing of it cached, and the longest answer. */
export function mostOf(price: Price, request: Request): number {
  const dearest = Math.max(price.input, price.cached ?? 0, price.cache_write ?? 0)
  const { input, output } = mostTokens(request)
  return (input * dearest + output * price.output) / MILLION
}
