/** How many tokens the prompts hold, as estimated: what every call pays for. */
import { estimateTokens } from '../formats/tokens.ts'
import type { PromptFacts } from '../stream/facts.ts'
import type { Written } from './prompt-writer.ts'

export class PromptTokens {
  readonly facts: PromptFacts = { requests: 0, tokens: 0, context_tokens: 0, shared_tokens: 0 }
  /** By text: there is one for each language. */
  readonly #shared = new Map<string, number>()

  /** Counts so many requests with the same prompts. */
  add({ system_prompt, user_prompt, context, shared }: Written, requests: number): void {
    const { facts } = this
    facts.requests += requests
    facts.tokens += requests * (estimateTokens(system_prompt) + estimateTokens(user_prompt))
    facts.context_tokens += requests * estimateTokens(context)
    facts.shared_tokens += requests * this.#tokensOf(shared)
  }

  #tokensOf(shared: string): number {
    let tokens = this.#shared.get(shared)
    if (tokens === undefined) this.#shared.set(shared, (tokens = estimateTokens(shared)))
    return tokens
  }
}
