/**
 * `npm run bench:mutants -- FILE [--limit N] [--only ID,…] [--keep FILE] [FLAG…]`: plants defects into the candidates
 * of FILE that pass all levels, validates them, and prints class by class how many are rejected, at which level and by
 * which codes, and whether the quality score ranks them below their originals; then what became of the originals. A
 * candidate without a plan is given a true one.
 *
 * --limit: of the candidates, the first N (default: 100). --only: these classes of defects. --keep: writes the mutants
 * that live on, for a closer look. Further flags go to `validate`: `--check-timeout 2` makes endless loops cheap.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openIndex } from '../../../src/api-index/index-store.ts'
import { domain } from '../../../src/domains/registry.ts'
import type { Candidate, Verdict } from '../../../src/record.ts'
import type { Observed } from '../../../src/runtime/observed.ts'
import { table } from '../measure.ts'
import { validate, writeCandidates } from '../validate.ts'
import { mutations } from './mutations.ts'
import { mutantsOf, type Mutant } from './plant.ts'
import { withPlan } from './plans.ts'
import { HEAD, isMet, row, share, targetLines, topCodes } from './results.ts'

const [file, ...words] = process.argv.slice(2)
if (file === undefined) throw new Error('usage: npm run bench:mutants -- FILE [--limit N] [--only ID,…] [--keep FILE] [FLAG…]')
const OWN = { limit: { type: 'string', default: '100' }, only: { type: 'string' }, keep: { type: 'string' } } as const
const { tokens, values } = parseArgs({ args: words, allowPositionals: true, strict: false, tokens: true, options: OWN })
const taken = tokens.flatMap((token) => {
  if (token.kind !== 'option' || !(token.name in OWN)) return []
  return token.inlineValue ? [token.index] : [token.index, token.index + 1]
})
const further = words.filter((_, at) => !taken.includes(at))

const folder = mkdtempSync(join(tmpdir(), 'sft-stream-mutants-'))
const cache = join(folder, 'cache')
const judge = (name: string, rows: readonly Candidate[], ...flags: string[]): Promise<Map<string, Verdict>> =>
  validate(writeCandidates(folder, name, rows), ['--all-levels', '--cache', cache, ...flags, ...further])

const index = await openIndex(await domain().api(), cache)
const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean).slice(0, Number(values.limit))
const candidates = lines.map((line) => withPlan(JSON.parse(line) as Candidate, index))
const known = await judge('originals.jsonl', candidates, '--observations')
const originals = candidates.flatMap((candidate) => {
  const { passed, validation } = known.get(candidate.id)!
  return passed ? [{ candidate, observed: validation.observed as Observed }] : []
})

const only = values.only === undefined ? undefined : String(values.only).split(',')
const classes = mutations(index).filter(({ id }) => !only || only.includes(id))
const mutants = mutantsOf(classes, originals)
const fresh = mutants.flatMap(({ original, broken }) => (known.has(original.id) ? [broken] : [original, broken]))
const judged = await judge('mutants.jsonl', fresh)
rmSync(folder, { recursive: true })

const verdictOf = ({ id }: Candidate): Verdict => (known.get(id) ?? judged.get(id))!
const pairOf = ({ original, broken }: Mutant) => ({ original: verdictOf(original), broken: verdictOf(broken) })
// An original that fails by what is newly asked of it says nothing of its mutant.
const isFair = ({ original }: Mutant): boolean => verdictOf(original).passed
const results = classes.map((mutation) => {
  const pairs = mutants.filter((mutant) => mutant.mutation === mutation && isFair(mutant)).map(pairOf)
  return { mutation, pairs }
})

const title = `${originals.length} programs that pass, each broken in every way that it can be`
table(title, HEAD, results.map(({ mutation, pairs }) => row(mutation, pairs)))
say('', ...targetLines(results), '')

const failed = candidates.map(verdictOf).filter(({ passed }) => !passed)
const unfair = mutants.filter((mutant) => !isFair(mutant)).map(({ original }) => verdictOf(original))
say(`originals rejected: ${share(failed.length, candidates.length)} of ${candidates.length}${reasons(failed)}`)
say(`originals rejected once their seed asks for what they do: ${unfair.length}${reasons(unfair)}`, '')

const alive = mutants.filter((mutant) => isFair(mutant) && !isMet(mutant.mutation.aim, pairOf(mutant)))
say('mutants that live on, the first three of each class:')
for (const mutation of classes) {
  const ids = alive.filter((mutant) => mutant.mutation === mutation).map(({ broken }) => broken.id)
  if (ids.length > 0) say(`  ${mutation.id} (${ids.length}): ${ids.slice(0, 3).join(', ')}`)
}
if (values.keep !== undefined) {
  writeFileSync(String(values.keep), alive.map(({ broken }) => `${JSON.stringify(broken)}\n`).join(''))
}

function say(...text: string[]): void {
  process.stdout.write(text.map((line) => `${line}\n`).join(''))
}

function reasons(rows: readonly Verdict[]): string {
  return rows.length === 0 ? '' : ` (${topCodes(rows, 10)})`
}
