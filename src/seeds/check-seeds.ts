/** Lints seeds: what a run would refuse, drop or silently not do, told before it is paid for. */
import type { ApiIndex } from '../api-index/api-index.ts'
import { nearestSymbols } from '../api-index/nearest-symbols.ts'
import type { SeedTerms } from '../domains/domain.ts'
import { seedSchema, type Seed } from '../record.ts'
import { problemsOf } from '../stream/read-records.ts'
import { nearestNames } from '../text/nearest-names.ts'

export interface SeedProblem {
  readonly line: number
  /** Of an error no run makes what the seed asks for. */
  readonly severity: 'error' | 'warning'
  readonly code: string
  readonly message: string
  /** What was meant, where something is like it. */
  readonly suggestion?: string
}

type Told = Omit<SeedProblem, 'line'>

const FIELDS = Object.keys(seedSchema.shape)

/** Checks line after line of one file; remembers ids and tasks. */
export class SeedChecker {
  readonly #terms: SeedTerms
  readonly #index: ApiIndex
  readonly #ids = new Map<string, number>()
  readonly #tasks = new Map<string, number>()

  constructor(terms: SeedTerms, index: ApiIndex) {
    this.#terms = terms
    this.#index = index
  }

  /** What is wrong with a line; none when it is a seed that a run can use. */
  check(text: string, line: number): SeedProblem[] {
    const problems = problemsOf('seed', text)
    if (problems.length > 0)
      return problems.map(({ reason, message }) => ({ line, severity: 'error', code: reason, message }))
    const seed = JSON.parse(text) as Seed
    return [
      ...this.#repeated(seed, line),
      ...fields(seed),
      ...this.#apis(seed),
      ...this.#probes(seed),
      ...this.#modules(seed),
    ].map((problem) => ({ line, ...problem }))
  }

  #repeated({ id, task }: Seed, line: number): Told[] {
    const told: Told[] = []
    const words = task.replace(/\s+/g, ' ').trim()
    const [sameId, sameTask] = [this.#ids.get(id), this.#tasks.get(words)]
    if (sameId === undefined) this.#ids.set(id, line)
    else told.push({ severity: 'error', code: 'duplicate-id', message: `id: ${id} is that of line ${sameId}` })
    if (sameTask === undefined) this.#tasks.set(words, line)
    else told.push({ severity: 'warning', code: 'duplicate-task', message: `task: the same as in line ${sameTask}` })
    return told
  }

  #apis({ must_use_apis: apis = [] }: Seed): Told[] {
    const unknown = apis.filter((api) => !this.#terms.isApi(api, this.#index))
    return unknown.map((api) => ({
      severity: 'error',
      code: 'unknown-api',
      message: `must_use_apis: the engine has no ${api}`,
      ...meant(nearestSymbols(this.#index, api, 1)),
    }))
  }

  #probes({ probes = [] }: Seed): Told[] {
    return probes.flatMap((probe, at): Told[] => {
      const fault = this.#terms.probeFault(probe)
      if (fault === undefined) return []
      const isKnown = this.#terms.probeKinds.includes(probe.kind)
      const suggestion = isKnown ? {} : meant(nearestNames(probe.kind, this.#terms.probeKinds, 1))
      const code = isKnown ? 'invalid-probe' : 'unknown-probe'
      return [{ severity: 'error', code, message: `probes.${at}: ${fault}`, ...suggestion }]
    })
  }

  #modules({ modules }: Seed): Told[] {
    const unknown = modules.filter((name) => !this.#terms.modules.includes(name))
    return unknown.map((name) => ({
      severity: 'warning',
      code: 'unknown-module',
      message: `modules: there is no ${name}`,
      ...meant(nearestNames(name, this.#terms.modules, 1)),
    }))
  }
}

/** A field of another name travels on as it is: one that is like a field of seeds, which is absent, was meant to be that. */
function fields(seed: Seed): Told[] {
  const absent = FIELDS.filter((field) => !Object.hasOwn(seed, field))
  return Object.keys(seed).flatMap((field): Told[] => {
    const near = FIELDS.includes(field) ? [] : nearestNames(field, absent, 1)
    const message = `${field}: seeds have no such field; it is carried along`
    return near.length === 0 ? [] : [{ severity: 'warning', code: 'unknown-field', message, ...meant(near) }]
  })
}

const meant = ([suggestion]: readonly string[]): { suggestion?: string } =>
  suggestion === undefined ? {} : { suggestion }
