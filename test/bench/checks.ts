/** What each static check costs: the parse, ESLint, and ours, in one process over the same programs. */
import { readFileSync } from 'node:fs'
import { openIndex } from '../../src/api-index/index-store.ts'
import { loadChecks } from '../../src/checks/index.ts'
import { parseProgram } from '../../src/checks/program.ts'
import { domain } from '../../src/domains/registry.ts'
import type { Candidate } from '../../src/record.ts'
import { table } from './measure.ts'

/** Until V8 has optimised what is asked of every program. */
const WARM_UP = 100

/** CPU ms a program of the parse and of each static check, by '<level> <check>'. `cache`: folder of the API index. */
export async function staticCosts(candidates: readonly Candidate[], cache: string): Promise<[string, number][]> {
  const index = await openIndex(await domain().api(), cache)
  const checks = await loadChecks()
  const spent = new Map<string, number>()
  const timed = <T>(name: string, counts: boolean, work: () => T): T => {
    const before = process.cpuUsage()
    const result = work()
    const { user, system } = process.cpuUsage(before)
    if (counts) spent.set(name, (spent.get(name) ?? 0) + (user + system) / 1000)
    return result
  }
  const all = [...candidates.slice(0, WARM_UP), ...candidates]
  for (const [at, { code, prompt, plan, parse_errors }] of all.entries()) {
    const counts = at >= Math.min(WARM_UP, candidates.length)
    const { program } = timed('L1 parse and scopes', counts, () => parseProgram(code))
    const context = { code, program, index, seed: prompt, plan, parseErrors: parse_errors, observed: null }
    for (const check of checks) {
      timed(check.id === 'lint' ? 'L1 ESLint' : `${check.level} ${check.id}`, counts, () => check.run(context))
    }
  }
  return [...spent].map(([name, cpu]): [string, number] => [name, cpu / candidates.length])
}

/** `file`: candidates. */
export async function benchChecks(file: string, cache: string): Promise<void> {
  const candidates = readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Candidate)
  const rows = await staticCosts(candidates, cache)
  const total = rows.reduce((sum, [, each]) => sum + each, 0)
  const share = (each: number): string => `${Math.round((100 * each) / total)} %`
  table(
    `Static checks: CPU ms a program, ${candidates.length} programs in one process`,
    ['', 'CPU ms', 'share'],
    [...rows.toSorted((a, b) => b[1] - a[1]).map(([name, each]) => [name, each, share(each)]), ['all', total, '']],
  )
}
