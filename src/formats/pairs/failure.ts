/** Which failed programs may stand as the rejected answer, and why they failed. */
import { LEVELS, type Level, type Verdict } from '../../record.ts'

export interface Failure {
  /** The first level that failed, and the first error there. */
  readonly level: Level
  readonly code: string
  readonly message: string
}

/** Why a failed program is no answer to learn from. */
export type Unfit = 'not-parsed' | 'not-judged'

/** No program: the student would learn that broken text is bad, which it knows, and cut replies end in mid-air. */
const NO_PROGRAM: ReadonlySet<string> = new Set(['parse-error', 'no-code', 'syntax-error', 'truncated'])

/** A fault of a check or of the machine: it says nothing of the program. */
const OURS: ReadonlySet<string> = new Set(['check-crashed', 'host-overload'])

/** What the machine measured is in their messages: equal runs would differ by it. */
const MEASURED: ReadonlySet<string> = new Set(['hang', 'memory', 'crash'])

/**
 * Why a program failed, or why it cannot be used; undefined when no level failed. A hang is a reason like others: it was
 * found by CPU time, twice, and such programs read like good ones.
 */
export function failureOf({ parse_errors: parseErrors, validation: { levels } }: Verdict): Failure | Unfit | undefined {
  const level = LEVELS.find((each) => levels[each]?.passed === false)
  if (level === undefined) return undefined
  const errors = levels[level]!.issues.filter(({ severity }) => severity === 'error')
  if (errors.length === 0 || errors.some(({ code }) => OURS.has(code))) return 'not-judged'
  if (parseErrors.length > 0 || errors.some(({ code }) => NO_PROGRAM.has(code))) return 'not-parsed'
  const [{ code, message }] = errors
  return { level, code, message: MEASURED.has(code) ? '' : message }
}
