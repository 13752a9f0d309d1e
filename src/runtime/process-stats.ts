/** What the kernel says of a process and its descendants. Where there is no /proc, `ps` answers. */
import { readFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'

export interface ProcessStats {
  readonly cpuSeconds: number
  readonly residentBytes: number
}

/** Linux counts CPU time for user space in 1/100 s on every architecture (USER_HZ). */
const TICKS_PER_SECOND = 100
/** Kilobytes in the fields of /proc/PID/status. */
const KILOBYTE = 1024

function childrenOf(pid: number): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
  return text.split(' ').filter(Boolean).map(Number)
}

function statsOfOne(pid: number): ProcessStats {
  // The command name stands in parentheses and may hold anything: count the fields after its end.
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const resident = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return {
    cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND,
    residentBytes: Number(resident?.[1] ?? 0) * KILOBYTE,
  }
}

function fromProc(pid: number): ProcessStats {
  const parts = [statsOfOne(pid), ...childrenOf(pid).map(fromProc)]
  return {
    cpuSeconds: parts.reduce((sum, part) => sum + part.cpuSeconds, 0),
    residentBytes: parts.reduce((sum, part) => sum + part.residentBytes, 0),
  }
}

function fromPs(pid: number): ProcessStats | null {
  const { status, stdout } = spawnSync('ps', ['-o', 'time=,rss=', '-p', String(pid)], { encoding: 'utf8' })
  const match = /^\s*(?:(\d+)-)?([\d:.]+)\s+(\d+)\s*$/.exec(stdout ?? '')
  if (status !== 0 || match === null) return null
  const clock = match[2].split(':').reduce((seconds, part) => seconds * 60 + Number(part), 0)
  return { cpuSeconds: Number(match[1] ?? 0) * 86_400 + clock, residentBytes: Number(match[3]) * KILOBYTE }
}

/** CPU time and resident memory of a process and all below it, or null when it is gone or cannot be seen. */
export function processStats(pid: number): ProcessStats | null {
  try {
    return fromProc(pid)
  } catch {
    return process.platform === 'linux' ? null : fromPs(pid)
  }
}
