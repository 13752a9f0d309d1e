/** What the kernel says of a process and its descendants. Where there is no /proc, `ps` answers. */
import { readFileSync, readdirSync } from 'node:fs'
import { spawnSync } from 'node:child_process'

export interface ProcessStats {
  readonly cpuSeconds: number
  /** The most that one of them ever had in memory. */
  readonly peakBytes: number
  /** One of them was stopped by a signal: it will neither end nor use CPU time. */
  readonly isStopped: boolean
  /** All of them wait for something: none is running, or would if it had a processor. */
  readonly isIdle: boolean
}

/** Linux counts CPU time for user space in 1/100 s on every architecture (USER_HZ). */
const TICKS_PER_SECOND = 100
/** Kilobytes in the fields of /proc/PID/status. */
const KILOBYTE = 1024

/** The fields of /proc/PID/stat from the third on: the command's name before them may hold anything. */
function fieldsOf(pid: number | string): string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}

function childrenOf(pid: number): number[] {
  let text: string
  try {
    text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
  } catch {
    return childrenByParent(pid)
  }
  return text.split(' ').filter(Boolean).map(Number)
}

/** For kernels without the list of children (gVisor, CONFIG_PROC_CHILDREN off). */
function childrenByParent(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === parent)
    .map(Number)
}

function parentOf(pid: string): number {
  try {
    return Number(fieldsOf(pid)[1])
  } catch {
    return 0
  }
}

function statsOfOne(pid: number): ProcessStats {
  const fields = fieldsOf(pid)
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return {
    cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND,
    peakBytes: Number(peak?.[1] ?? 0) * KILOBYTE,
    isStopped: fields[0] === 'T' || fields[0] === 't',
    isIdle: fields[0] === 'S',
  }
}

function fromProc(pid: number): ProcessStats {
  const parts = [statsOfOne(pid), ...childrenOf(pid).map(fromProc)]
  return {
    cpuSeconds: parts.reduce((sum, part) => sum + part.cpuSeconds, 0),
    peakBytes: Math.max(...parts.map((part) => part.peakBytes)),
    isStopped: parts.some((part) => part.isStopped),
    isIdle: parts.every((part) => part.isIdle),
  }
}

function fromPs(pid: number): ProcessStats | null {
  const { status, stdout } = spawnSync('ps', ['-o', 'state=,time=,rss=', '-p', String(pid)], { encoding: 'utf8' })
  const match = /^\s*(\w)\S*\s+(?:(\d+)-)?([\d:.]+)\s+(\d+)\s*$/.exec(stdout ?? '')
  if (status !== 0 || match === null) return null
  const [, state, days, time, kilobytes] = match
  const clock = time.split(':').reduce((seconds, part) => seconds * 60 + Number(part), 0)
  return {
    cpuSeconds: Number(days ?? 0) * 86_400 + clock,
    peakBytes: Number(kilobytes) * KILOBYTE,
    isStopped: state === 'T',
    isIdle: state === 'S' || state === 'I',
  }
}

/** CPU time and memory of a process and all below it, or null when it is gone or cannot be seen. */
export function processStats(pid: number): ProcessStats | null {
  try {
    return fromProc(pid)
  } catch {
    return process.platform === 'linux' ? null : fromPs(pid)
  }
}
