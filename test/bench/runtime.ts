/** What a run of a program in the engine costs: on the deferred engine and on the shipped one, beside `node -e 0`. */
import { readFileSync } from 'node:fs'
import { guest } from '../../src/domains/phaser/guest/index.ts'
import type { Candidate } from '../../src/record.ts'
import { Supervisor } from '../../src/runtime/supervisor.ts'
import { descendants, median, shortCost, slope, table, treeMemory } from './measure.ts'

const ROUNDS = 20
/** Programs a round: a few tenths of a second, in which the machine stays much the same. */
const BATCH = 12

type Engine = 'deferred' | 'shipped'

function open(engine: Engine): Supervisor {
  const { deferredEngineFile, ...shipped } = guest()
  if (deferredEngineFile === undefined) throw new Error('there is no deferred engine: run npm run build')
  return new Supervisor({
    guest: engine === 'deferred' ? { ...shipped, deferredEngineFile } : shipped,
    frames: 60,
    checkTimeout: 5,
    requireSandbox: 'basic',
    accepts: () => true,
  })
}

/** CPU milliseconds so far: ours, and those of the children. */
function spent(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000 + children().reduce((sum, { cpu }) => sum + cpu, 0)
}

const children = () => descendants(process.pid).filter(({ pid }) => pid !== process.pid)

async function runAll(runners: readonly Supervisor[], programs: readonly string[]): Promise<void> {
  const rest = programs.values()
  const serve = async (runner: Supervisor) => {
    for (const code of rest) await runner.run(code)
  }
  await Promise.all(runners.map(serve))
}

/** CPU ms a program of a run on the deferred engine, the child's and what of the host is ours: no pool, no rows. */
export async function runCost(programs: readonly string[]): Promise<number> {
  const runner = new Supervisor({ guest: guest(), frames: 60, checkTimeout: 5, requireSandbox: 'basic' })
  await runAll([runner], programs.slice(0, 2 * BATCH))
  // By process, for one that ends meanwhile takes its account with it.
  const account = () => descendants(process.pid).map(({ pid, cpu }) => [pid, cpu] as const)
  const first = new Map(account())
  const last = new Map(first)
  for (let at = 0; at < programs.length; at += BATCH) {
    await runAll([runner], programs.slice(at, at + BATCH))
    for (const [pid, cpu] of account()) last.set(pid, cpu)
  }
  await runner.close()
  return [...last].reduce((sum, [pid, cpu]) => sum + cpu - (first.get(pid) ?? 0), 0) / programs.length
}

/** `file`: candidates, the programs to run. Each round measures everything once, so that all meet the same machine. */
export async function benchRuntime(file: string): Promise<void> {
  const programs = readFileSync(file, 'utf8').trim().split('\n').map((line) => (JSON.parse(line) as Candidate).code)
  const batch = (round: number) => Array.from({ length: BATCH }, (_, i) => programs[(round * BATCH + i) % programs.length])
  const engines: Engine[] = ['deferred', 'shipped']
  const runners = engines.map(open)
  const pair = [runners[0], open('deferred')]
  for (const runner of [...runners, pair[1]]) await runAll([runner], programs.slice(0, 2 * BATCH))

  const zero: number[] = []
  const cpu: number[][] = [[], []]
  const gain: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    zero.push(shortCost(3, `${process.execPath} -e 0`))
    for (const [i, runner] of runners.entries()) {
      const before = spent()
      await runAll([runner], batch(round))
      cpu[i].push((spent() - before) / BATCH)
    }
    gain.push((await wall(runners.slice(0, 1), batch(round))) / (await wall(pair, batch(round))))
  }
  const ratio = (values: number[]) => median(values.map((value, round) => value / zero[round]))
  const rows = engines.map((engine, i) => [`${engine} engine`, median(cpu[i]), ratio(cpu[i])])
  table(
    `Runtime: CPU ms a program, host included; medians of ${ROUNDS} interleaved rounds of ${BATCH} programs`,
    ['', 'CPU ms', 'x node -e 0'],
    [['node -e 0', median(zero), 1], ...rows],
  )
  process.stdout.write(`2 slots: ${median(gain).toFixed(2)} x one slot\n`)
  await Promise.all([...runners, pair[1]].map((runner) => runner.close()))
  await benchSlotMemory(programs)
}

async function wall(runners: readonly Supervisor[], programs: readonly string[]): Promise<number> {
  const started = performance.now()
  await runAll(runners, programs)
  return performance.now() - started
}

/** Memory of the one slot over many programs, all its processes together. */
async function benchSlotMemory(programs: readonly string[]): Promise<void> {
  const COUNT = 2000
  const STEP = 100
  const runner = open('deferred')
  const samples: { rows: number; megabytes: number }[] = []
  for (let done = 0; done < COUNT; done += STEP) {
    await runAll([runner], Array.from({ length: STEP }, (_, i) => programs[(done + i) % programs.length]))
    samples.push({ rows: done + STEP, megabytes: treeMemory(children().map(({ pid }) => pid)) })
  }
  await runner.close()
  const sizes = samples.map(({ megabytes }) => megabytes)
  process.stdout.write(
    `one slot over ${COUNT} programs: ${median(sizes).toFixed(0)} MB, at most ${Math.max(...sizes).toFixed(0)} MB, growth ${slope(samples).toFixed(2)} KB a program\n`,
  )
}
