import type { Options } from '../config.ts'
import type { Level, Verdict } from '../record.ts'

/** The field of a verdict that says whether it passed a level. */
export const PASSED = { L1: 'l1_passed', L2: 'l2_passed', L3: 'l3_passed', L4: 'l4_passed' } as const

/** The levels that a row must have passed: those of --require, without those that this very run was told not to run. */
export function requiredLevels({ require, levels, skipRuntime }: Options): Level[] {
  return require.filter((level) => levels.includes(level) && !(skipRuntime && level === 'L3'))
}

/** Why a row stays out: 'failed-L2', 'not-run-L3' (null counts as not passed), or undefined when it passed them all. */
export function gateReason(row: Verdict, required: readonly Level[]): string | undefined {
  for (const level of required) {
    const passed = row[PASSED[level]]
    if (passed !== true) return `${passed === false ? 'failed' : 'not-run'}-${level}`
  }
  return undefined
}
