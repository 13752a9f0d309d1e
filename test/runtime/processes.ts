/** What /proc says of the processes that a test has started. */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

export const procSkip = existsSync(`/proc/${process.pid}/task/${process.pid}/children`) ? false : 'needs /proc'

/** Everything below a process, parents before their children. */
export function descendants(pid: number): number[] {
  try {
    // A process is the child of the thread that started it.
    const threads = readdirSync(`/proc/${pid}/task`)
    const lists = threads.map((thread) => readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8'))
    const own = lists.flatMap((list) => list.split(' ').filter(Boolean).map(Number))
    return own.flatMap((child) => [child, ...descendants(child)])
  } catch {
    return []
  }
}

export function isGone(pid: number): boolean {
  try {
    return /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return true
  }
}

export async function allGone(pids: readonly number[]): Promise<void> {
  while (!pids.every(isGone)) await sleep(50)
}

/** User CPU time of a process in 1/100 s. */
export function cpuTicks(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[11])
  } catch {
    return 0
  }
}
