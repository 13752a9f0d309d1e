/**
 * `npm run bench:quality -- FILE [--limit N] [--only ID,…] [FLAG…]`: whether the quality score means something. Plants
 * defects into the candidates of FILE that pass all levels, and prints class by class how often an original scores
 * above a mutant (AUC of `overall`): over all mutants, and over those that no level rejects, which the score alone can
 * sink. Then the histogram of `overall` of the originals, before it becomes a percentile. Further flags go to `validate`.
 */
import { parseArgs } from 'node:util'
import { histogram } from '../../src/select/ranking.ts'
import { table } from './measure.ts'
import { judgeMutants } from './mutants/judge.ts'
import { auc, isBelow, score, share, type Pair } from './mutants/results.ts'

const [file, ...words] = process.argv.slice(2)
if (file === undefined) throw new Error('usage: npm run bench:quality -- FILE [--limit N] [--only ID,…] [FLAG…]')
const OWN = { limit: { type: 'string', default: '100' }, only: { type: 'string' } } as const
const { tokens, values } = parseArgs({ args: words, allowPositionals: true, strict: false, tokens: true, options: OWN })
const taken = tokens.flatMap((token) => {
  if (token.kind !== 'option' || !(token.name in OWN)) return []
  return token.inlineValue ? [token.index] : [token.index, token.index + 1]
})
const { candidates, passing, results, verdictOf } = await judgeMutants({
  file,
  limit: Number(values.limit),
  only: values.only === undefined ? undefined : String(values.only).split(','),
  flags: words.filter((_, at) => !taken.includes(at)),
})

const cells = (pairs: readonly Pair[]): string[] => [
  String(pairs.length),
  pairs.length === 0 ? '-' : auc(pairs).toFixed(3),
  share(pairs.filter(isBelow).length, pairs.length),
]
const survivors = (pairs: readonly Pair[]): Pair[] => pairs.filter(({ broken }) => broken.passed)
const line = (name: string, pairs: readonly Pair[]): string[] => [name, ...cells(pairs), ...cells(survivors(pairs))]

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
