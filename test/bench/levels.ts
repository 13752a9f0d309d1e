/** What the levels of `validate` cost, beside their floors: the same checks in one process, without pool, rows and verdicts. */
import { readFileSync } from 'node:fs'
import type { Candidate, Level } from '../../src/record.ts'
import { staticCosts } from './checks.ts'
import { COMMAND, cost, shortCost, table } from './measure.ts'
import { runCost } from './runtime.ts'

const LEVELS: readonly Level[] = ['L1', 'L2', 'L3', 'L4']

/** CPU ms a program that a level takes at least. */
async function floors(candidates: readonly Candidate[], cache: string): Promise<number[]> {
  const costs = await staticCosts(candidates, cache)
  const run = await runCost(candidates.map(({ code }) => code))
  const ofLevel = (level: Level): number =>
    costs.filter(([name]) => name.startsWith(level)).reduce((sum, [, each]) => sum + each, 0) + (level === 'L3' ? run : 0)
  return LEVELS.map(ofLevel)
}

/** `file`: candidates. `cache`: folder of the API index. */
export async function benchLevels(file: string, cache: string): Promise<void> {
  const candidates = readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Candidate)
  const count = candidates.length
  const zero = shortCost(11, `${process.execPath} -e 0`)
  const command = `${process.execPath} ${COMMAND} validate --no-cache --cache '${cache}' -q`
  const validate = (flags: string) => cost(`${command} '${file}' ${flags} > /dev/null`)
  const start = (await cost(`head -n 1 '${file}' | ${command} -j 1 --levels L1 > /dev/null`)).cpu
  const upTo: number[] = [start]
  for (const at of LEVELS.keys()) {
    upTo.push((await validate(`-j 1 --all-levels --levels ${LEVELS.slice(0, at + 1).join()}`)).cpu)
  }
  const each = LEVELS.map((_, at) => Math.max(0, upTo[at + 1] - upTo[at]) / count)
  const floor = await floors(candidates, cache)
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  const row = (name: string, cpu: number, least: number) => [name, cpu, `${Math.round((100 * cpu) / sum(each))} %`, cpu / zero, least, cpu / least]
  table(
    `Levels: CPU ms a program, ${count} programs, one slot (start-up ${start.toFixed(0)} ms apart; node -e 0: ${zero.toFixed(0)} ms)`,
    ['', 'CPU ms', 'share', 'x node -e 0', 'floor', 'x floor'],
    [...LEVELS.map((level, at) => row(level, each[at], floor[at])), row('all', sum(each), sum(floor))],
  )
  const slots = [{ jobs: 1, ...(await validate('-j 1')) }, { jobs: 2, ...(await validate('-j 2')) }]
  table('Slots: all levels', ['', 'programs/s', 'x one slot'], slots.map(({ jobs, wall }) => [`-j ${jobs}`, count / (wall / 1000), slots[0].wall / wall]))
}
