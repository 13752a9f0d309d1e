/** What supervisor and child say to each other: one JSON object a line. */

/** The first line to a child. */
export interface Setup {
  /** Text of the stub browser, of the engine, and of the engine's driver; see guest/compose.ts. */
  readonly browser: string
  readonly engine: string
  /** The engine with its parts evaluated at their first use, where there is one. */
  readonly deferredEngine: string | null
  readonly driver: string
  /** File name under which programs are compiled. */
  readonly programFile: string
  /** Frames before and after the scripted input. */
  readonly frames: number
}

/** Every line after that: a program to run. */
export interface Request {
  readonly id: string
  readonly code: string
  /** Run on the engine as shipped; else on the deferred one, where there is one. */
  readonly shipped: boolean
  /** Whether errors on the canvas are to be tried again with WebGL. */
  readonly webgl: boolean
  /** Asks for progress, to say later where a program hung. */
  readonly trace: boolean
}

/** What a child says: that it is ready, how far a program is, or what it saw. */
export type Answer =
  | { readonly ready: true }
  | { readonly id: string; readonly at: string }
  | { readonly id: string; readonly report: string }

/** A line longer than this is no answer of ours: a report has at most a few hundred short strings. */
export const MAX_ANSWER = 2_000_000

/** File descriptor of the child on which it answers: 1 and 2 belong to whatever else may write there. */
export const ANSWER_FD = 3

/** The answer in a line of a child's, or null when it is none. */
export function readAnswer(line: string): Answer | null {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return null
  }
  if (typeof value !== 'object' || value === null) return null
  const { ready, id, at, report } = value as Record<string, unknown>
  if (ready === true) return { ready }
  if (typeof id !== 'string') return null
  if (typeof report === 'string') return { id, report }
  return typeof at === 'string' ? { id, at } : null
}
