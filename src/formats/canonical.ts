/** The one way in which a dataset row spells plan and code. */
import type { Plan } from '../record.ts'

const ANY_FENCE = /`{3,}/g

/**
 * The answer that the student learns: the `[PLAN]` block, a blank line, one javascript fence with the code. Without a
 * plan only the fence. The fence is longer than any run of backticks in the code, so that code which itself holds a
 * fence (a template literal, a comment) survives the way through a Markdown parser.
 */
export function renderOutput(plan: Plan | null, code: string): string {
  const fence = fenceFor(code)
  const block = `${fence}javascript\n${code}\n${fence}`
  return plan === null ? block : `${renderPlan(plan)}\n\n${block}`
}

/** The code in what renderOutput wrote, to the last blank; undefined for any other text. */
export function codeInOutput(output: string): string | undefined {
  // A plan holds no fence: the first one is the program's, and as long as the last.
  return /(?:^|\n\n)(`{3,})javascript\n([\s\S]*)\n\1$/.exec(output)?.[2]
}

/** The `[PLAN]` block of the teacher's text contract. */
export function renderPlan(plan: Omit<Plan, 'raw'>): string {
  const steps = plan.steps.map((step, at) => `${at + 1}. ${oneLine(step)}`)
  return [
    '[PLAN]',
    `REQ: ${oneLine(plan.requirements)}`,
    `API: ${plan.apis.map(oneLine).join(', ')}`,
    'STEPS:',
    ...steps,
    '[/PLAN]',
  ].join('\n')
}

/** One line without a plan marker or a fence: either would end the block for whoever reads it. */
function oneLine(text: string): string {
  return text
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/\[(\/?PLAN)\]/gi, '($1)')
    .replace(ANY_FENCE, '`')
}

function fenceFor(code: string): string {
  let longest = 2
  for (const [run] of code.matchAll(ANY_FENCE)) longest = Math.max(longest, run.length)
  return '`'.repeat(longest + 1)
}
