import t from 'tap'

const TEN_MINUTES_MS = 600_000

/** For a test file whose programs are bounded in CPU time: on a busy machine that takes a while. */
export function bePatient(): void {
  t.setTimeout(TEN_MINUTES_MS)
  // Heard by the runner, which has a clock of its own.
  t.comment(`timeout=${TEN_MINUTES_MS}`)
}
