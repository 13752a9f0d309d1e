/**
 * `npm run bench:mutants -- FILE [--limit N] [--only ID,…] [--keep FILE] [FLAG…]`: plants defects into the candidates
 * of FILE that pass all levels, validates them, and prints class by class how many are rejected, at which level and by
 * which codes, and whether the quality score ranks them below their originals; then what became of the originals. A
 * candidate without a plan is given a true one.
 *
 * --limit: of the candidates, the first N (default: 100). --only: these classes of defects. --keep: writes the mutants
 * that live on, for a closer look. Further flags go to `validate`: `--check-timeout 2` makes endless loops cheap.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Verdict } from '../../../src/record.ts'
import { table } from '../measure.ts'
import { judgeMutants } from './judge.ts'
import { HEAD, isMet, row, share, targetLines, topCodes } from './results.ts'

const [file, ...words] = process.argv.slice(2)
if (file === undefined) throw new Error('usage: npm run bench:mutants -- FILE [--limit N] [--only ID,…] [--keep FILE] [FLAG…]')
const OWN = { limit: { type: 'string', default: '100' }, only: { type: 'string' }, keep: { type: 'string' } } as const
const { tokens, values } = parseArgs({ args: words, allowPositionals: true, strict: false, tokens: true, options: OWN })
const taken = tokens.flatMap((token) => {
  if (token.kind !== 'option' || !(token.name in OWN)) return []
  return token.inlineValue ? [token.index] : [token.index, token.index + 1]
})
const { candidates, passing, mutants, results, verdictOf, pairOf, isFair } = await judgeMutants({
  file,
  limit: Number(values.limit),
  only: values.only === undefined ? undefined : String(values.only).split(','),
  flags: words.filter((_, at) => !taken.includes(at)),
})

const title = `${passing} programs that pass, each broken in every way that it can be`
table(title, HEAD, results.map(({ mutation, pairs }) => row(mutation, pairs)))
say('', ...targetLines(results), '')

const failed = candidates.map(verdictOf).filter(({ passed }) => !passed)
const unfair = mutants.filter((mutant) => !isFair(mutant)).map(({ original }) => verdictOf(original))
say(`originals rejected: ${share(failed.length, candidates.length)} of ${candidates.length}${reasons(failed)}`)
say(`originals rejected once their seed asks for what they do: ${unfair.length}${reasons(unfair)}`, '')

const alive = mutants.filter((mutant) => isFair(mutant) && !isMet(mutant.mutation.aim, pairOf(mutant)))
say('mutants that live on, the first three of each class:')
for (const { mutation } of results) {
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
