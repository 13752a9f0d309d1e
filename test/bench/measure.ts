/** What benchmarks measure with: CPU time of whole process trees, their memory, and tables. */
import { spawn, spawnSync } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import type { Stream } from 'node:stream'
import { fileURLToPath } from 'node:url'

export const COMMAND = fileURLToPath(new URL('../../bin/sft-stream.js', import.meta.url))

/** The kernel's clock tick: USER_HZ is 100 on Linux. */
const TICK_MS = 10

const SAMPLE_MS = 50

export interface Cost {
  /** CPU milliseconds, user and system, of the command and all its children. */
  cpu: number
  wall: number
}

/**
 * Runs a shell command to its end. The CPU time is read from /proc while it runs, the last figure of each process: those
 * that run programs are killed rather than waited for, so that no parent's account has them.
 */
export async function cost(command: string, stdin: Stream | 'ignore' = 'ignore', each?: (pids: number[]) => void): Promise<Cost> {
  const started = performance.now()
  const child = spawn('bash', ['-c', command], { stdio: [stdin, 'ignore', 'pipe'] })
  let stderr = ''
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (stderr = (stderr + text).slice(-2000)))
  const spent = new Map<number, number>()
  const timer = setInterval(() => {
    const processes = descendants(child.pid!)
    for (const { pid, cpu } of processes) spent.set(pid, cpu)
    each?.(processes.map(({ pid }) => pid))
  }, SAMPLE_MS)
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve))
  clearInterval(timer)
  const wall = performance.now() - started
  if (status !== 0) throw new Error(`failed (${status}): ${command}\n${stderr}`)
  return { cpu: [...spent.values()].reduce((sum, cpu) => sum + cpu, 0), wall }
}

/** Median CPU milliseconds of a short command, by the kernel's account of a child that was waited for. */
export function shortCost(runs: number, command: string): number {
  const costs = Array.from({ length: runs }, () => {
    const timed = `TIMEFORMAT='cpu %U %S'; time { ${command}; } 2>/dev/null`
    const { stderr } = spawnSync('bash', ['-c', timed], { encoding: 'utf8' })
    const [, user, system] = /cpu ([\d.]+) ([\d.]+)/.exec(stderr)!
    return (Number(user) + Number(system)) * 1000
  })
  return median(costs)
}

/** Of an even number of values, the upper one in the middle. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
}

interface Descendant {
  pid: number
  /** CPU milliseconds so far, its threads included, its children not. */
  cpu: number
}

/** A process and its descendants, from /proc. */
export function descendants(root: number): Descendant[] {
  const found = new Map<number, Descendant[]>()
  const self: Descendant[] = []
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? tryRead(`/proc/${name}/stat`) : ''
    if (stat === '') continue
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const process = { pid: Number(name), cpu: (Number(fields[11]) + Number(fields[12])) * TICK_MS }
    if (process.pid === root) self.push(process)
    found.set(Number(fields[1]), [...(found.get(Number(fields[1])) ?? []), process])
  }
  const below = (process: Descendant): Descendant[] => [process, ...(found.get(process.pid) ?? []).flatMap(below)]
  return self.flatMap(below)
}

/** Proportional set size in MB of some processes together (Linux: smaps_rollup). */
export function treeMemory(pids: readonly number[]): number {
  const kilobytes = pids.map((pid) => Number(/^Pss:\s+(\d+)/m.exec(tryRead(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0))
  return kilobytes.reduce((sum, size) => sum + size, 0) / 1024
}

function tryRead(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

export interface MemorySample {
  seconds: number
  rows: number
  megabytes: number
}

/** Runs the command and samples the memory of its tree; `rows` is read from its progress lines by `rowsOf`. */
export async function sampleMemory(args: string[], rowsOf: (stderr: string) => number): Promise<MemorySample[]> {
  const started = performance.now()
  const child = spawn(process.execPath, [COMMAND, ...args], { stdio: ['ignore', 'ignore', 'pipe'] })
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr = (stderr + text).slice(-4000)))
  const samples: MemorySample[] = []
  const timer = setInterval(() => {
    samples.push({ seconds: (performance.now() - started) / 1000, rows: rowsOf(stderr), megabytes: treeMemory(descendants(child.pid!).map(({ pid }) => pid)) })
  }, 1000)
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  clearInterval(timer)
  if (code !== 0) throw new Error(`exit ${code}\n${stderr}`)
  return samples
}

/** Least-squares slope of memory over rows, in KB a row. */
export function slope(samples: readonly { rows: number; megabytes: number }[]): number {
  const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length
  const x = mean(samples.map(({ rows }) => rows))
  const y = mean(samples.map(({ megabytes }) => megabytes))
  const covariance = mean(samples.map(({ rows, megabytes }) => (rows - x) * (megabytes - y)))
  return (1024 * covariance) / mean(samples.map(({ rows }) => (rows - x) ** 2))
}

export function table(title: string, head: string[], rows: (string | number)[][]): void {
  const cells = [head, ...rows.map((row) => row.map((cell) => (typeof cell === 'number' ? round(cell) : cell)))]
  const widths = head.map((_, i) => Math.max(...cells.map((row) => row[i].length)))
  const line = (row: string[]) => row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  ')
  process.stdout.write(`\n${title}\n${line(cells[0])}\n${widths.map((width) => '-'.repeat(width)).join('  ')}\n`)
  process.stdout.write(cells.slice(1).map(line).join('\n') + '\n')
}

function round(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(Math.abs(value) >= 10 ? 1 : 2)
}
