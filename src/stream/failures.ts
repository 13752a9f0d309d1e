import type { ErrorCode } from '../errors.ts'
import type { RunContext } from './run-context.ts'

/** A result that the user must learn of by the exit code although everything ran to its end. */
export interface Failure {
  readonly code: Extract<ErrorCode, 'ERR_NOTHING_SURVIVED' | 'ERR_SHORT' | 'ERR_TEACHER'>
  readonly message: string
}

/** The failures of the run so far, in the order in which the stages found them; the first decides the exit code. */
export function failuresOf({ facts }: RunContext): Failure[] {
  return (facts.failures ??= [])
}

/** Notes a failure. That nothing survived is said once: every later stage would only repeat it. */
export function addFailure(context: RunContext, failure: Failure): void {
  const failures = failuresOf(context)
  const known = failures.some(({ code }) => code === 'ERR_NOTHING_SURVIVED')
  if (!known) failures.push(failure)
}
