/** The host's end of one child process: starts it in its sandbox, asks it, watches it, ends it. */
import { spawn, type ChildProcess } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { SftError } from '../errors.ts'
import { processStats, type ProcessStats } from './process-stats.ts'
import { ANSWER_FD, MAX_ANSWER, readAnswer, type Answer, type Request, type Setup } from './protocol.ts'
import { childCommand, type ChildOptions } from './sandbox.ts'

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

/** Resident bytes that end a child: heap cap, code and what programs keep outside the heap. */
const MAX_RESIDENT = 512 << 20
const TOO_MUCH = `more than ${MAX_RESIDENT >> 20} MB in use`

/** How often a busy child is looked at. Most programs are done before the first look. */
const LOOK_MS = 200

/** Looks without a sign of work after which a child that says nothing is at fault, not the machine: 10 seconds. */
const IDLE_LOOKS = 50

/** How long a child may take to start, on the busiest of machines; it takes a quarter of a second. */
const START_MS = 60_000

/** How long the pipes of a child that has ended may stay open: what it started may hold them for ever. */
const PIPES_MS = 1000

const MAX_STDERR = 32_768

/** One child process. It serves one program at a time. */
export class Child {
  readonly #process: ChildProcess
  readonly #gone: Promise<void>
  #stderr = ''
  #unread = ''
  #isDistrusted = false
  #at = ''
  /** At the last look. */
  #cpuSeconds = 0
  /** Takes what the child says next; without a question open, anything it says ends it. */
  #listener: ((answer: Answer | null) => void) | null = null
  #dead: { code: number | null; signal: NodeJS.Signals | null } | null = null

  private constructor(options: ChildOptions) {
    const { command, args, env, stdio } = childCommand(options)
    // A process group of its own: Ctrl-C in a terminal is for us, and one signal ends wrapper and child together.
    this.#process = spawn(command, args, { env, cwd: '/', detached: true, stdio })
    this.#gone = new Promise((resolve) => {
      const end = (code: number | null, signal: NodeJS.Signals | null) => {
        this.#dead = { code, signal }
        this.#listener?.(null)
        resolve()
      }
      this.#process.once('error', () => end(null, null))
      this.#process.once('close', end)
    })
    this.#process.once('exit', () => this.#closeSoon())
    this.#process.stdin!.on('error', () => undefined)
    const { stderr } = this.#process
    stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr = (this.#stderr + text).slice(0, MAX_STDERR)
    })
    const answers = (this.#process.stdio[ANSWER_FD] as Readable).setEncoding('utf8')
    answers.on('data', (text: string) => this.#read(text))
    answers.on('error', () => undefined)
  }

  /** Starts a child and waits until it can run programs. Throws ERR_MISSING_COMPONENT when it cannot be started. */
  static async start(setup: Setup, options: ChildOptions = {}): Promise<Child> {
    const child = new Child(options)
    const ready = new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => resolve(false), START_MS)
      child.#listener = (answer) => {
        clearTimeout(timer)
        resolve(answer !== null && 'ready' in answer)
      }
    })
    child.#tell(setup)
    if (await ready) {
      child.#listener = null
      child.#look()
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
        else if ('report' in answer && answer.id === request.id) {
          // A second answer in the same breath finds nobody, and ends the child.
          this.#listener = null
          resolve({ kind: 'report', text: answer.report })
        } else if ('at' in answer && answer.id === request.id) this.#at = answer.at.slice(0, 40)
        else resolve({ kind: 'crash', message: 'the process gave an answer that was not asked for', at: this.#at })
      }
      timer = this.#watch(limits, resolve)
    })
    this.#tell(request)
    const outcome = await answered
    clearInterval(timer)
    this.#listener = null
    // Between two looks a program can take more and give it back: the verdict must not hang on when we look.
    const peak = outcome.kind === 'report' ? (this.#look()?.peakBytes ?? 0) : 0
    return peak > MAX_RESIDENT ? { kind: 'memory', message: TOO_MUCH, at: this.#at } : outcome
  }

  /** Ends the child and resolves when it, and all below it, are gone. */
  async kill(): Promise<void> {
    this.#signal()
    await this.#gone
  }

  #look(): ProcessStats | null {
    const { pid } = this.#process
    const stats = pid === undefined ? null : processStats(pid)
    this.#cpuSeconds = stats?.cpuSeconds ?? this.#cpuSeconds
    return stats
  }

  #watch({ cpuSeconds, wallSeconds }: ChildLimits, resolve: (outcome: Outcome) => void): NodeJS.Timeout {
    // As it was when the program before it ended.
    const before = this.#cpuSeconds
    const stop = (kind: 'hang' | 'memory' | 'crash' | 'host-overload', message: string) =>
      resolve({ kind, message, at: this.#at })
    // Looks are counted, not time: while we are stopped ourselves (Ctrl-Z, a machine asleep) the child waits too.
    let looks = (wallSeconds * 1000) / LOOK_MS
    let idle = 0
    return setInterval(() => {
      const used = this.#cpuSeconds
      const stats = this.#look()
      idle = stats !== null && stats.isIdle && stats.cpuSeconds === used ? idle + 1 : 0
      if (this.#cpuSeconds - before > cpuSeconds) stop('hang', `still running after ${cpuSeconds} CPU seconds`)
      else if (stats !== null && stats.peakBytes > MAX_RESIDENT) stop('memory', TOO_MUCH)
      else if (stats?.isStopped) stop('crash', 'the process stopped itself')
      else if (--looks > 0) return
      else if (idle >= IDLE_LOOKS) stop('crash', 'the process neither works nor answers')
      else stop('host-overload', `no end after ${wallSeconds} seconds, and too little CPU time to tell why`)
    }, LOOK_MS)
  }

  #deathOutcome(): Outcome {
    if (this.#isDistrusted) return { kind: 'crash', message: 'the process said what makes no sense', at: this.#at }
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
    if (this.#unread.length > MAX_ANSWER) return this.#distrust()
    for (const line of lines) {
      const answer = readAnswer(line)
      if (answer === null || this.#listener === null) return this.#distrust()
      this.#listener(answer)
    }
  }

  #distrust(): void {
    this.#isDistrusted = true
    this.#signal()
  }

  #closeSoon(): void {
    const { stderr, stdio } = this.#process
    setTimeout(() => {
      stderr?.destroy()
      stdio[ANSWER_FD]?.destroy()
    }, PIPES_MS).unref()
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
