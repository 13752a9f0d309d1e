/** The rankings that are compared. */
import type { ApiIndex } from '../../../src/api-index/api-index.ts'
import { chooseContext } from '../../../src/api-index/context.ts'
import { Corpus, Postings } from '../../../src/api-index/postings.ts'
import type { ApiSearch } from '../../../src/api-index/search.ts'
import type { Prompts } from '../../../src/domains/domain.ts'
import type { Seed } from '../../../src/record.ts'
import { terms } from '../../../src/text/words.ts'
import { templateOf, type UsedProgram } from './programs.ts'
import { mostUsed } from './scores.ts'

export const K = 20

/** Ids for a program's seed, best first; undefined where there are none to compare. */
export type Ranking = (program: UsedProgram) => readonly string[] | undefined

/** What `requests` injects. */
export function ours(index: ApiIndex, search: ApiSearch, prompts: Prompts): Ranking {
  const limits = { items: K, tokens: Infinity, cost: () => 0 }
  return ({ seed }) => chooseContext(index, search, prompts.wanted(seed), limits).map(({ id }) => id)
}

/** BM25 over the same symbols as one field of text, asked with the words of the seed as they are. */
export function plainBm25(index: ApiIndex): Ranking {
  const ids: string[] = []
  const corpus = new Corpus()
  for (const { id, signature, doc } of index.symbols()) {
    ids.push(id)
    corpus.add([terms(`${id} ${signature} ${doc}`)], 1)
  }
  const postings = Postings.of(corpus, [1])
  return ({ seed }) => {
    const best = postings.best(terms(wordsOf(seed)), K).toSorted(([a, x], [b, y]) => y - x || a - b)
    return best.map(([document]) => ids[document])
  }
}

function wordsOf({ task, modules, must_use_apis, eval_hints, tags }: Seed): string {
  return [task, ...modules, ...(must_use_apis ?? []), ...(eval_hints ?? []), ...(tags ?? [])].join(' ')
}

/** One list for all: the most used methods of these very programs. */
export function constant(programs: readonly UsedProgram[]): Ranking {
  const list = mostUsed(
    K,
    programs.map(({ methods }) => methods),
  )
  return () => list
}

/** The same, a list for each difficulty. */
export function constantByDifficulty(programs: readonly UsedProgram[]): Ranking {
  const lists = new Map<string, string[]>()
  return ({ seed: { difficulty } }) => {
    const alike = programs.filter(({ seed }) => seed.difficulty === difficulty)
    const list =
      lists.get(difficulty) ??
      mostUsed(
        K,
        alike.map(({ methods }) => methods),
      )
    lists.set(difficulty, list)
    return list
  }
}

const FOLDS = 5

/** One list for all again, but for each program out of those of other templates only. */
export function crossValidated(programs: readonly UsedProgram[]): Ranking {
  const templates = [...new Set(programs.map(({ seed }) => templateOf(seed)))].toSorted()
  const foldOf = (program: UsedProgram) => templates.indexOf(templateOf(program.seed)) % FOLDS
  const folds = new Map(programs.map((program) => [program, foldOf(program)]))
  const lists = Array.from({ length: FOLDS }, (_, fold) =>
    mostUsed(
      K,
      programs.filter((program) => folds.get(program) !== fold).map(({ methods }) => methods),
    ),
  )
  return (program) => lists[folds.get(program) ?? 0]
}
