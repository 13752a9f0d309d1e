/**
 * `npm run bench:mutants -- FILE [--limit N]`: plants defects into the candidates of FILE that pass all levels, validates
 * them, and prints for each class how many are rejected, by which level and code, and whether the quality score ranks
 * them below their originals. FILE: candidates.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openIndex } from '../../../src/api-index/index-store.ts'
import { domain } from '../../../src/domains/registry.ts'
import { LEVELS, type Candidate, type Verdict } from '../../../src/record.ts'
import { quality } from '../../../src/select/quality.ts'
import { seededRandom } from '../../../src/stream/random.ts'
import { COMMAND, table } from '../measure.ts'
import type { Mutation } from './mutation.ts'
import { mutations } from './mutations.ts'

/** Share of the mutants of a class that a level must reject. */
const TARGET = 0.95

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { limit: { type: 'string', default: '100' } },
})
const [file] = positionals
if (file === undefined) throw new Error('usage: npm run bench:mutants -- FILE [--limit N]')
const folder = mkdtempSync(join(tmpdir(), 'sft-stream-mutants-'))

function validate(name: string, candidates: readonly Candidate[]): Map<string, Verdict> {
  const input = join(folder, name)
  writeFileSync(input, candidates.map((candidate) => JSON.stringify(candidate)).join('\n') + '\n')
  const args = ['validate', input, '--all-levels', '-q', '--no-cache', '--cache', join(folder, 'cache')]
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  })
  if (status !== 0) throw new Error(`validate ended with ${status}: ${stderr}`)
  return new Map(
    stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Verdict)
      .map((row) => [row.id, row]),
  )
}

interface Pair {
  readonly original: Verdict
  readonly broken: Verdict
}

function errorsOf({ validation }: Verdict): { level: string; code: string }[] {
  for (const level of LEVELS) {
    const issues = validation.levels[level]?.issues.filter(({ severity }) => severity === 'error') ?? []
    if (issues.length > 0) return issues.map(({ code }) => ({ level, code }))
  }
  return []
}

const score = (verdict: Verdict): number => quality(verdict).overall
const share = (part: number, whole: number): string => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`)

/** Area under the ROC curve: how often an original scores above a mutant, ties counted half. */
function auc(pairs: readonly Pair[]): number {
  const [originals, broken] = [pairs.map(({ original }) => score(original)), pairs.map((pair) => score(pair.broken))]
  const wins = originals.flatMap((a) => broken.map((b): number => (a > b ? 1 : a === b ? 0.5 : 0)))
  return wins.reduce((sum, win) => sum + win, 0) / Math.max(1, wins.length)
}

function topCodes(pairs: readonly Pair[]): string {
  const counts = new Map<string, number>()
  for (const { broken } of pairs) {
    const codes = new Set(errorsOf(broken).map(({ level, code }) => `${level} ${code}`))
    for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1)
  }
  const most = [...counts].toSorted((a, b) => b[1] - a[1]).slice(0, 3)
  return most.map(([code, count]) => `${code} ${count}`).join(', ')
}

function row({ id, aim }: Mutation, pairs: readonly Pair[]): string[] {
  const rejected = pairs.filter(({ broken }) => !broken.passed)
  const byLevel = LEVELS.map((level) =>
    String(rejected.filter(({ broken }) => errorsOf(broken)[0]?.level === level).length),
  )
  const below = pairs.filter(({ original, broken }) => score(broken) < score(original)).length
  const reached = pairs.filter(
    ({ original, broken }) => !broken.passed || (aim === 'ranked' && score(broken) < score(original)),
  )
  const verdict = pairs.length === 0 ? 'none planted' : reached.length >= TARGET * pairs.length ? 'ok' : 'MISSED'
  return [
    id,
    String(pairs.length),
    share(rejected.length, pairs.length),
    ...byLevel,
    share(below, pairs.length),
    auc(pairs).toFixed(2),
    verdict,
    topCodes(pairs),
  ]
}

const candidates = readFileSync(file, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Candidate)
const verdicts = validate('originals.jsonl', candidates)
const clean = candidates.filter(({ id }) => verdicts.get(id)?.passed).slice(0, Number(values.limit))
const classes = mutations(await openIndex(await domain().api(), join(folder, 'cache')))
const planted = classes.flatMap((mutation) =>
  clean.flatMap((candidate) => {
    const found = mutation.plant(candidate, seededRandom(seedOf(mutation.id + candidate.id)))
    const name = (part: string) => `${candidate.id}~${mutation.id}~${part}`
    if (!found || (found.broken.code === candidate.code && found.broken.plan === candidate.plan)) return []
    const [original, broken] = [
      { ...found.original, id: name('a') },
      { ...found.broken, id: name('b') },
    ]
    return [
      { mutation, original, broken: { ...broken, code_hash: createHash('sha256').update(broken.code).digest('hex') } },
    ]
  }),
)

function seedOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE()
}

const judged = validate(
  'mutants.jsonl',
  planted.flatMap(({ original, broken }) => [original, broken]),
)
rmSync(folder, { recursive: true })
const head = ['class', 'planted', 'rejected', ...LEVELS, 'below own', 'AUC', 'target', 'by']
table(
  `${clean.length} clean programs of ${candidates.length}; target: ${TARGET * 100} % rejected, or (ranked classes) below their original`,
  head,
  classes.map((mutation) => {
    const pairs = planted
      .filter((each) => each.mutation === mutation)
      .map(({ original, broken }) => ({ original: judged.get(original.id)!, broken: judged.get(broken.id)! }))
      // An original that is asked for more may fail by that.
      .filter(({ original }) => original.passed)
    return row(mutation, pairs)
  }),
)
const alive = planted.filter(({ broken }) => judged.get(broken.id)!.passed)
process.stdout.write(`\nnot rejected, the first of each class:\n`)
for (const { id } of classes) {
  const first = alive.find(({ mutation }) => mutation.id === id)
  if (first) process.stdout.write(`  ${id}: ${first.broken.id}\n`)
}
