/**
 * The tolerant parser of the teacher's text contract: a plan between [PLAN] tags, then one javascript fence. What it
 * tolerates is recorded as a warning; what cannot be known for sure (a cut answer) is an error, never a guess.
 */
import type { Candidate, Plan, Reply } from '../record.ts'
import { sha256 } from '../sha256.ts'
import type { ParseError, ParseWarning } from './codes.ts'
import { findFences, type Fence } from './fences.ts'
import { findPlan, parsePlan, type PlanBlock } from './parse-plan.ts'

export interface ParsedReply {
  plan: Plan | null
  /** Trimmed; '' when the reply holds no code. */
  code: string
  errors: ParseError[]
  warnings: ParseWarning[]
}

const CODE_LANGUAGES = new Set(['javascript', 'js', 'jsx', 'mjs', 'cjs', 'typescript', 'ts', 'ecmascript', 'node'])
const CUT_SHORT = new Set(['length', 'max_tokens'])

/** Takes a reply's text apart. Linear in its length; never throws. */
export function parseReplyText(text: string, finishReason?: string | null): ParsedReply {
  const errors: ParseError[] = []
  const warnings: ParseWarning[] = []
  const fences = findFences(text)
  const block = findPlan(text, fences)
  const plan = block ? parsePlan(block) : undefined
  warnings.push(...(plan ? plan.warnings : (['plan-missing'] as const)))

  const fence = chooseCode(fences, block, warnings)
  if (CUT_SHORT.has(finishReason ?? '')) errors.push('reply-truncated')
  if (!fence) errors.push('code-missing')
  else if (!fence.closed) errors.push('fence-not-closed')
  const code = fence?.content.trim() ?? ''
  if (fence && code === '') errors.push('code-empty')
  if (fence && hasTextAround(text, fence, block)) warnings.push('text-around')
  return { plan: plan?.plan ?? null, code, errors, warnings }
}

/** The program among the fences: the longest block in the language, or without one, that is not the plan. */
function chooseCode(fences: readonly Fence[], block: PlanBlock | undefined, warnings: ParseWarning[]): Fence | undefined {
  const outside = fences.filter((fence) => !block || fence.end <= block.start || fence.start >= block.end)
  const named = outside.filter((fence) => CODE_LANGUAGES.has(fence.language))
  const choice = named.length > 0 ? named : outside.filter((fence) => fence.language === '')
  if (choice.length > 1) warnings.push('several-code-fences')
  const [fence] = choice.toSorted((a, b) => b.content.length - a.content.length)
  if (fence && fence.language !== 'javascript') warnings.push('fence-language')
  return fence
}

function hasTextAround(text: string, fence: Fence, block: PlanBlock | undefined): boolean {
  const planEnd = block && block.end <= fence.start ? block.end : 0
  const before = block && block.end <= fence.start ? text.slice(0, block.start) : ''
  return [before, text.slice(planEnd, fence.start), text.slice(fence.end)].some((part) => part.trim() !== '')
}

/** Fields of a reply that end here; all others, known and unknown, travel on. */
const CONSUMED = new Set<string>([
  'prompt_meta', 'raw_output', 'output', 'provider', 'finish_reason', 'usage', 'cost_usd', 'attempts',
])

/** The candidate of a reply. */
export function parseReply(reply: Reply): Candidate {
  const { plan, code, errors, warnings } = parseReplyText(reply.raw_output ?? reply.output ?? '', reply.finish_reason)
  return {
    ...Object.fromEntries(Object.entries(reply).filter(([field]) => !CONSUMED.has(field))),
    id: reply.id,
    prompt_id: reply.prompt_id,
    version: reply.version,
    prompt: reply.prompt_meta,
    teacher_model: reply.teacher_model ?? null,
    plan,
    code,
    code_hash: sha256(code),
    parse_errors: errors,
    parse_warnings: warnings,
    api_context_injected: reply.api_context_injected ?? [],
    reply_key: reply.reply_key ?? null,
    timestamp: reply.timestamp ?? null,
    source: typeof reply.source === 'string' ? reply.source : reply.provider === 'mock' ? 'mock' : 'distill',
  }
}
