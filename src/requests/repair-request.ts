/** Another turn for a program that failed: the conversation so far, and what was wrong. */
import type { ApiIndex, ApiSymbol } from '../api-index/api-index.ts'
import { openIndex } from '../api-index/index-store.ts'
import type { Options } from '../config.ts'
import type { Prompts } from '../domains/domain.ts'
import { domain } from '../domains/registry.ts'
import { renderOutput } from '../formats/canonical.ts'
import { LEVELS, type Request, type Turn, type Verdict } from '../record.ts'
import { promptWriter } from './prompt-writer.ts'
import { samplingSeed } from './sampling-seed.ts'

/** Makes the request for the next turn of a verdict's program. */
export type Repairer = (verdict: Verdict) => Request

/** Everything that repairs need. Rejects as openIndex does. */
export async function openRepairer(options: Options): Promise<Repairer> {
  const prompts = await domain().prompts()
  const index = await openIndex(await domain().api(), options.cache)
  const write = promptWriter(options, prompts, index)
  const { temperature, topP: top_p, maxTokens: max_tokens } = options
  return (verdict) => {
    const turn = (verdict.turn ?? 0) + 1
    const first = verdict.turn === undefined ? verdict.id : verdict.id.replace(/_r\d+$/, '')
    const id = `${first}_r${turn}`
    const asked = write(verdict.prompt, symbolsOf(verdict, index))
    const turns = conversation(verdict, asked.user_prompt, prompts)
    return {
      id,
      parent_id: verdict.id,
      turn,
      prompt_id: verdict.prompt_id,
      version: verdict.version,
      system_prompt: asked.system_prompt,
      user_prompt: turns.at(-1)!.content,
      turns,
      prompt_meta: verdict.prompt,
      api_context_injected: verdict.api_context_injected,
      generation: { temperature, top_p, max_tokens, seed: samplingSeed(options.seed, id, turn) },
    }
  }
}

/** What was said: the task, or the conversation so far, then the program as it was understood, then its errors. */
function conversation(verdict: Verdict, task: string, prompts: Prompts): Turn[] {
  const { prompt, turns, plan, code, validation, parse_errors } = verdict
  const before = turns ?? [{ role: 'user', content: task }]
  const issues = LEVELS.flatMap((level) => validation.levels[level]?.issues ?? [])
  const unread = parse_errors.map((message) => ({ level: 'L1', code: message, severity: 'error', message }) as const)
  return [
    ...before,
    { role: 'assistant', content: renderOutput(plan, code) },
    { role: 'user', content: prompts.repair(prompt, issues.length > 0 ? issues : unread) },
  ]
}

function symbolsOf({ api_context_injected }: Verdict, index: ApiIndex): ApiSymbol[] {
  return api_context_injected.flatMap((id) => index.get(id) ?? [])
}
