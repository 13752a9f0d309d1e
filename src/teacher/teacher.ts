/** One of the teachers of a run: whom it asks, what that costs, and how it has been doing. */
import { SftError } from '../errors.ts'
import type { Price } from '../prices.ts'
import type { Request } from '../record.ts'
import { contentAddress } from '../store/content-address.ts'
import type { RunContext } from '../stream/run-context.ts'
import type { Budget } from './budget.ts'
import { GaveUp } from './http-failures.ts'
import { costOf, mostOf, priceOf } from './prices.ts'
import type { Completion, Provider } from './provider.ts'
import type { ModelCounter } from './teacher-counter.ts'

/** ERR_TEACHER without a call: nobody was asked. */
export class OverBudget extends SftError {
  constructor() {
    super('ERR_TEACHER', 'the budget does not cover what this call may cost')
  }
}

/** Requests given up in a row after which a teacher is left alone for a while, if there is another. */
const STRIKES = 3
const REST_MS = 60_000

export class Teacher {
  readonly provider: Provider
  readonly counter: ModelCounter
  /** Of its model; undefined when the table lacks it. */
  readonly price: Price | undefined
  #strikes = 0
  #restsUntil = 0
  #isRefused = false

  constructor(provider: Provider, { options }: Pick<RunContext, 'options'>, counter: ModelCounter) {
    this.provider = provider
    this.counter = counter
    this.price = priceOf(options.prices, provider.model, new Date())
  }

  /** The content address of its reply to a request. */
  key(request: Request): string {
    return contentAddress(this.provider.fingerprint(request))
  }

  /** Whether it would refuse every call: its key or account does not do. */
  get isRefused(): boolean {
    return this.#isRefused
  }

  /** Whether a call would most likely be given up. */
  isResting(now = Date.now()): boolean {
    return this.#isRefused || now < this.#restsUntil
  }

  /**
   * A new answer; undefined when it has none. With a budget, it is only asked if the most that it may cost is left.
   * Rejects as Provider.complete does, and with OverBudget.
   */
  async answer(request: Request, signal: AbortSignal, budget: Budget | undefined): Promise<Completion | undefined> {
    try {
      const completion = await (budget && this.provider.paid
        ? this.#withinBudget(request, signal, budget)
        : this.#ask(request, signal))
      this.#strikes = 0
      return completion
    } catch (error) {
      if (error instanceof SftError && error.code === 'ERR_AUTHENTICATION') this.#isRefused = true
      if (error instanceof GaveUp && ++this.#strikes >= STRIKES) this.#restsUntil = Date.now() + REST_MS
      throw error
    }
  }

  async #withinBudget(request: Request, signal: AbortSignal, budget: Budget): Promise<Completion | undefined> {
    const most = mostOf(this.price!, request)
    if (!(await budget.reserve(most))) throw new OverBudget()
    let reserved = most
    const mayRepeat = (): boolean => {
      if (!budget.tryReserve(most)) return false
      reserved += most
      return true
    }
    // A call that fails may be charged all the same, and an answer without usage does not say for how much.
    let cost = most
    try {
      const completion = await this.#ask(request, signal, mayRepeat)
      cost = (completion?.cost_usd ?? most) + (completion?.unsettled ?? 0) * most
      return completion
    } catch (error) {
      // What the server refused is not charged.
      if (error instanceof GaveUp) cost = error.unsettled * most
      throw error
    } finally {
      budget.settle(reserved, cost)
    }
  }

  async #ask(request: Request, signal: AbortSignal, mayRepeat?: () => boolean): Promise<Completion | undefined> {
    const { paid } = this.provider
    const asked = performance.now()
    try {
      const completion = await this.provider.complete(request, signal, mayRepeat)
      if (completion && paid) this.counter.took(performance.now() - asked)
      if (completion) this.counter.called(paid ? completion.attempts : 1)
      return completion && (paid ? this.#priced(completion) : completion)
    } catch (error) {
      if (paid) this.counter.called(error instanceof GaveUp ? error.attempts : 1)
      throw error
    }
  }

  #priced(completion: Completion): Completion {
    const { cost_usd, usage } = completion
    const known = cost_usd ?? (this.price && usage ? costOf(this.price, usage) : null)
    return { ...completion, cost_usd: known }
  }
}

/** Throws ERR_USAGE if a teacher of a run with a budget has no price. */
export function checkPrices(teachers: readonly Teacher[]): void {
  const unpriced = teachers.find(({ provider, price }) => provider.paid && !price)
  if (!unpriced) return
  const { model = 'NAME' } = unpriced.provider
  throw new SftError('ERR_USAGE', `--budget: the price of ${model} is not known`, {
    hint: `add it to sft-stream.config.yaml, USD for a million tokens: prices: { ${model}: { input: 0.15, output: 0.6 } }`,
  })
}
