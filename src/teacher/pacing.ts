/** How long to wait before another attempt. */

const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 30_000

/** What a server may ask for at most; quotas that come back tomorrow are no reason to sleep until then. */
const LONGEST_RETRY_AFTER_MS = 120_000

/**
 * Milliseconds before attempt `attempt + 1`: capped exponential backoff with full jitter, random in [0, min(cap, base
 * x 2^n)) (M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015). A wait that the server asked for
 * is kept in full, with the first wait's jitter on top, so that those told the same second do not all come at once.
 */
export function waitBefore(attempt: number, askedMs: number | undefined, random: () => number): number {
  if (askedMs !== undefined) return Math.min(askedMs, LONGEST_RETRY_AFTER_MS) + random() * FIRST_WAIT_MS
  return random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1))
}

/**
 * Milliseconds that a Retry-After header asks for, in seconds or as an HTTP date (RFC 9110, 10.2.3) measured from
 * `now`; undefined when it is absent or nonsense. A date that has passed means now.
 */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? ''
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000
  // Date.parse takes many things for a date ("-5", "1"): an HTTP date begins with a day and names GMT.
  const date = /^[A-Z][a-z]{2,8},? .*GMT$/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}
