import t from 'tap'
import type { Report } from '../../../src/reports/report.ts'
import { renderReportPage } from '../../../src/reports/page/page.ts'
import { NO_ROWS, pageRows } from '../../../src/reports/page/page-rows.ts'
import { readReport, reportFile } from '../../../src/reports/read-report.ts'
import { buildReport, renderReport } from '../../../src/reports/report.ts'
import { testContext } from '../../helpers/context.ts'
import { fullReport, knownRow } from './report.ts'

const NO_GAMES = { engine: '', programs: {} }
const pageOf = (report: Report) => renderReportPage(report, NO_ROWS, NO_GAMES)

t.test('the page holds the numbers of the report, in charts and as tables', async (t) => {
  const page = pageOf(fullReport())
  const expected = [
    '12,000 → 11,998',
    'duplicate-id 1',
    'line 7',
    '11,000 of 11,998, 91.7 %',
    'no-undef 900',
    'did it mean text?',
    '11/20',
    '12/30',
    'Before: 30 clusters of 90 programs, the largest of 11. After: 5 clusters of 10 programs, the largest of 2.',
    '26 → 5',
    '90, 90.0 %',
    '✗ 4 pairs of near-duplicate programs',
    '✓ no prompts',
    '$12.50',
    '4 of 44 calls',
    '10 of 50',
    '20 of 50',
    '1.5 s',
    '61.0 s',
    '25.0 %',
    'kept 100 of 100 rows',
    '60 (66.7 %)',
    '100 of 120',
    '798 tokens in the mean',
  ]
  for (const text of expected) t.ok(page.includes(text), text)
  t.notMatch(page, 'mock data')
  t.equal(pageOf(fullReport()), page)
})

t.test('every picture says in words what it shows, and has its numbers as a table', async (t) => {
  const figures = pageOf(fullReport()).split('<figure>').slice(1)
  t.ok(figures.length >= 10, `${figures.length}`)
  for (const figure of figures)
    t.match(
      figure,
      /^\s*<figcaption>.+<\/figcaption>\s*<svg role="img" aria-label="[^"]{20,}"[\s\S]*<details><summary>.* as a table<\/summary>[\s\S]*<table>/,
    )
})

t.test('the page calls for nothing from outside', async (t) => {
  const page = pageOf(fullReport())
  t.match(page, /default-src &#39;none&#39;/)
  t.notMatch(page, /https?:|<script src|@import|url\(/)
})

t.test('a report without anything in it still makes a page, and mock data are announced', async (t) => {
  const empty = buildReport(testContext())
  const page = pageOf(empty)
  t.equal(page.match(/Not part of this run/g)?.length, 7)
  t.match(page, 'Samples are shown of a dataset folder')
  t.match(pageOf({ ...empty, totals: { ...empty.totals, mock: true } }), 'mock data, not for training')
})

t.test('a report.json of another shape has the sections that can be read', async (t) => {
  const odd = { ...fullReport(), rows: 'nonsense', selection: { before: null }, teacher: undefined, examples: [], run: 7 }
  const dir = t.testdir({ 'report.json': JSON.stringify(odd), 'other.json': '{"name":"x"}' })
  const page = pageOf(readReport(reportFile(dir))!)
  t.equal(page.match(/Not part of this run/g)?.length, 3)
  t.match(page, '11,000 of 11,998')
  t.equal(readReport(`${dir}/other.json`), undefined)
})

t.test('a report that was read back makes the same page', async (t) => {
  const report = fullReport()
  const dir = t.testdir({ 'report.json': renderReport(report) })
  t.equal(pageOf(readReport(reportFile(dir))!), pageOf(report))
})

t.test('of long lists a part is shown, and the page says how much is left out', async (t) => {
  const report = fullReport()
  const [first] = report.mistakes!.ranked
  report.mistakes!.ranked = Array.from({ length: 70 }, (_, at) => ({ ...first, code: `code-${at}` }))
  const share = { seeds: 2, survived: 1 }
  report.coverage!.by_module = Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`module ${at}`, share]))
  const page = pageOf(report)
  t.match(page, '30 further mistakes are not shown')
  t.match(page, '960 further modules are not shown')
  const rows = Array.from({ length: 30 }, (_, at) => knownRow(`r${at}`, 'play()'))
  t.match(
    renderReportPage(report, pageRows(rows, 4000, 0), NO_GAMES),
    '30 of 4,000 rows, drawn over difficulties and modules',
  )
})

t.test('nothing in a report can become markup', async (t) => {
  const evil = `</style></pre></svg></script><script>alert(1)</script><b onclick='x'>"'&\u202e`
  const page = renderReportPage(fullReport(evil), pageRows([knownRow('r1', evil, evil)], 1, 0), NO_GAMES)
  const plain = renderReportPage(fullReport(), pageRows([knownRow('r1', '', '')], 1, 0), NO_GAMES)
  for (const tag of [/<script/g, /<\/script>/g, /<\/style>/g, /<\/pre>/g, /<\/svg>/g, /<b[ >]/g]) {
    t.equal(page.match(tag)?.length, plain.match(tag)?.length, String(tag))
  }
  t.notMatch(page, '\u202e')
})
