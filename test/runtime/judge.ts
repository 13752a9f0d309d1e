/** Judges hostile programs one after the other, and a control after each. */
import type { Test } from 'tap'
import { runtimeIssues } from '../../src/checks/runtime.ts'
import type { HostileProgram } from './hostile-programs.ts'
import { probe, supervisor } from './helpers.ts'

/** CPU seconds that suffice for any program which ends, and for those that race for memory. */
export const SHORT = 0.3
export const ROOMY = 1

const control = probe('clean/scenes')

/** Every program ends with one of its codes, by its own fault; the control after it is judged as before it. */
export async function judge(t: Test, programs: readonly HostileProgram[], checkTimeout: number): Promise<void> {
  const runner = await supervisor({ checkTimeout })
  t.teardown(() => runner.close())
  const clean = await runner.run(control)
  t.strictSame(runtimeIssues(clean), [], 'the control passes')
  for (const { name, code, codes } of programs) {
    const report = await runner.run(code)
    const issues = runtimeIssues(report)
    const seen = issues.map((issue) => issue.code)
    t.ok(matches(seen, codes), `${name}: ${seen.join(' ') || 'passes'}`, { codes, issues })
    t.equal(report.cacheable, true, `${name}: the program decided`)
    t.strictSame(await runner.run(control), clean, `${name}: the next program is judged as ever`)
  }
}

const matches = (seen: readonly string[], codes: readonly string[]): boolean =>
  seen.length === 0 ? codes.length === 0 || codes.includes('') : seen.some((code) => codes.includes(code))
