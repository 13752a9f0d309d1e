/** The built command as a process of its own, which may be killed. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { descendants, isGone } from '../runtime/processes.ts'

const COMMAND = fileURLToPath(new URL('../../bin/sft-stream.js', import.meta.url))

/** What a process gets to be gone after its parent was killed, on a machine that is busy. */
const GONE_WITHIN_MS = 60_000

interface Ended {
  /** null when it was killed. */
  status: number | null
  stderr: string
  /** Processes that outlived it. */
  leftBehind: number
}

/** Environment without any key; temporary files go to `tmp`. */
function environment(tmp: string): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: tmp }
}

/** Runs to the end and resolves to stdout. Rejects with stderr unless the exit code is 0. */
export async function output(args: readonly string[], tmp: string, input = ''): Promise<string> {
  const child = spawn(process.execPath, [COMMAND, ...args], { env: environment(tmp) })
  child.stdin.end(input)
  const ended = once(child, 'close')
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  const [status] = (await ended) as [number | null]
  if (status !== 0) throw new Error(`${args[0]} ended with ${status}: ${stderr}`)
  return stdout
}

/** Starts the command; `arm` gets what kills it, with all that runs below it noted first. */
export async function start(args: readonly string[], tmp: string, arm: (kill: () => void) => void): Promise<Ended> {
  const child = spawn(process.execPath, [COMMAND, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: environment(tmp),
  })
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (part: string) => (stderr += part))
  let below: number[] = []
  arm(() => {
    below = descendants(child.pid!)
    child.kill('SIGKILL')
  })
  const [status] = (await once(child, 'close')) as [number | null]
  const until = Date.now() + GONE_WITHIN_MS
  while (!below.every(isGone) && Date.now() < until) await sleep(20)
  return { status, stderr, leftBehind: below.filter((pid) => !isGone(pid)).length }
}
