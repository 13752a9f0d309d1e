import t from 'tap'
import { failureOf } from '../../../src/formats/pairs/failure.ts'
import type { Issue, Level, Verdict } from '../../../src/record.ts'
import { verdictRow } from '../../helpers/programs.ts'

function failing(level: Level, ...issues: Partial<Issue>[]): Verdict {
  const found = issues.map((issue) => ({ level, code: 'x', severity: 'error', message: 'why', ...issue }) as Issue)
  return verdictRow('f', { passed: false, validation: { levels: { [level]: { passed: false, issues: found } } } })
}

t.test('the reason is the first error of the first level that failed', async (t) => {
  const row = failing('L2', { code: 'odd', severity: 'warning' }, { code: 'unknown-api', message: 'no such member' })
  const later = {
    passed: false,
    issues: [{ level: 'L3', code: 'runtime-error', severity: 'error', message: '' } as Issue],
  }
  const both = { ...row, validation: { levels: { ...row.validation.levels, L3: later } } }
  for (const verdict of [row, both]) {
    t.strictSame(failureOf(verdict), { level: 'L2', code: 'unknown-api', message: 'no such member' })
  }
})

t.test('a program that passed, or that was not run, did not fail', async (t) => {
  t.equal(failureOf(verdictRow('p')), undefined)
  const notRun = { L3: { passed: null, issues: [] } }
  t.equal(failureOf(verdictRow('p', { passed: false, validation: { levels: notRun } })), undefined)
})

t.test('a hang is a reason, without what the machine measured', async (t) => {
  t.strictSame(failureOf(failing('L3', { code: 'hang', message: 'after 5 s' })), {
    level: 'L3',
    code: 'hang',
    message: '',
  })
})

t.test('what is no whole program, or was not judged, is no answer to learn from', async (t) => {
  for (const code of ['syntax-error', 'truncated', 'no-code', 'parse-error']) {
    t.equal(failureOf(failing('L1', { code: 'no-undef' }, { code })), 'not-parsed', code)
  }
  t.equal(failureOf({ ...failing('L1', {}), parse_errors: ['the fence is not closed'] }), 'not-parsed')
  for (const code of ['check-crashed', 'host-overload']) t.equal(failureOf(failing('L3', { code })), 'not-judged', code)
  t.equal(failureOf(failing('L3')), 'not-judged')
})
