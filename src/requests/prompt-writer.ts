/** The two prompts of a request, as --context-in and --pitfalls want them. */
import type { ApiIndex, ApiSymbol } from '../api-index/api-index.ts'
import type { Options } from '../config.ts'
import type { Prompts } from '../domains/domain.ts'
import type { Request, Seed } from '../record.ts'
import { readPitfalls } from '../reports/pitfalls.ts'

export interface Written extends Pick<Request, 'system_prompt' | 'user_prompt'> {
  /** What is in one of the two. */
  readonly context: string
  /** The beginning of the system prompt that all seeds of a language share. */
  readonly shared: string
}

/** Writes the prompts of a seed with these symbols as its context. */
export type PromptWriter = (seed: Seed, symbols: readonly ApiSymbol[]) => Written

/** Reads --pitfalls, once. Throws as readPitfalls does. */
export function promptWriter(options: Options, prompts: Prompts, index: ApiIndex): PromptWriter {
  const pitfalls = options.pitfalls === undefined ? prompts.pitfalls : readPitfalls(options.pitfalls)
  return (seed, symbols) => {
    const context = prompts.apiContext(symbols, index)
    const shared = prompts.system(seed, pitfalls)
    return options.contextIn === 'system'
      ? { system_prompt: prompts.system(seed, pitfalls, context), user_prompt: prompts.user(seed), context, shared }
      : { system_prompt: shared, user_prompt: prompts.user(seed, context), context, shared }
  }
}
