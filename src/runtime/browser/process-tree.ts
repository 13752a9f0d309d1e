/** The processes of a browser: it starts them from several threads, and some start others. */
import { spawnSync } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'

export interface ProcessInfo {
  readonly pid: number
  readonly parent: number
  /** False for one that has ended and waits to be collected. */
  readonly isRunning: boolean
  readonly cpuSeconds: number
  /** Memory that is its own: the program and the files that it shares with others are not counted once for each. */
  readonly privateBytes: number
}

/** Linux counts CPU time for user space in 1/100 s on every architecture (USER_HZ). */
const TICKS_PER_SECOND = 100
const KILOBYTE = 1024

function fromProc(pid: number): ProcessInfo[] {
  try {
    // The command name stands in parentheses and may hold anything: count the fields after its end.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const memory = /^RssAnon:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return [
      {
        pid,
        parent: Number(fields[1]),
        isRunning: fields[0] !== 'Z',
        cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND,
        privateBytes: Number(memory?.[1] ?? 0) * KILOBYTE,
      },
    ]
  } catch {
    // It ended a moment ago.
    return []
  }
}

function fromPs(line: string): ProcessInfo[] {
  const match = /^\s*(\d+)\s+(\d+)\s+(\w)\S*\s+(?:(\d+)-)?([\d:.]+)\s+(\d+)\s*$/.exec(line)
  if (match === null) return []
  const [, pid, parent, state, days, time, kilobytes] = match
  const clock = time.split(':').reduce((seconds, part) => seconds * 60 + Number(part), 0)
  return [
    {
      pid: Number(pid),
      parent: Number(parent),
      isRunning: state !== 'Z',
      cpuSeconds: Number(days ?? 0) * 86_400 + clock,
      privateBytes: Number(kilobytes) * KILOBYTE,
    },
  ]
}

/** All processes that this one may see. */
function processTable(): ProcessInfo[] {
  if (process.platform === 'linux') return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).flatMap(fromProc)
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,state=,time=,rss='], { encoding: 'utf8' })
  return (stdout ?? '').split('\n').flatMap(fromPs)
}

/** A process and all below it; empty when it is gone. */
export function processTree(root: number): ProcessInfo[] {
  const below = new Map<number, ProcessInfo[]>()
  const table = processTable()
  for (const info of table) below.set(info.parent, [...(below.get(info.parent) ?? []), info])
  const collect = (info: ProcessInfo): ProcessInfo[] => [info, ...(below.get(info.pid) ?? []).flatMap(collect)]
  return table.filter(({ pid }) => pid === root).flatMap(collect)
}

/** Whether any of these processes still runs. */
export function anyRunning(pids: readonly number[]): boolean {
  return processTable().some(({ pid, isRunning }) => isRunning && pids.includes(pid))
}

export interface Usage {
  readonly cpuSeconds: number
  readonly privateBytes: number
}

/** What a process and all below it use together. */
export function usageOf(root: number): Usage {
  const tree = processTree(root)
  const sum = (field: keyof Usage) => tree.reduce((total, info) => total + info[field], 0)
  return { cpuSeconds: sum('cpuSeconds'), privateBytes: sum('privateBytes') }
}
