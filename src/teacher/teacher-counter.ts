/** Counts what the teachers of a run did, together and each. */
import type { LatencyFacts, ModelFacts, TeacherFacts } from '../stream/facts.ts'
import { Latency } from './latency.ts'
import type { Completion } from './provider.ts'

/** Enough to name; a file of recorded replies may hold any number of models. */
const MODELS_NAMED = 8

/** Costs are added as whole nano-USD, so that the order of arrival cannot change the sum. */
const NANO = 1e9

type Account = Omit<ModelFacts, 'provider' | 'model'>

/** USD; null as soon as one summand is unknown. */
class Sum {
  #nano: number | null = 0

  add(usd: number | null): number | null {
    this.#nano = usd === null || this.#nano === null ? null : this.#nano + Math.round(usd * NANO)
    return this.#nano === null ? null : this.#nano / NANO
  }
}

/** Writes into an account. */
class Bookkeeper {
  readonly #account: Account
  readonly #cost = new Sum()
  readonly #spent = new Sum()

  constructor(account: Account) {
    this.#account = account
  }

  called(attempts: number): void {
    this.#account.calls += attempts
    this.#account.retries += Math.max(0, attempts - 1)
  }

  batched(requests: number, again: boolean): void {
    this.#account.batches = (this.#account.batches ?? 0) + 1
    this.#account.calls += requests
    if (again) this.#account.retries += requests
  }

  answered({ usage, cost_usd }: Completion, bought: boolean): void {
    const account = this.#account
    const { tokens } = account
    if (!bought) account.from_journal++
    account.replies++
    tokens.input += usage?.input_tokens ?? 0
    tokens.output += usage?.output_tokens ?? 0
    tokens.cached += usage?.cached_tokens ?? 0
    tokens.reasoning += usage?.reasoning_tokens ?? 0
    account.cost_usd = this.#cost.add(cost_usd)
    if (bought) account.spent_usd = this.#spent.add(cost_usd)
  }
}

/** Of one teacher. */
export class ModelCounter {
  readonly #books: readonly Bookkeeper[]
  readonly #facts: ModelFacts
  readonly #total: TeacherFacts
  readonly #isNamed: boolean
  readonly #latency = new Latency()
  readonly #models = new Set<string>()

  constructor(facts: ModelFacts, total: TeacherFacts, books: readonly Bookkeeper[]) {
    this.#facts = facts
    this.#total = total
    this.#books = books
    this.#isNamed = facts.model !== null
  }

  /** Calls that this run made for one request, whatever came of them. */
  called(attempts: number): void {
    for (const book of this.#books) book.called(attempts)
  }

  /** Milliseconds from the request to its reply. */
  took(ms: number): void {
    this.#latency.add(ms)
  }

  get latency(): LatencyFacts {
    const { provider, model } = this.#facts
    return { provider, model, ...this.#latency.facts() }
  }

  /** A batch that this run made; `again`: of requests that an earlier one left without a reply. */
  batched(requests: number, { again }: { again: boolean }): void {
    for (const book of this.#books) book.batched(requests, again)
  }

  /** `bought`: in this run. */
  answered(completion: Completion, { bought }: { bought: boolean }): void {
    for (const book of this.#books) book.answered(completion, bought)
    if (!this.#isNamed) this.#name(completion.teacher_model)
  }

  /** Which model it is only its answers tell. */
  #name(model: string | null): void {
    if (model === null || this.#models.has(model)) return
    this.#models.add(model)
    const names = [...this.#models].toSorted()
    const more = names.length > MODELS_NAMED ? ['…'] : []
    this.#facts.model = [...names.slice(0, MODELS_NAMED), ...more].join(', ')
    this.#total.model = namesOf(this.#total.models, ({ model }) => model)
  }
}

export class TeacherCounter {
  /** Grows with every call. */
  readonly facts: TeacherFacts
  readonly #books: Bookkeeper
  readonly #models: ModelCounter[] = []

  constructor(budgetUsd: number | undefined) {
    this.facts = {
      provider: '',
      model: null,
      ...emptyAccount(),
      over_budget: 0,
      failed: 0,
      budget_usd: budgetUsd ?? null,
      models: [],
    }
    this.#books = new Bookkeeper(this.facts)
  }

  /** The counter of a further teacher. */
  of(provider: string, model: string | undefined): ModelCounter {
    const facts = { provider, model: model ?? null, ...emptyAccount() }
    const { models } = this.facts
    models.push(facts)
    this.facts.provider = namesOf(models, ({ provider }) => provider)!
    this.facts.model = namesOf(models, ({ model }) => model)
    const counter = new ModelCounter(facts, this.facts, [this.#books, new Bookkeeper(facts)])
    this.#models.push(counter)
    return counter
  }

  /** Of each model that was asked in this run, one call a reply: batches take as long as they like. */
  latencies(): LatencyFacts[] {
    return this.#models.map(({ latency }) => latency).filter(({ replies }) => replies > 0)
  }

  failed(): void {
    this.facts.failed++
  }

  overBudget(): void {
    this.facts.over_budget++
  }
}

function emptyAccount(): Account {
  const tokens = { input: 0, output: 0, cached: 0, reasoning: 0 }
  return { calls: 0, retries: 0, replies: 0, from_journal: 0, tokens, cost_usd: null, spent_usd: 0 }
}

function namesOf(models: readonly ModelFacts[], name: (facts: ModelFacts) => string | null): string | null {
  const names = models.flatMap((facts) => name(facts) ?? [])
  return names.length === 0 ? null : names.join(', ')
}
