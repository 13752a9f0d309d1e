/** Time, so that tests need not wait for it. */
export interface Clock {
  /** Milliseconds; never goes back. */
  now(): number
  /** Runs once after `ms`, unless what it returns is called first. */
  after(ms: number, run: () => void): () => void
}

export const REAL_CLOCK: Clock = {
  now: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, Math.ceil(ms))
    return () => clearTimeout(timer)
  },
}
