/** What can go wrong with a call to a teacher, and whether another attempt may go better. */
import { SftError, messageOf, systemCode } from '../errors.ts'
import { parseJson } from '../text/parse-json.ts'
import { retryAfterMs } from './pacing.ts'
import { quotable } from './secrets.ts'

/** An answer that came whole but is none: asked once more when chance may have caused it, else given up. */
export class Unusable extends Error {
  readonly again: boolean

  constructor(message: string, { again }: { again: boolean }) {
    super(message)
    this.again = again
  }
}

/** ERR_TEACHER: this request gets no answer. */
export class GaveUp extends SftError {
  /** Calls made for it. */
  readonly attempts: number
  /** Those of them that may be charged although nothing came of them. */
  readonly unsettled: number

  constructor(message: string, attempts: number, unsettled = 0) {
    super('ERR_TEACHER', attempts > 1 ? `${message} (${attempts} attempts)` : message)
    this.attempts = attempts
    this.unsettled = unsettled
  }
}

interface FailureFacts {
  status?: number
  waitMs?: number | undefined
  overloaded?: boolean
}

/**
 * Why one attempt failed. transient: the usual retries; chance: one more; final: none; key: the key or its account, so
 * that every other call would fail as well.
 */
export class Failure extends Error {
  readonly kind: 'transient' | 'chance' | 'final' | 'key'
  /** Of an answer that is none; undefined when it was another kind of failure. */
  readonly status: number | undefined
  /** Milliseconds that the server asked to wait. */
  readonly waitMs: number | undefined
  /** The server had no room: fewer calls at once would help. */
  readonly overloaded: boolean

  constructor(kind: Failure['kind'], message: string, facts: FailureFacts = {}) {
    super(message)
    this.kind = kind
    this.status = facts.status
    this.waitMs = facts.waitMs
    this.overloaded = facts.overloaded ?? false
  }
}

const KEY_REFUSALS = new Map([
  [401, 'the provider refused the key'],
  [402, 'the account has no credit left'],
  [403, 'the provider forbids this to the key'],
])

/** Beside every 5xx. */
const RETRIED_STATUS = new Set([408, 409, 425, 429])

/** 529 is Anthropic's; OpenAI says 503 when its engine is overloaded. */
const OVERLOADED_STATUS = new Set([429, 503, 529])

/** Codes and messages by which an empty account is told; the status is 429 (OpenAI) or 400 (Anthropic). */
const EMPTY_ACCOUNT = /^insufficient_quota$|\bcredit balance is too low\b/i

/** The failure that an answer with another status than 200 is. `now`: ms since the epoch, for Retry-After as a date. */
export function statusFailure(
  { status, text, retryAfter }: { status: number; text: string; retryAfter: string | undefined },
  key: string | undefined,
  now: number,
): Failure {
  const { message, code } = errorIn(text)
  const said = message === '' ? '' : `: ${quotable(message, key)}`
  // No waiting mends an empty account.
  const isEmpty = EMPTY_ACCOUNT.test(code) || EMPTY_ACCOUNT.test(message)
  const refusal = KEY_REFUSALS.get(isEmpty ? 402 : status)
  // What is said with a 401 quotes the key more often than it helps.
  if (refusal !== undefined) return new Failure('key', status === 401 ? refusal : refusal + said)
  if (status < 400) {
    return new Failure('final', `HTTP ${status} instead of an answer is not followed; is the base URL right?`, { status })
  }
  // Proxies pass the type of Anthropic's error on with a status of their own.
  const overloaded = OVERLOADED_STATUS.has(status) || code === 'overloaded_error'
  const kind = overloaded || RETRIED_STATUS.has(status) || status >= 500 ? 'transient' : 'final'
  return new Failure(kind, `HTTP ${status}${said}`, { status, waitMs: retryAfterMs(retryAfter, now), overloaded })
}

/** The ERR_AUTHENTICATION that a failure of the kind `key` ends the run with. */
export function keyRefused(message: string, { key, keyName }: { key: string | undefined; keyName: string }): SftError {
  const hint =
    key === undefined ? `set ${keyName} in the environment` : `check ${keyName} and the account it belongs to`
  return new SftError('ERR_AUTHENTICATION', message, { hint })
}

/** The failure that an error of the exchange itself is: connection, TLS, HTTP. */
export function networkFailure(error: unknown, key: string | undefined): Failure {
  if (error instanceof Failure) return error
  return new Failure('transient', quotable(`network: ${messageOf(error) || systemCode(error) || 'failed'}`, key))
}

/** The failure that an unusable answer is; any other error is a fault of ours and thrown again. */
export function unusableFailure(error: unknown, key: string | undefined): Failure {
  if (error instanceof Failure) return error
  if (!(error instanceof Unusable)) throw error
  return new Failure(error.again ? 'chance' : 'final', quotable(error.message, key))
}

/** Message and code of an error answer: `{"error": {"message", "code"}}`, its variants, or plain text. */
function errorIn(text: string): { message: string; code: string } {
  const json = parseJson(text) as Record<string, unknown> | null | undefined
  if (json === undefined) return { message: text.trimStart().startsWith('<') ? '' : text, code: '' }
  const error = (json?.error ?? json) as Record<string, unknown> | string | null
  if (typeof error === 'string') return { message: error, code: '' }
  const message = error?.message ?? error?.detail
  const code = error?.code ?? error?.type
  return { message: typeof message === 'string' ? message : '', code: typeof code === 'string' ? code : '' }
}
