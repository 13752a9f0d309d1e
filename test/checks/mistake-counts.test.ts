import t from 'tap'
import { MistakeCounts } from '../../src/checks/mistake-counts.ts'
import type { Issue, Level, Verdict } from '../../src/record.ts'

type Part = Partial<Issue> & { code: string }

/** A level with these errors; it passes when there are none. */
const level = (name: Level, ...parts: Part[]) => {
  const issues = parts.map((part): Issue => ({ level: name, severity: 'error', message: '', ...part }))
  return { passed: issues.every(({ severity }) => severity !== 'error'), issues }
}
const verdict = (levels: Verdict['validation']['levels'], id = 'a', code = 'one()\ntwo()') => ({ id, code, validation: { levels } })
const counts = (...verdicts: ReturnType<typeof verdict>[]) => {
  const counter = new MistakeCounts(({ symbol = '' }) => (symbol.startsWith('star') ? 'stars' : ''))
  for (const each of verdicts) counter.add(each)
  return counter.snapshot()
}

t.test('a program counts once for a mistake, and once for each name', async (t) => {
  const star = (symbol: string): Part => ({ code: 'unknown', symbol, suggestion: 'circle' })
  const { programs, failed, ranked } = counts(
    verdict({
      L1: level('L1'),
      L2: level('L2', star('star'), star('star'), star('star2'), { code: 'unknown', symbol: 'b' }),
    }),
    verdict({ L2: level('L2', star('star')) }),
    verdict({ L1: level('L1'), L2: level('L2') }),
  )
  t.strictSame({ programs, failed }, { programs: 3, failed: 2 })
  const stars = [
    { symbol: 'star', count: 2, suggestion: 'circle' },
    { symbol: 'star2', count: 1, suggestion: 'circle' },
  ]
  const example = { id: 'a', message: '' }
  t.strictSame(ranked, [
    { level: 'L2', code: 'unknown', topic: 'stars', count: 2, symbols: stars, messages: [], example },
    { level: 'L2', code: 'unknown', topic: '', count: 1, symbols: [{ symbol: 'b', count: 1 }], messages: [], example },
  ])
})

t.test('only errors of the first level that failed count; what comes later follows from them', async (t) => {
  const { ranked } = counts(
    verdict({
      L1: level('L1', { code: 'unused', severity: 'warning' }),
      L2: level('L2', { code: 'unknown' }, { code: 'odd', severity: 'warning' }),
      L3: level('L3', { code: 'thrown' }),
    }),
  )
  t.strictSame(
    ranked.map(({ code }) => code),
    ['unknown'],
  )
})

t.test('an issue without a symbol is told by its message, cut to a line', async (t) => {
  const { ranked } = counts(verdict({ L3: level('L3', { code: 'thrown', message: 'x'.repeat(500) }) }))
  t.strictSame(ranked[0].messages, [{ message: 'x'.repeat(120), count: 1 }])
  t.strictSame(ranked[0].symbols, [])
})

t.test('the ranking is by count, then level, code and topic, whatever the order of the verdicts', async (t) => {
  const rows = [
    verdict({ L2: level('L2', { code: 'b' }, { code: 'a', symbol: 'star' }, { code: 'a', symbol: 'x' }) }),
    verdict({ L1: level('L1', { code: 'z' }) }),
    verdict({ L4: level('L4', { code: 'c' }) }),
    verdict({ L4: level('L4', { code: 'c' }) }),
  ]
  const names = ({ ranked }: ReturnType<typeof counts>) => ranked.map(({ code, topic }) => code + topic)
  t.strictSame(names(counts(...rows)), ['c', 'z', 'a', 'astars', 'b'])
  t.strictSame(counts(...rows.toReversed()), counts(...rows))
})

t.test('names without end do not fill the memory; the five most frequent are shown', async (t) => {
  const counter = new MistakeCounts(() => '')
  for (let n = 0; n < 3000; n++) counter.add(verdict({ L2: level('L2', { code: 'unknown', symbol: `s${n}` }) }))
  const [{ count, symbols }] = counter.snapshot().ranked
  t.strictSame([count, symbols.length], [3000, 5])
})

t.test('a mistake shows the program that comes first by id, with the lines around its place, whatever the order', async (t) => {
  const wrong = (line: number) => ({ L2: level('L2', { code: 'unknown', message: `line ${line}`, line }) })
  const code = Array.from({ length: 9 }, (_, at) => `line${at + 1}()`).join('\n')
  const rows = [verdict(wrong(5), 'b', code), verdict(wrong(1), 'a', `${'x'.repeat(999)}\nend()`), verdict(wrong(99), 'c', code)]
  const example = { id: 'a', message: 'line 1', excerpt: { from: 1, lines: ['x'.repeat(160), 'end()'] } }
  for (const order of [rows, rows.toReversed()]) t.strictSame(counts(...order).ranked[0].example, example)
  const lines = ['line3()', 'line4()', 'line5()', 'line6()', 'line7()']
  t.strictSame(counts(rows[0]).ranked[0].example?.excerpt, { from: 3, lines })
  t.equal(counts(rows[2]).ranked[0].example?.excerpt, undefined)
})

t.test('invented names are listed together, twenty at most, whatever mistake they belong to', async (t) => {
  const rows = [
    verdict({ L2: level('L2', { code: 'unknown-api', symbol: 'star', suggestion: 'circle' }, { code: 'unused', symbol: 'real' }) }),
    verdict({ L2: level('L2', { code: 'unknown-api', symbol: 'star' }, { code: 'unknown-name', symbol: 'go' }) }),
  ]
  t.strictSame(counts(...rows).invented, [{ symbol: 'star', count: 2, suggestion: 'circle' }, { symbol: 'go', count: 1 }])
  const many = Array.from({ length: 50 }, (_, n) => verdict({ L2: level('L2', { code: 'unknown-api', symbol: `s${n}` }) }))
  t.equal(counts(...many).invented?.length, 20)
})
