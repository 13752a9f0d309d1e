/** The levels of one program, one after the other: which checks run, what they may see, and when to stop. */
import type { ApiIndex } from '../api-index/api-index.ts'
import type { Issue, Level, Plan, Seed } from '../record.ts'
import { messageOf } from '../errors.ts'
import type { Observed } from '../runtime/observed.ts'
import type { Check, CheckContext, CheckIssue, CheckResult, Metrics } from './check.ts'
import { parseProgram, type Program } from './program.ts'

/** One program and what is asked about it. */
export interface CheckJob {
  readonly code: string
  readonly seed: Seed
  readonly plan: Plan | null
  readonly parseErrors: readonly string[]
  /** The levels to run, in order. */
  readonly levels: readonly Level[]
  /** What L3 saw when it ran before and is not among `levels`. */
  readonly observed: Observed | null
  /** Go on after a level that did not pass. */
  readonly allLevels: boolean
}

/** What one level says. */
export interface CheckedLevel {
  readonly passed: boolean
  /** Wall time. */
  readonly ms: number
  /** Sorted by line, column and code. */
  readonly issues: readonly Issue[]
  readonly metrics?: Metrics
  /** False when a clock, a signal, the host or a fault of ours had a part: it says nothing of the program then. */
  readonly cacheable: boolean
}

/** The levels that ran; the others have no key. */
export interface Checked {
  readonly levels: Partial<Readonly<Record<Level, CheckedLevel>>>
  readonly observed: Observed | null
}

/** A run of a program in the engine, and what L3 makes of it. */
export interface RuntimeResult {
  /** null when the program was stopped. */
  readonly observed: Observed | null
  readonly issues: readonly CheckIssue[]
  readonly cacheable: boolean
}

/** What the ladder stands on. */
export interface LadderTools {
  readonly checks: readonly Check[]
  /** The API index; asked for at the first check that reads it. */
  readonly index: () => ApiIndex
  /** Runs the code in the engine. Rejects when the host, not the program, is at fault. */
  readonly execute: (code: string) => Promise<RuntimeResult>
}

/** Issue codes of the ladder itself, with their meanings for the docs. */
export const LADDER_CODES = {
  'check-crashed': 'a check of ours failed on this program: nothing is known of it, and nothing is kept in the cache',
  'more-issues': 'the level has more issues than are listed',
} as const

/** A hostile program can earn an issue a token; its verdict must stay a row of ordinary size. */
const MAX_ISSUES = 100
const MAX_MESSAGE = 500

/**
 * Runs the levels of a job. A level passes when it has no issue of severity error; the next one runs only then, unless
 * the job wants all. Levels that read the syntax tree are left out when there is none: they have nothing to say.
 */
export async function climb(job: CheckJob, tools: LadderTools): Promise<Checked> {
  const levels: Partial<Record<Level, CheckedLevel>> = {}
  // The parse counts as part of the first level.
  let start = performance.now()
  const { program } = parseProgram(job.code)
  let { observed } = job
  for (const level of job.levels) {
    if (!program && readsTree(level)) continue
    const execution = level === 'L3' ? await tools.execute(job.code) : null
    observed = execution?.observed ?? observed
    const parts = runChecks(tools, level, contextOf(job, program, observed, tools))
    if (execution) parts.unshift(execution)
    const end = performance.now()
    const result = summarise(level, parts, end - start)
    start = end
    // L4 judges what L3 saw: what cannot be kept of one cannot be kept of the other.
    const tainted = level === 'L4' && levels.L3?.cacheable === false
    levels[level] = tainted ? { ...result, cacheable: false } : result
    if (!result.passed && !job.allLevels) break
  }
  return { levels, observed }
}

function readsTree(level: Level): boolean {
  return level === 'L2' || level === 'L4'
}

function contextOf(
  { code, seed, plan, parseErrors }: CheckJob,
  program: Program | null,
  observed: Observed | null,
  tools: LadderTools,
): CheckContext {
  return {
    code,
    seed,
    plan,
    parseErrors,
    program,
    observed,
    get index() {
      return tools.index()
    },
  }
}

type Part = CheckResult & { readonly cacheable: boolean }

function runChecks(tools: LadderTools, level: Level, context: CheckContext): Part[] {
  return tools.checks.filter((check) => check.level === level).map((check) => runCheck(check, context))
}

// A check that throws is our fault: it neither passes the program nor hides the other checks.
function runCheck(check: Check, context: CheckContext): Part {
  try {
    return { ...check.run(context), cacheable: true }
  } catch (error) {
    const message = `the check '${check.id}' failed: ${messageOf(error)}`
    return { issues: [{ code: 'check-crashed', severity: 'error', message }], cacheable: false }
  }
}

function summarise(level: Level, parts: readonly Part[], ms: number): CheckedLevel {
  const issues = parts.flatMap((part) => part.issues.map((issue) => toIssue(level, issue))).toSorted(byPlace)
  const metrics = Object.assign({}, ...parts.map((part) => part.metrics)) as Metrics
  return {
    passed: issues.every(({ severity }) => severity !== 'error'),
    ms: Math.round(ms * 10) / 10,
    issues: shortened(level, issues),
    ...(Object.keys(metrics).length > 0 ? { metrics } : {}),
    cacheable: parts.every((part) => part.cacheable),
  }
}

function toIssue(level: Level, { message, ...issue }: CheckIssue): Issue {
  return { level, ...issue, message: message.length > MAX_MESSAGE ? `${message.slice(0, MAX_MESSAGE)}…` : message }
}

function byPlace(a: Issue, b: Issue): number {
  const place = (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0)
  return place || (a.code < b.code ? -1 : Number(a.code > b.code))
}

// Errors stay: they are what fails the level.
function shortened(level: Level, issues: Issue[]): Issue[] {
  if (issues.length <= MAX_ISSUES) return issues
  const ranked = issues.toSorted((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'))
  const kept = new Set(ranked.slice(0, MAX_ISSUES))
  const message = `${issues.length - MAX_ISSUES} more issues are not listed`
  return [...issues.filter((issue) => kept.has(issue)), { level, code: 'more-issues', severity: 'info', message }]
}
