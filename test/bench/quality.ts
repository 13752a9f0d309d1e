/**
 * `npm run bench:quality -- FILE [--limit N] [--only ID,…] [FLAG…]`: whether the quality score means something. Plants
 * defects into the candidates of FILE that pass all levels, and prints class by class how often an original scores
 * above a mutant (AUC of `overall`): over all mutants, and over those that no level rejects, which the score alone can
 * sink. Then the histogram of `overall` of the originals, before it becomes a percentile. Further flags go to `validate`.
 *
 * --choose-weights: chooses the weights on one half of the programs instead, and prints the AUC of each class on the other
 * half, with the weights in force and with the chosen ones. Without FILE: of the real replies in ../shared/data, else of the
 * mock teacher's programs; without --only: of the classes that the levels let pass.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { QUALITY_WEIGHTS, type QualityWeights } from '../../src/config.ts'
import { histogram } from '../../src/select/ranking.ts'
import { table } from './measure.ts'
import { judgeMutants, type Judged } from './mutants/judge.ts'
import { usualPrograms } from './mutants/programs.ts'
import { auc, isBelow, score, share, type Pair } from './mutants/results.ts'
import { chooseWeights, mean } from './mutants/weights.ts'

const OWN = { limit: { type: 'string' }, only: { type: 'string' }, 'choose-weights': { type: 'boolean' } } as const
const given = process.argv.slice(2)
const [first] = given
const file = first === undefined || first.startsWith('-') ? undefined : first
const words = file === undefined ? given : given.slice(1)
const { tokens, values } = parseArgs({ args: words, allowPositionals: true, strict: false, tokens: true, options: OWN })
const choosing = values['choose-weights'] === true
if (file === undefined && !choosing) {
  throw new Error('usage: npm run bench:quality -- FILE [--limit N] [--only ID,…] [FLAG…], or --choose-weights [FILE] …')
}
const taken = tokens.flatMap((token) => {
  if (token.kind !== 'option' || !(token.name in OWN)) return []
  // A switch has no value, and so none that stands apart.
  return token.inlineValue === false ? [token.index, token.index + 1] : [token.index]
})
const flags = words.filter((_, at) => !taken.includes(at))

const folder = mkdtempSync(join(tmpdir(), 'sft-stream-quality-'))
try {
  const judged = await judgeMutants({
    file: file ?? usualPrograms(folder),
    limit: Number(values.limit ?? (choosing ? 200 : 100)),
    only: values.only === undefined ? undefined : String(values.only).split(','),
    aim: choosing && values.only === undefined ? 'ranked' : undefined,
    flags,
  })
  if (choosing) printChoice(judged)
  else printScore(judged)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function printScore({ candidates, passing, results, verdictOf }: Judged): void {
  table(
    `${passing} programs that pass, each against the same with a defect, by overall`,
    ['class', 'mutants', 'AUC', 'below own', 'that pass', 'AUC', 'below own'],
    [...results.map(({ mutation, pairs }) => line(mutation.id, pairs)), line('all', results.flatMap(({ pairs }) => pairs))],
  )
  const originals = candidates.map(verdictOf).filter(({ passed }) => passed)
  const bins = Object.entries(histogram(originals.map(score)))
  table(
    'overall of the programs that pass, before the percentile',
    ['overall', 'programs', 'share'],
    bins.map(([bin, count]) => [bin, String(count), share(count, originals.length)]),
  )
}

function line(name: string, pairs: readonly Pair[]): string[] {
  return [name, ...cells(pairs), ...cells(pairs.filter(({ broken }) => broken.passed))]
}

function cells(pairs: readonly Pair[]): string[] {
  const area = pairs.length === 0 ? '-' : auc(pairs).toFixed(3)
  return [String(pairs.length), area, share(pairs.filter(isBelow).length, pairs.length)]
}

function printChoice({ passing, results }: Judged): void {
  const { weights, before, after, heldOut } = chooseWeights(results.map(({ mutation: { id }, pairs }) => ({ id, pairs })))
  const row = (name: string, pairs: string, old: number, now: number) => [name, pairs, old.toFixed(3), now.toFixed(3)]
  process.stdout.write(`in force: ${said(QUALITY_WEIGHTS)}\nchosen:   ${said(weights)}\n`)
  table(
    `AUC of mutants that pass, of ${passing} programs that pass`,
    ['class', 'pairs', 'in force', 'chosen'],
    [
      ...heldOut.map(({ id, pairs, before: old, after: now }) => row(id, String(pairs), old, now)),
      row('mean of the half that did not choose', '', mean(heldOut.map((each) => each.before)), mean(heldOut.map((each) => each.after))),
      row('mean of the half that chose', '', before, after),
    ],
  )
}

function said(weights: QualityWeights): string {
  return Object.entries(weights).map(([name, weight]) => `${name} ${weight}`).join(', ')
}
