/** Whatever runs programs: a child process, or a browser. */
import type { ChildLimits, Outcome } from './child-process.ts'
import type { Request } from './protocol.ts'

/** Runs one program at a time, and may die of one. */
export interface Runner {
  /** Whether it can run another program. */
  readonly alive: boolean
  /** Never rejects. After any outcome but a report the runner is of no more use: call kill(). */
  run(request: Request, limits: ChildLimits): Promise<Outcome>
  /** Ends all its processes, also in the middle of a program, and resolves when they are gone. */
  kill(): Promise<void>
}

/** Starts a fresh runner. Throws ERR_MISSING_COMPONENT when it cannot. */
export type StartRunner = () => Promise<Runner>
