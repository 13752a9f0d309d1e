/** What a reviewer sees of a row. */
import { LEVELS, type Issue, type Level, type Plan, type Verdict } from '../record.ts'
import { PASSED } from '../select/gates.ts'
import { highlight, type CodeSpan } from './highlight.ts'

/** As data of the page: JSON says it all. */
export interface ReviewRow {
  readonly id: string
  readonly code_hash: string
  readonly difficulty: string
  readonly modules: readonly string[]
  readonly task: string
  readonly constraints: readonly string[]
  readonly must_use: readonly string[]
  readonly hints: readonly string[]
  readonly plan: Pick<Plan, 'requirements' | 'apis' | 'steps'> | null
  readonly code: readonly CodeSpan[]
  readonly levels: readonly ReviewLevel[]
  /** What the run showed, as text; '' when nothing is known. */
  readonly observed: string
  /** A picture of the running game as a data URI; '' without one. */
  readonly picture: string
}

export interface ReviewLevel {
  readonly level: Level
  readonly outcome: 'passed' | 'failed' | 'not run'
  readonly issues: readonly Pick<Issue, 'severity' | 'code' | 'message' | 'line' | 'suggestion'>[]
  /** How many of the probes held, and the like. */
  readonly metrics: Readonly<Record<string, number>>
}

/** Observations can fill megabytes, and nobody reads these. */
const MAX_OBSERVED = 20_000

export function reviewRow(verdict: Verdict, picture: string): ReviewRow {
  const { id, code_hash, prompt, plan, code, validation } = verdict
  return {
    id,
    code_hash,
    difficulty: prompt.difficulty,
    modules: prompt.modules,
    task: prompt.task,
    constraints: prompt.constraints ?? [],
    must_use: prompt.must_use_apis ?? [],
    hints: prompt.eval_hints ?? [],
    plan: plan && { requirements: plan.requirements, apis: plan.apis, steps: plan.steps },
    code: highlight(code),
    levels: LEVELS.map((level) => reviewLevel(verdict, level)),
    observed: observedText(validation.observed),
    picture,
  }
}

function reviewLevel(verdict: Verdict, level: Level): ReviewLevel {
  const passed = verdict[PASSED[level]]
  const { issues = [], metrics = {} } = verdict.validation.levels[level] ?? {}
  return {
    level,
    outcome: passed === null ? 'not run' : passed ? 'passed' : 'failed',
    issues: issues.map(({ severity, code, message, line, suggestion }) => ({
      severity,
      code,
      message,
      line,
      suggestion,
    })),
    metrics,
  }
}

function observedText(observed: unknown): string {
  if (observed === undefined || observed === null) return ''
  const text = JSON.stringify(observed, null, 1)
  return text.length <= MAX_OBSERVED ? text : text.slice(0, MAX_OBSERVED) + '\n…'
}
