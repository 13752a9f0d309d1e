/** The host's end of one child process: starts it in its sandbox, asks it, watches it, ends it. */
import { spawn, type ChildProcess } from 'node:child_process'
import { dirname, join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { SftError } from '../errors.ts'
import { processStats } from './process-stats.ts'
import { ANSWER_FD, MAX_ANSWER, WATCH_PARENT, type Answer, type Request, type Setup } from './protocol.ts'
import { RUNNER, sandbox, type Sandbox } from './sandbox.ts'

export interface ChildLimits {
  /** CPU seconds that one program may use. */
  readonly cpuSeconds: number
  /** Seconds of wall time after which the machine, not the program, is at fault. */
  readonly wallSeconds: number
}

/** How a program's turn ended. `at` is how far it was known to be. */
export type Outcome =
  | { readonly kind: 'report'; readonly text: string }
  | { readonly kind: 'hang' | 'memory' | 'crash' | 'host-overload'; readonly message: string; readonly at: string }

/**
 * Caps of the JavaScript heap in MB. A realm with a game in it takes some 10, and all of it is young: the child collects
 * it between programs, see child.ts.
 */
const HEAP_MB = 96
const YOUNG_MB = 64

/** Resident bytes that end a child: heap cap, code and what programs keep outside the heap. */
const MAX_RESIDENT = 512 << 20

/** How often a busy child is looked at. Most programs are done before the first look. */
const LOOK_MS = 200

const MAX_STDERR = 32_768

function nodeArguments({ diesWithParent }: Sandbox): string[] {
  // Renamed in 22.13; the old name is gone from the newest releases.
  const permission = process.allowedNodeEnvironmentFlags.has('--permission')
    ? '--permission'
    : '--experimental-permission'
  return [
    permission,
    `--allow-fs-read=${join(dirname(RUNNER), '*')}`,
    // Should a program get hold of an object of the host (a rejected import() is one), it leads nowhere.
    '--disallow-code-generation-from-strings',
    '--frozen-intrinsics',
    `--max-old-space-size=${HEAP_MB}`,
    `--max-semi-space-size=${YOUNG_MB}`,
    `--min-semi-space-size=${YOUNG_MB}`,
    // Collecting beside a program costs more CPU time than it saves wall time: there is a program for every core.
    '--single-threaded-gc',
    '--no-incremental-marking',
    '--no-memory-reducer',
    '--no-warnings',
    ...(diesWithParent ? [RUNNER] : ['--allow-worker', RUNNER, WATCH_PARENT]),
  ]
}

/** One child process. It serves one program at a time. */
export class Child {
  readonly #process: ChildProcess
  readonly #gone: Promise<void>
  #stderr = ''
  #unread = ''
  #at = ''
  /** Takes what the child says next; without a question open, anything it says ends it. */
  #listener: ((answer: Answer | null) => void) | null = null
  #dead: { code: number | null; signal: NodeJS.Signals | null } | null = null

  private constructor() {
    const box = sandbox()
    const [command, ...args] = [...box.wrap, process.execPath, ...nodeArguments(box)]
    // A process group of its own: Ctrl-C in a terminal is for us, and one signal ends wrapper and child together.
    this.#process = spawn(command, args, {
      env: {},
      cwd: '/',
      detached: true,
      stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
    })
    this.#gone = new Promise((resolve) => {
      const end = (code: number | null, signal: NodeJS.Signals | null) => {
        this.#dead = { code, signal }
        this.#listener?.(null)
        resolve()
      }
      this.#process.once('error', () => end(null, null))
      this.#process.once('close', end)
    })
    this.#process.stdin!.on('error', () => undefined)
    const stderr = this.#process.stderr!.setEncoding('utf8')
    stderr.on('data', (text: string) => (this.#stderr = (this.#stderr + text).slice(0, MAX_STDERR)))
    const answers = (this.#process.stdio[ANSWER_FD] as Readable).setEncoding('utf8')
    answers.on('data', (text: string) => this.#read(text))
    answers.on('error', () => undefined)
  }

  /** Starts a child and waits until it can run programs. Throws ERR_MISSING_COMPONENT when it cannot be started. */
  static async start(setup: Setup, { wallSeconds }: ChildLimits): Promise<Child> {
    const child = new Child()
    const ready = new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => resolve(false), wallSeconds * 1000)
      child.#listener = (answer) => {
        clearTimeout(timer)
        resolve(answer !== null && 'ready' in answer)
      }
    })
    child.#tell(setup)
    if (await ready) {
      child.#listener = null
      return child
    }
    const why =
      child.#dead === null ? 'no answer' : child.#stderr.trim().split('\n').slice(-5).join('\n') || 'it ended at once'
    await child.kill()
    throw new SftError('ERR_MISSING_COMPONENT', `the process that runs programs cannot be started: ${why}`, {
      hint: 'run sft-stream doctor, or skip the runtime level with --skip-runtime',
    })
  }

  get alive(): boolean {
    return this.#dead === null
  }

  /** Runs one program. After any outcome but a report the child is on its way out: call kill(). */
  async run(request: Request, limits: ChildLimits): Promise<Outcome> {
    if (this.#dead !== null) return this.#deathOutcome()
    this.#at = ''
    let timer: NodeJS.Timeout | undefined
    const answered = new Promise<Outcome>((resolve) => {
      this.#listener = (answer) => {
        if (answer === null) resolve(this.#deathOutcome())
        else if ('report' in answer && answer.id === request.id) resolve({ kind: 'report', text: answer.report })
        else if ('at' in answer && answer.id === request.id) this.#at = answer.at.slice(0, 40)
        else resolve({ kind: 'crash', message: 'the process gave an answer that was not asked for', at: this.#at })
      }
      timer = this.#watch(limits, resolve)
    })
    this.#tell(request)
    const outcome = await answered
    clearInterval(timer)
    this.#listener = null
    return outcome
  }

  /** Ends the child and resolves when it, and all below it, are gone. */
  async kill(): Promise<void> {
    this.#signal()
    await this.#gone
  }

  #watch({ cpuSeconds, wallSeconds }: ChildLimits, resolve: (outcome: Outcome) => void): NodeJS.Timeout {
    const { pid } = this.#process
    const before = pid === undefined ? 0 : (processStats(pid)?.cpuSeconds ?? 0)
    const until = performance.now() + wallSeconds * 1000
    const stop = (kind: 'hang' | 'memory' | 'host-overload', message: string) =>
      resolve({ kind, message, at: this.#at })
    return setInterval(() => {
      const stats = pid === undefined ? null : processStats(pid)
      if (stats !== null && stats.cpuSeconds - before > cpuSeconds)
        stop('hang', `still running after ${cpuSeconds} CPU seconds`)
      else if (stats !== null && stats.residentBytes > MAX_RESIDENT)
        stop('memory', `more than ${MAX_RESIDENT >> 20} MB in use`)
      else if (performance.now() > until)
        stop('host-overload', `no end after ${wallSeconds} seconds, and too little CPU time to tell why`)
    }, LOOK_MS)
  }

  #deathOutcome(): Outcome {
    const { code, signal } = this.#dead ?? { code: null, signal: null }
    // SIGKILL that was not ours is the kernel's answer to memory; V8 says so itself and aborts.
    if (
      signal === 'SIGKILL' ||
      code === 137 ||
      /out of memory|invalid size error|Allocation failed/i.test(this.#stderr)
    ) {
      return { kind: 'memory', message: 'out of memory', at: this.#at }
    }
    return { kind: 'crash', message: `the process ended with ${signal ?? `code ${code}`}`, at: this.#at }
  }

  #tell(message: Setup | Request): void {
    ;(this.#process.stdin as Writable).write(JSON.stringify(message) + '\n')
  }

  #read(text: string): void {
    const lines = (this.#unread + text).split('\n')
    this.#unread = lines.pop()!
    if (this.#unread.length > MAX_ANSWER) return this.#signal()
    for (const line of lines) {
      const answer = parseAnswer(line)
      if (answer === null || this.#listener === null) return this.#signal()
      this.#listener(answer)
    }
  }

  #signal(): void {
    const { pid } = this.#process
    if (this.#dead !== null || pid === undefined) return
    try {
      process.kill(-pid, 'SIGKILL')
    } catch {
      // It ended a moment ago.
    }
  }
}

function parseAnswer(line: string): Answer | null {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return null
  }
  if (typeof value !== 'object' || value === null) return null
  const { ready, id, at, report } = value as Record<string, unknown>
  if (ready === true) return { ready }
  if (typeof id !== 'string') return null
  if (typeof report === 'string') return { id, report }
  return typeof at === 'string' ? { id, at } : null
}
