import type { Duplex } from 'node:stream'
import type { ApiIndex, ApiSymbol } from '../src/api-index/api-index.ts'
import { openIndex } from '../src/api-index/index-store.ts'
import type { Prompts } from '../src/domains/domain.ts'
import { domain } from '../src/domains/registry.ts'
import { renderOutput } from '../src/formats/canonical.ts'
import { LEVELS, type Request, type Turn, type Verdict } from '../src/record.ts'
import type { RunContext } from '../src/stream/run-context.ts'
import { rowTransform } from '../src/stream/transform.ts'
import { samplingSeed } from '../src/teacher/sampling-seed.ts'

/** Failed verdicts → requests for another turn, with the conversation so far. What passed has nothing to repair. */
export async function repair({ options, ledger }: RunContext): Promise<Duplex> {
  const tally = ledger.stage('repair')
  const prompts = await domain().prompts()
  const index = await openIndex(await domain().api(), options.cache)
  const { temperature, topP: top_p, maxTokens: max_tokens, repair: most } = options

  function* each(verdict: Verdict): Iterable<Request> {
    const { turn: before = 0 } = verdict
    if (verdict.passed) return tally.drop('passed', { id: verdict.id })
    if (before >= most) return tally.drop('turns-used', { id: verdict.id })
    const turn = before + 1
    const first = verdict.id.replace(/_r\d+$/, '')
    const id = `${first}_r${turn}`
    const turns = conversation(verdict, prompts)
    yield {
      id,
      parent_id: verdict.id,
      turn,
      prompt_id: verdict.prompt_id,
      version: verdict.version,
      system_prompt: prompts.system(verdict.prompt, prompts.apiContext(symbolsOf(verdict, index), index)),
      user_prompt: turns.at(-1)!.content,
      turns,
      prompt_meta: verdict.prompt,
      api_context_injected: verdict.api_context_injected,
      generation: { temperature, top_p, max_tokens, seed: samplingSeed(options.seed, id, turn) },
    }
  }
  return rowTransform<Verdict, Request>(tally, { each })
}

/** What was said: the task, or the conversation so far, then the program as it was understood, then its errors. */
function conversation({ prompt, turns, plan, code, validation, parse_errors }: Verdict, prompts: Prompts): Turn[] {
  const before = turns ?? [{ role: 'user', content: prompts.user(prompt) }]
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
