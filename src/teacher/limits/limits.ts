/** What every attempt waits for: a place among the calls under way, and room in the provider's quotas. */
import type { Options } from '../../config.ts'
import { AdaptiveConcurrency } from './adaptive-concurrency.ts'
import { SlidingWindow } from './sliding-window.ts'

export interface Tokens {
  readonly input: number
  readonly output: number
}

export interface LimitParts {
  readonly now: () => number
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
}

/** An attempt that may go; `end` must be called once it has ended. */
export interface Pass {
  /** `used`: the tokens that the answer tells; without, the attempt counts as it was estimated. */
  end(how: 'success' | 'overload' | 'other', used?: Tokens): void
}

interface Quota {
  readonly window: SlidingWindow
  readonly of: (tokens: Tokens) => number
}

export class Limits {
  readonly #concurrency: AdaptiveConcurrency
  readonly #quotas: readonly Quota[]
  readonly #parts: LimitParts
  /** Who waits for quota keeps those behind waiting: nobody is passed by. */
  #queue: Promise<unknown> = Promise.resolve()

  constructor({ concurrency, rpm, tpm }: Pick<Options, 'concurrency' | 'rpm' | 'tpm'>, parts: LimitParts) {
    this.#concurrency = new AdaptiveConcurrency(concurrency)
    this.#parts = parts
    const quota = (limit: number | undefined, of: Quota['of']): Quota[] =>
      limit === undefined ? [] : [{ window: new SlidingWindow(limit), of }]
    this.#quotas = [
      ...quota(rpm, () => 1),
      ...quota(tpm?.both, ({ input, output }) => input + output),
      ...quota(tpm?.input, ({ input }) => input),
      ...quota(tpm?.output, ({ output }) => output),
    ]
  }

  /** Resolves when the attempt may be made. `tokens`: what it may use at most. Rejects with the signal's reason. */
  async enter(tokens: Tokens, signal: AbortSignal): Promise<Pass> {
    const leave = await this.#concurrency.enter(signal)
    try {
      const corrections = this.#quotas.length === 0 ? [] : await this.#inTurn(tokens, signal)
      return {
        end: (how, used) => {
          if (used) for (const correct of corrections) correct(used)
          leave(how)
        },
      }
    } catch (error) {
      leave('other')
      throw error
    }
  }

  #inTurn(tokens: Tokens, signal: AbortSignal): Promise<((used: Tokens) => void)[]> {
    const turn = this.#queue.then(() => this.#quota(tokens, signal))
    this.#queue = turn.catch(() => undefined)
    return turn
  }

  async #quota(tokens: Tokens, signal: AbortSignal): Promise<((used: Tokens) => void)[]> {
    const { now, sleep } = this.#parts
    for (;;) {
      signal.throwIfAborted()
      const wait = Math.max(0, ...this.#quotas.map(({ window, of }) => window.waitFor(of(tokens), now())))
      if (wait <= 0) break
      await sleep(wait, signal)
    }
    return this.#quotas.map(({ window, of }) => {
      const correct = window.take(of(tokens), now())
      return (used) => correct(of(used))
    })
  }
}
