/** Exit codes and error codes: one table each, the source of the tables in the README and docs. */

export const EXIT = {
  done: 0,
  negative: 1,
  usage: 2,
  badInput: 3,
  authentication: 4,
  teacher: 5,
  noInput: 66,
  missingComponent: 69,
  internal: 70,
  io: 74,
  journalInUse: 75,
  interrupted: 130,
  terminated: 143,
} as const

/** Every error a user can meet: its exit code and what it means. */
export const ERRORS = {
  ERR_USAGE: { exit: EXIT.usage, means: 'a flag, value or command that does not exist' },
  ERR_CONFIG: { exit: EXIT.usage, means: 'a configuration file or environment value that cannot be used' },
  ERR_BAD_INPUT: { exit: EXIT.badInput, means: 'a bad line under --on-error fail, or a file of another kind' },
  ERR_AUTHENTICATION: { exit: EXIT.authentication, means: 'the provider refused the key, or the queue the password' },
  ERR_TEACHER: { exit: EXIT.teacher, means: 'the teacher gave up' },
  ERR_NO_INPUT: { exit: EXIT.noInput, means: 'an input file that cannot be opened' },
  ERR_MISSING_COMPONENT: { exit: EXIT.missingComponent, means: 'a required component is not installed or not built' },
  ERR_HOST_OVERLOAD: { exit: EXIT.internal, means: 'this machine could not run a check to its end' },
  ERR_UNTRUSTED: { exit: EXIT.internal, means: 'a worker answered what is no answer, or not what this machine finds' },
  ERR_INTERNAL: { exit: EXIT.internal, means: 'a fault of sft-stream; please report it' },
  ERR_IO: { exit: EXIT.io, means: 'reading or writing failed, full disk included' },
  ERR_OUT_DIR: { exit: EXIT.usage, means: '--out names a folder that is not ours' },
  ERR_JOURNAL_IN_USE: { exit: EXIT.journalInUse, means: 'another run writes to this journal' },
  ERR_INTERRUPTED: { exit: EXIT.interrupted, means: 'stopped by Ctrl-C or SIGTERM; what was paid is saved' },
  ERR_UNKNOWN_SYMBOL: { exit: EXIT.negative, means: 'the API index has no such symbol' },
  ERR_UNKNOWN_ID: { exit: EXIT.negative, means: 'explain: the dataset has no such id, nor was one dropped' },
  ERR_CHANGED: { exit: EXIT.negative, means: 'verify: a file, row or verdict is not what the dataset says' },
  ERR_BAD_SEEDS: { exit: EXIT.negative, means: 'seeds check: a seed that no run can use as it is' },
  ERR_NOTHING_SURVIVED: { exit: EXIT.negative, means: 'no row reached the end' },
  ERR_SHORT: { exit: EXIT.negative, means: 'a target, split share or gate was missed' },
} as const

export type ErrorCode = keyof typeof ERRORS

/** A known error: `message` says what is wrong, `hint` what to do next. Printed without a stack. */
export class SftError extends Error {
  readonly code: ErrorCode
  readonly hint: string | undefined

  constructor(code: ErrorCode, message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'SftError'
    this.code = code
    this.hint = options.hint
  }

  get exitCode(): number {
    return ERRORS[this.code].exit
  }
}

/** The ERR_IO of a failed file operation: says what could not be done to which path. */
export function ioError(action: string, path: string, cause: unknown): SftError {
  return new SftError('ERR_IO', `cannot ${action} ${path}: ${messageOf(cause)}`, { cause, hint: hintOn(cause) })
}

/** The error of a write to stdout: ERR_IO. A closed pipe is no fault: it is passed on as it is, to be known by its code. */
export function outputError(cause: Error): Error {
  if (systemCode(cause) === 'EPIPE') return cause
  return new SftError('ERR_IO', `cannot write to stdout: ${messageOf(cause)}`, { cause, hint: hintOn(cause) })
}

function hintOn(cause: unknown): string | undefined {
  const code = systemCode(cause) ?? ''
  if (['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code)) return 'free some space and run again: replies and verdicts are kept'
  return ['EROFS', 'EACCES', 'EPERM'].includes(code) ? 'this may not be written: name another place' : undefined
}

/** The end of a run that the user stopped; the exit code is that of the signal. */
export function interruption(message = 'interrupted; what was in flight is saved'): SftError {
  return new SftError('ERR_INTERRUPTED', message, {
    hint: 'the same command goes on from there',
  })
}

/** The message of anything that can be thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** The `code` of a system or library error ('ENOENT', 'EPIPE', …), or undefined. */
export function systemCode(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : undefined
}
