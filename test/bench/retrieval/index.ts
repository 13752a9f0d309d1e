/**
 * `npm run bench:retrieval -- FILE`: how much of what real programs use is in the API context of their seed. FILE holds
 * candidates or verdicts as JSON lines: `code`, the seed in `prompt`, and, if it was recorded, `api_context_injected`.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openIndex } from '../../../src/api-index/index-store.ts'
import { openSearch } from '../../../src/api-index/search-file.ts'
import { domain } from '../../../src/domains/registry.ts'
import { COMMAND, cost, median, shortCost, table } from '../measure.ts'
import { readPrograms, type UsedProgram } from './programs.ts'
import { constant, constantByDifficulty, crossValidated, K, ours, plainBm25, type Ranking } from './rankings.ts'
import { ceilingAt, ndcgAt, recallAt } from './scores.ts'

type Programs = readonly UsedProgram[]
type Score = (program: UsedProgram) => number | undefined

interface Named<T> {
  readonly name: string
  readonly value: T
}

/** Mean of a score over the programs that have one; '' when none has. */
function meanOf(programs: Programs, score: Score): string {
  const scores = programs.flatMap((program) => score(program) ?? [])
  return scores.length === 0 ? '' : mean(scores).toFixed(3)
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** The programs that belong to each name, with their number beside it. */
function grouped(programs: Programs, names: readonly string[], isIn: (program: UsedProgram, name: string) => boolean) {
  return names.map((name): Named<Programs> => {
    const value = programs.filter((program) => isIn(program, name))
    return { name: `${name} (${value.length})`, value }
  })
}

const recall =
  (ranking: Ranking, used: 'methods' | 'members' = 'methods'): Score =>
  (program) => {
    const ids = ranking(program)
    return ids && recallAt(K, ids, program[used])
  }

const ndcg =
  (ranking: Ranking): Score =>
  (program) => {
    const ids = ranking(program)
    return ids && ndcgAt(K, ids, program.methods)
  }

function printRecall(programs: Programs, rankings: readonly Named<Ranking>[]): void {
  const byDifficulty = grouped(programs, ['easy', 'medium', 'hard'], ({ seed }, name) => seed.difficulty === name)
  const sets = [{ name: `all (${programs.length})`, value: programs }, ...byDifficulty]
  const rows = rankings.map(({ name, value: ranking }) => [
    name,
    ...sets.map((set) => meanOf(set.value, recall(ranking))),
    meanOf(programs, ndcg(ranking)),
    meanOf(programs, recall(ranking, 'members')),
  ])
  const ceilings = sets.map((set) => meanOf(set.value, ({ methods }) => ceilingAt(K, methods)))
  const ceiling = ['ceiling', ...ceilings, '1.000', meanOf(programs, ({ members }) => ceilingAt(K, members))]
  const title = `Methods that a program calls, found among ${K}: mean recall; nDCG; recall of all members`
  table(title, ['', ...sets.map(({ name }) => name), 'nDCG', 'members'], [...rows, ceiling])
}

function printByModule(programs: Programs, rankings: readonly Named<Ranking>[]): void {
  const names = [...new Set(programs.flatMap(({ seed }) => seed.modules))].toSorted()
  const rows = grouped(programs, names, ({ seed }, name) => seed.modules.includes(name)).map(({ name, value }) => [
    name,
    ...rankings.map(({ value: ranking }) => meanOf(value, recall(ranking))),
    meanOf(value, ({ methods }) => ceilingAt(K, methods)),
  ])
  table('The same recall by module', ['', ...rankings.map(({ name }) => name), 'ceiling'], rows)
}

/** CPU milliseconds of this process so far. */
function spent(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

function printCosts(load: number, queries: readonly number[]): void {
  const zero = shortCost(11, `${process.execPath} -e 0`)
  const costs: [string, number][] = [
    ['load of index and search from the cache', load],
    ['context of a seed, mean', mean(queries)],
    ['context of a seed, median', median(queries)],
    ['node -e 0', zero],
  ]
  table(
    'CPU ms',
    ['', 'ms', 'x node -e 0'],
    costs.map(([name, each]) => [name, each, each / zero]),
  )
}

async function bench(file: string, cache: string): Promise<void> {
  const prompts = await domain().prompts()
  const source = await domain().api()
  const before = spent()
  const index = await openIndex(source, cache)
  const search = openSearch(index, prompts.prior, [cache])
  const load = spent() - before

  const programs = readPrograms(file, index)
  const context = ours(index, search, prompts)
  const queries = programs.map((program) => {
    const start = spent()
    context(program)
    return spent() - start
  })
  const rankings = [
    { name: 'this context', value: context },
    { name: 'plain BM25', value: plainBm25(index) },
    { name: 'recorded in the file', value: ({ recorded }: UsedProgram) => recorded },
    { name: `constant ${K} of these programs`, value: constant(programs) },
    { name: `constant ${K} of each difficulty`, value: constantByDifficulty(programs) },
    { name: `constant ${K} of other templates`, value: crossValidated(programs) },
  ]
  printRecall(programs, rankings)
  printByModule(programs, rankings)
  printCosts(load, queries)
}

const [file] = process.argv.slice(2)
if (file === undefined) throw new Error('usage: npm run bench:retrieval -- FILE')
const folder = mkdtempSync(join(tmpdir(), 'sft-stream-retrieval-'))
try {
  // Another process fills the cache, so that the load below is measured as a first one.
  await cost(`${process.execPath} ${COMMAND} api search circle --cache ${folder} > /dev/null`)
  await bench(file, folder)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
