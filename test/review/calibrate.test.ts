import { join } from 'node:path'
import t from 'tap'
import { renderCalibration } from '../../src/review/calibrate-text.ts'
import { Calibrator, type Calibrated } from '../../src/review/calibrate.ts'
import { suggestions } from '../../src/review/suggest.ts'
import { wilson } from '../../src/review/wilson.ts'
import { readDecisions } from '../../src/select/decisions.ts'

t.test("Wilson's interval is that of the textbook", async (t) => {
  // Newcombe 1998, doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E, table I, method 3
  const cases: [number, number, string, string][] = [
    [81, 263, '0.2553', '0.3662'],
    [15, 148, '0.0624', '0.1605'],
    [0, 20, '0.0000', '0.1611'],
    [1, 29, '0.0061', '0.1718'],
  ]
  for (const [count, n, low, high] of cases) {
    const found = wilson(count, n)
    t.strictSame([found.low.toFixed(4), found.high.toFixed(4)], [low, high], `${count} of ${n}`)
  }
  t.match(wilson(20, 20), { share: 1, high: 1 })
  t.match(wilson(0, 0), { share: 0, low: 0, high: 1 })
})

interface Case {
  failed?: 'L2' | 'L3'
  code?: string
  warning?: string
  quality?: number
}

/** A verdict on the program `h<id>`. */
function verdict(id: string, { failed, code = '', warning, quality }: Case = {}): Calibrated {
  const issue = (code: string, severity: 'error' | 'warning') => ({
    level: 'L2' as const,
    code,
    severity,
    message: 'm',
  })
  const level = failed ?? 'L2'
  const issues = [...(failed ? [issue(code, 'error')] : []), ...(warning ? [issue(warning, 'warning')] : [])]
  return {
    id,
    code_hash: `h${id}`,
    l1_passed: true,
    l2_passed: failed !== 'L2',
    l3_passed: failed === 'L2' ? null : failed !== 'L3',
    l4_passed: failed ? null : true,
    validation: { levels: { [level]: { passed: !failed, issues } } },
    quality_score: quality,
  }
}

interface Row extends Case {
  id: string
  decision: string
  said?: object
}

function calibrated(t: Tap, rows: readonly Row[]) {
  const lines = rows.map(({ id, decision, said }) =>
    JSON.stringify({ id, decision, code_hash: `h${id}`, reviewer: 'ann', ...said }),
  )
  const calibrator = new Calibrator(readDecisions(join(t.testdir({ 'd.jsonl': lines.join('\n') }), 'd.jsonl')))
  for (const { id, ...rest } of rows) calibrator.add(verdict(id, rest))
  return calibrator.result()
}

interface Tap {
  testdir(files: Record<string, string>): string
}

const THRESHOLDS = { frames: 60, checkTimeout: 5 }
const rows = (count: number, prefix: string, row: Omit<Row, 'id'>): Row[] =>
  Array.from({ length: count }, (_, at) => ({ id: `${prefix}${at}`, ...row }))

t.test('what people find is counted by level and code', async (t) => {
  const found = calibrated(t, [
    ...rows(17, 'good', { decision: 'keep', said: { runs: 1, function: 2 } }),
    ...rows(3, 'dead', { decision: 'reject', warning: 'odd', said: { runs: 0, function: 0 } }),
    ...rows(9, 'bad', { decision: 'reject', failed: 'L2', code: 'unknown-api' }),
    { id: 'fine', decision: 'keep', failed: 'L2', code: 'unknown-api' },
    { id: 'slow', decision: 'keep', failed: 'L3', code: 'hang' },
  ])
  t.match(found, {
    rows: { passed: 20, rejected: 11, stale: 0, unknown: 0 },
    false_accepts: { count: 3, n: 20 },
    false_rejects: { count: 2, n: 11 },
    faults: { runs: { level: 'L3', count: 3, n: 20 }, function: { level: 'L4', count: 3, n: 20 } },
    levels: [
      { level: 'L2', count: 1, n: 10 },
      { level: 'L3', count: 1, n: 1 },
    ],
    codes: [
      { level: 'L3', code: 'hang', count: 1, n: 1 },
      { level: 'L2', code: 'unknown-api', count: 1, n: 10 },
    ],
    warnings: [{ level: 'L2', code: 'odd', count: 3, n: 3 }],
  })
  const suggested = suggestions(found, THRESHOLDS)
  t.match(suggested, [
    { about: 'L3 runs', limit: 0.1, certain: false, change: /--frames 120 \(was 60\)/ },
    { about: 'L4 function' },
    { about: 'L2 warning odd', certain: true, change: /index\("odd"\)/ },
    { about: 'L3 error hang', limit: 0.05, change: /--check-timeout 10 \(was 5\)/ },
    { about: 'L2 error unknown-api', certain: false, change: /make unknown-api a warning/ },
  ])
  const text = renderCalibration(found, suggested)
  t.match(text, /^passed, but people reject it +3 of 20, 15\.0 % \(5\.2 to 36\.0\)$/m)
  t.match(text, /^ {4}unknown-api +1 of 10, 10\.0 %/m)
  t.match(text, /^L3 runs: 3 of 20, .*above 10 %; too few rows to be sure$/m)
})

t.test('nothing is suggested at the limit itself, nor where all is well', async (t) => {
  const found = calibrated(t, [
    ...rows(9, 'good', { decision: 'keep', said: { runs: 1 } }),
    { id: 'dead', decision: 'reject', said: { runs: 0 } },
    ...rows(19, 'bad', { decision: 'reject', failed: 'L2', code: 'c' }),
    { id: 'fine', decision: 'keep', failed: 'L2', code: 'c' },
  ])
  t.strictSame(suggestions(found, THRESHOLDS), [])
  t.match(renderCalibration(found, []), 'no class of errors calls for a change')
})

t.test('where poor code is too frequent, a quality is named from which on it is not', async (t) => {
  const at = (quality: number, decision: string, grade: number): Row => ({
    id: `q${quality}`,
    decision,
    quality,
    said: { quality: grade },
  })
  const good = Array.from({ length: 10 }, (_, step) => at(0.5 + step / 100, 'keep', 2))
  const found = calibrated(t, [...good, at(0.4, 'reject', 0), at(0.3, 'reject', 0), at(0.2, 'keep', 1)])
  t.equal(found.quality_from, 0.4)
  t.match(suggestions(found, THRESHOLDS), [{ about: 'L5 quality', change: /from a quality of 0\.40 on/ }])
  t.equal(calibrated(t, good).quality_from, null)
})

t.test('decisions about other programs and rows are counted apart', async (t) => {
  const file = join(
    t.testdir({ 'd.jsonl': '{"id":"a","decision":"keep","code_hash":"x"}\n{"id":"z","decision":"keep"}' }),
    'd.jsonl',
  )
  const calibrator = new Calibrator(readDecisions(file))
  calibrator.add(verdict('a'))
  calibrator.add(verdict('b'))
  t.strictSame(calibrator.result().rows, { passed: 0, rejected: 0, stale: 1, unknown: 1 })
})
