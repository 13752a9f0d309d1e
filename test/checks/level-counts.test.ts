import t from 'tap'
import { LevelCounts } from '../../src/checks/level-counts.ts'
import type { Verdict } from '../../src/record.ts'

const issue = (level: 'L1' | 'L2', code: string) => ({ level, code, severity: 'error' as const, message: '' })
const verdict = (levels: Verdict['validation']['levels']) => ({ validation: { levels } })

t.test('levels count the verdicts they saw, passed, and complained about, in byte order', async (t) => {
  const counts = new LevelCounts()
  counts.add(verdict({ L2: { passed: false, issues: [issue('L2', 'z'), issue('L2', 'a'), issue('L2', 'z')] }, L1: { passed: true, issues: [] } }))
  counts.add(verdict({ L1: { passed: false, issues: [issue('L1', 'a')] }, L3: { passed: null, issues: [] } }))
  const expected = {
    L1: { in: 2, passed: 1, issues: { a: 1 } },
    L2: { in: 1, passed: 0, issues: { a: 1, z: 1 } },
  }
  t.equal(JSON.stringify(counts.snapshot()), JSON.stringify(expected))
})
