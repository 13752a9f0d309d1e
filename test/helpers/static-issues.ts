import type { ApiIndex } from '../../src/api-index/api-index.ts'
import { loadChecks } from '../../src/checks/index.ts'
import { climb } from '../../src/checks/ladder.ts'
import type { Issue, Plan, Seed } from '../../src/record.ts'

const checks = await loadChecks()

function notAskedFor(): Promise<never> {
  return Promise.reject(new Error('L3 was not asked for'))
}

/** What the checks that run no program say of one. */
export async function staticIssues(code: string, seed: Seed, plan: Plan, index: ApiIndex): Promise<Issue[]> {
  const levels = ['L1', 'L2', 'L4'] as const
  const job = { code, seed, plan, parseErrors: [], levels, observed: null, allLevels: true }
  const checked = await climb(job, { checks, index: () => index, execute: notAskedFor })
  return Object.values(checked.levels).flatMap((level) => level.issues)
}
