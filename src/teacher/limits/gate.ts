/** What every attempt passes before it is sent: room among the calls under way, and in the limits of the minute. */
import type { Options } from '../../config.ts'
import { Aimd } from './aimd.ts'
import { Bucket, type Taken } from './bucket.ts'
import { REAL_CLOCK, type Clock } from './clock.ts'

export interface Tokens {
  input: number
  output: number
}

/** overloaded: the server refused for want of room. */
export type Outcome = 'answered' | 'overloaded' | 'failed'

/** An attempt under way. */
export interface Pass {
  /** Called once, when the attempt is over. `used`: the tokens that the server counted, if it said so. */
  leave(outcome: Outcome, used?: Tokens): void
}

export interface GateOptions {
  concurrency: number
  rpm?: Options['rpm']
  tpm?: Options['tpm']
  clock?: Clock
  /** Told when a call may take more than a minute allows. */
  notice?: (message: string) => void
}

interface Waiting {
  tokens: Tokens
  admit: (pass: Pass | undefined) => void
}

interface Limit {
  bucket: Bucket
  amount: (tokens: Tokens) => number
}

/** First come, first served: a large request is not overtaken for ever by small ones. */
export class Gate {
  readonly #concurrency: Aimd
  readonly #requests: Bucket | undefined
  readonly #tokens: readonly Limit[]
  readonly #clock: Clock
  readonly #notice: ((message: string) => void) | undefined
  readonly #queue: Waiting[] = []
  #underWay = 0
  #cancelTimer: (() => void) | undefined

  constructor({ concurrency, rpm, tpm, clock = REAL_CLOCK, notice }: GateOptions) {
    this.#concurrency = new Aimd(concurrency)
    this.#requests = rpm === undefined ? undefined : new Bucket(rpm)
    this.#tokens = tokenLimits(tpm)
    this.#clock = clock
    this.#notice = notice
  }

  /** Calls that may be under way now. */
  get window(): number {
    return this.#concurrency.window
  }

  /** A pass at once, or undefined when others wait or a limit is reached: then enter() waits. */
  tryEnter(expected: Tokens): Pass | undefined {
    if (this.#queue.length > 0 || this.#underWay >= this.#concurrency.window || this.#exceeds(expected)) return undefined
    const now = this.#clock.now()
    return this.#waitMs(expected, now) > 0 ? undefined : this.#start(expected, now)
  }

  /** Waits for its turn; undefined when `signal` is aborted before it. `expected`: the most it may cost. */
  async enter(expected: Tokens, signal: AbortSignal): Promise<Pass | undefined> {
    if (signal.aborted) return undefined
    if (this.#exceeds(expected)) {
      this.#notice?.('a request may take more tokens than --tpm allows: each such one waits for a minute of its own')
    }
    let giveUp: (() => void) | undefined
    try {
      return await new Promise<Pass | undefined>((resolve) => {
        const waiting = { tokens: expected, admit: resolve }
        giveUp = () => this.#withdraw(waiting)
        signal.addEventListener('abort', giveUp, { once: true })
        this.#queue.push(waiting)
        this.#admit()
      })
    } finally {
      signal.removeEventListener('abort', giveUp!)
    }
  }

  /** Whether it may take more than a minute allows. */
  #exceeds(expected: Tokens): boolean {
    return this.#tokens.some(({ bucket, amount }) => amount(expected) > bucket.limit)
  }

  #withdraw(waiting: Waiting): void {
    const at = this.#queue.indexOf(waiting)
    if (at !== -1) this.#queue.splice(at, 1)
    waiting.admit(undefined)
    this.#admit()
  }

  /** Lets in all who can go now, and comes back when the first of the others can. */
  #admit(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
    while (this.#queue.length > 0 && this.#underWay < this.#concurrency.window) {
      const now = this.#clock.now()
      const wait = this.#waitMs(this.#queue[0].tokens, now)
      if (wait > 0) {
        this.#cancelTimer = this.#clock.after(wait, () => this.#admit())
        return
      }
      const { tokens, admit } = this.#queue.shift()!
      admit(this.#start(tokens, now))
    }
  }

  #waitMs(tokens: Tokens, now: number): number {
    const waits = this.#tokens.map(({ bucket, amount }) => bucket.waitMs(amount(tokens), now))
    return Math.max(0, this.#requests?.waitMs(1, now) ?? 0, ...waits)
  }

  #start(tokens: Tokens, now: number): Pass {
    this.#underWay++
    this.#requests?.take(1, now)
    const taken = this.#tokens.map(({ bucket, amount }) => bucket.take(amount(tokens), now))
    const { round } = this.#concurrency
    return { leave: (outcome, used) => this.#leave(round, taken, outcome, used) }
  }

  #leave(round: number, taken: readonly Taken[], outcome: Outcome, used: Tokens | undefined): void {
    if (outcome === 'answered') this.#concurrency.succeeded(round)
    if (outcome === 'overloaded') this.#concurrency.overloaded(round, this.#underWay)
    this.#underWay--
    // Who is turned away used no tokens. What a call that failed otherwise used nobody says: the estimate stands.
    const known = outcome === 'overloaded' ? { input: 0, output: 0 } : used
    if (known) {
      for (const [at, { bucket, amount }] of this.#tokens.entries()) bucket.correct(taken[at], amount(known))
    }
    this.#admit()
  }
}

function tokenLimits(tpm: Options['tpm']): Limit[] {
  if (tpm === undefined) return []
  if (typeof tpm === 'number') return [{ bucket: new Bucket(tpm), amount: ({ input, output }) => input + output }]
  return [
    { bucket: new Bucket(tpm.input), amount: ({ input }) => input },
    { bucket: new Bucket(tpm.output), amount: ({ output }) => output },
  ]
}
