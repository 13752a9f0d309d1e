import t from 'tap'
import type { Level, Verdict } from '../../../src/record.ts'
import type { Mutation } from '../../bench/mutants/mutation.ts'
import { HEAD, auc, caughtBy, isMet, row, targetLines, topCodes, type Pair } from '../../bench/mutants/results.ts'
import { programText, verdictRow } from '../../helpers/programs.ts'

const code = programText('results', 20)

/** A verdict with so many lint warnings, and these errors at each level. */
function verdict(warnings: number, errors: Partial<Record<Level, string[]>> = {}): Verdict {
  const levels = Object.fromEntries(
    (['L1', 'L2', 'L3', 'L4'] as const).map((level) => {
      const issues = (errors[level] ?? []).map((each) => ({ level, code: each, severity: 'error' as const, message: '' }))
      const metrics = level === 'L1' ? { lint_warnings: warnings } : {}
      return [level, { passed: issues.length === 0, issues, metrics }]
    }),
  )
  return verdictRow('a', { code, passed: Object.keys(errors).length === 0, validation: { levels } })
}

const [clean, flawed] = [verdict(0), verdict(10)]
const rejected = verdict(0, { L3: ['runtime-error', 'runtime-error'], L4: ['nothing-shown'] })
const mutation = (id: string, aim: Mutation['aim']): Mutation => ({ id, aim, description: '', plant: () => undefined })

t.test('a program is caught by the first level with an error, by each of its codes once', async (t) => {
  t.strictSame(caughtBy(rejected), { level: 'L3', codes: ['runtime-error'] })
  t.equal(caughtBy(flawed), undefined)
  t.equal(topCodes([rejected, rejected, verdict(0, { L1: ['no-undef'] })]), 'L3 runtime-error 2, L1 no-undef 1')
  t.equal(topCodes([rejected, verdict(0, { L1: ['no-undef'] })], 1), 'L1 no-undef 1', 'of equals the first by name')
})

t.test('AUC: how often an original is above a mutant, of all pairs, ties counted half', async (t) => {
  const pairs = (...list: [Verdict, Verdict][]): Pair[] => list.map(([original, broken]) => ({ original, broken }))
  t.equal(auc(pairs([clean, flawed])), 1)
  t.equal(auc(pairs([flawed, clean])), 0)
  t.equal(auc(pairs([clean, clean])), 0.5)
  t.equal(auc(pairs([clean, flawed], [flawed, clean])), 0.5, 'each original against each mutant')
})

t.test('a class that must be rejected is not met by a low rank; one that must rank low is met by both', async (t) => {
  t.notOk(isMet('rejected', { original: clean, broken: flawed }))
  t.ok(isMet('ranked', { original: clean, broken: flawed }))
  t.notOk(isMet('ranked', { original: clean, broken: clean }))
  for (const aim of ['rejected', 'ranked'] as const) t.ok(isMet(aim, { original: clean, broken: rejected }))
})

t.test('the row of a class has a cell for each head', async (t) => {
  const cells = row(mutation('some', 'ranked'), [
    { original: clean, broken: flawed },
    { original: clean, broken: rejected },
  ])
  t.equal(cells.length, HEAD.length)
  const expected = ['some', 'ranked', '2', '50.0 %', '0', '0', '1', '0', '50.0 %', '0.75', 'L3 runtime-error 1']
  t.strictSame(cells, expected)
  t.strictSame(row(mutation('none', 'rejected'), []).slice(2, 4), ['0', '-'])
})

t.test('the targets name what misses them, and leave out classes of which nothing was planted', async (t) => {
  const results = [
    { mutation: mutation('caught', 'rejected'), pairs: [{ original: clean, broken: rejected }] },
    { mutation: mutation('alive', 'rejected'), pairs: [{ original: clean, broken: flawed }] },
    { mutation: mutation('low', 'ranked'), pairs: [{ original: clean, broken: flawed }] },
    { mutation: mutation('none', 'ranked'), pairs: [] },
  ]
  t.strictSame(targetLines(results), [
    'target: 95 % of each of 2 classes rejected: missed by alive 0.0 %',
    'target: 95 % of each of 1 classes rejected or below their original: met by all',
  ])
})
