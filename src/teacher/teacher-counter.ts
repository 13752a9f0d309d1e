import type { TeacherFacts } from '../stream/facts.ts'
import type { Completion } from './provider.ts'

/** Enough to name; a file of recorded replies may hold any number of models. */
const MODELS_NAMED = 8

/** Costs are added as whole nano-USD, so that the order of arrival cannot change the sum. */
const NANO = 1e9

/** USD; null as soon as one summand is unknown. */
class Sum {
  #nano: number | null = 0

  add(usd: number | null): number | null {
    this.#nano = usd === null || this.#nano === null ? null : this.#nano + Math.round(usd * NANO)
    return this.#nano === null ? null : this.#nano / NANO
  }
}

/** Counts what the teacher did. */
export class TeacherCounter {
  /** Grows with every call. */
  readonly facts: TeacherFacts
  readonly #modelAsked: string | undefined
  readonly #models = new Set<string>()
  readonly #cost = new Sum()
  readonly #spent = new Sum()

  constructor(provider: string, modelAsked: string | undefined, budgetUsd: number | undefined) {
    this.#modelAsked = modelAsked
    this.facts = {
      provider,
      model: modelAsked ?? null,
      calls: 0,
      retries: 0,
      from_journal: 0,
      over_budget: 0,
      failed: 0,
      tokens: { input: 0, output: 0, cached: 0 },
      cost_usd: null,
      spent_usd: 0,
      budget_usd: budgetUsd ?? null,
    }
  }

  /** Calls that this run made for one request, whatever came of them. */
  called(attempts: number): void {
    this.facts.calls += attempts
    this.facts.retries += Math.max(0, attempts - 1)
  }

  answered({ teacher_model, usage, cost_usd }: Completion, { bought }: { bought: boolean }): void {
    const { facts } = this
    if (!bought) facts.from_journal++
    facts.tokens.input += usage?.input_tokens ?? 0
    facts.tokens.output += usage?.output_tokens ?? 0
    facts.tokens.cached += usage?.cached_tokens ?? 0
    facts.cost_usd = this.#cost.add(cost_usd)
    if (bought) facts.spent_usd = this.#spent.add(cost_usd)
    if (this.#modelAsked === undefined) this.#name(teacher_model)
  }

  failed(): void {
    this.facts.failed++
  }

  overBudget(): void {
    this.facts.over_budget++
  }

  #name(model: string | null): void {
    if (model === null || this.#models.has(model)) return
    this.#models.add(model)
    const names = [...this.#models].toSorted()
    const more = names.length > MODELS_NAMED ? ['…'] : []
    this.facts.model = [...names.slice(0, MODELS_NAMED), ...more].join(', ')
  }
}
