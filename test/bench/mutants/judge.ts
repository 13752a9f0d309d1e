/** Plants defects into the candidates of a file that pass all levels, and validates originals and mutants. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openIndex } from '../../../src/api-index/index-store.ts'
import { domain } from '../../../src/domains/registry.ts'
import type { Candidate, Verdict } from '../../../src/record.ts'
import type { Observed } from '../../../src/runtime/observed.ts'
import { validate, writeCandidates } from '../validate.ts'
import type { Mutation } from './mutation.ts'
import { mutations } from './mutations.ts'
import { mutantsOf, type Mutant } from './plant.ts'
import { withPlan } from './plans.ts'
import type { Pair } from './results.ts'

export interface Trial {
  readonly file: string
  /** Of the candidates, the first so many. */
  readonly limit: number
  /** Ids of classes of defects; undefined for all. */
  readonly only: readonly string[] | undefined
  /** Only classes with this aim. */
  readonly aim?: Mutation['aim'] | undefined
  /** Flags of `validate`. */
  readonly flags: readonly string[]
}

export interface Judged {
  readonly candidates: readonly Candidate[]
  /** How many of them pass. */
  readonly passing: number
  readonly mutants: readonly Mutant[]
  /** By class: originals that pass, each with its mutant. */
  readonly results: readonly { readonly mutation: Mutation; readonly pairs: readonly Pair[] }[]
  readonly verdictOf: (candidate: Candidate) => Verdict
  readonly pairOf: (mutant: Mutant) => Pair
  /** An original that fails by what is newly asked of it says nothing of its mutant. */
  readonly isFair: (mutant: Mutant) => boolean
}

/** Deterministic but for times. Rejects when `validate` fails. */
export async function judgeMutants({ file, limit, only, aim, flags }: Trial): Promise<Judged> {
  const folder = mkdtempSync(join(tmpdir(), 'sft-stream-mutants-'))
  try {
    const cache = join(folder, 'cache')
    const judge = (name: string, rows: readonly Candidate[], ...more: string[]): Promise<Map<string, Verdict>> =>
      validate(writeCandidates(folder, name, rows), ['--all-levels', '--cache', cache, ...more, ...flags])

    const index = await openIndex(await domain().api(), cache)
    const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean).slice(0, limit)
    const candidates = lines.map((line) => withPlan(JSON.parse(line) as Candidate, index))
    const known = await judge('originals.jsonl', candidates, '--observations')
    const originals = candidates.flatMap((candidate) => {
      const { passed, validation } = known.get(candidate.id)!
      return passed ? [{ candidate, observed: validation.observed as Observed }] : []
    })

    const classes = mutations(index).filter((each) => (!only || only.includes(each.id)) && (!aim || each.aim === aim))
    const mutants = mutantsOf(classes, originals)
    const fresh = mutants.flatMap(({ original, broken }) => (known.has(original.id) ? [broken] : [original, broken]))
    const judged = await judge('mutants.jsonl', fresh)

    const verdictOf = ({ id }: Candidate): Verdict => (known.get(id) ?? judged.get(id))!
    const pairOf = ({ original, broken }: Mutant): Pair => ({ original: verdictOf(original), broken: verdictOf(broken) })
    const isFair = ({ original }: Mutant): boolean => verdictOf(original).passed
    const results = classes.map((mutation) => {
      const pairs = mutants.filter((mutant) => mutant.mutation === mutation && isFair(mutant)).map(pairOf)
      return { mutation, pairs }
    })
    return { candidates, passing: originals.length, mutants, results, verdictOf, pairOf, isFair }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
