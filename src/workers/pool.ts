/** Checks programs on worker threads. */
import { randomUUID } from 'node:crypto'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { BroadcastChannel } from 'node:worker_threads'
import { Piscina } from 'piscina'
import type { Checked, CheckedLevel, CheckJob } from '../checks/ladder.ts'
import { SftError, messageOf } from '../errors.ts'
import type { Level } from '../record.ts'
import { FAREWELL, type WorkerAnswer, type WorkerData, type WorkerSetup, type WorkerTask } from './messages.ts'

export interface PoolOptions {
  /** Programs that are checked at once, each on a thread of its own. */
  readonly jobs: number
  readonly setup: WorkerSetup
  /** The worker's module; another one in tests. */
  readonly file?: URL
  /** Cap on the heap of a worker, in MB. */
  readonly heapMb?: number
}

/** Some four times what a worker was seen to hold. Beyond it the program is at fault, and the worker is replaced. */
const WORKER_HEAP_MB = 192

/** A third of V8's default: 20 MB less for each worker, at no CPU time that could be measured. */
const YOUNG_MB = 16

/**
 * Seconds of wall time for one program, besides what the runtime's own limits take: the runtime allows ten times its
 * CPU limit, twice. A worker that is silent for longer is stuck in a check of ours.
 */
const SILENCE_S = 120
const wallLimit = (checkTimeout: number): number => SILENCE_S + 20 * checkTimeout

/** How long the children of the workers are given to end before their threads are; browsers have files to remove. */
const FAREWELL_MS = 2000
const BROWSER_FAREWELL_MS = 15_000

/** The threads start with the first job. */
export class CheckPool {
  readonly #jobs: number
  readonly #limitMs: number
  readonly #farewellMs: number
  readonly #channel = `sft-stream-${randomUUID()}`
  readonly #create: () => Piscina<WorkerTask, WorkerAnswer>
  readonly #waiting: (() => void)[] = []
  #piscina: Piscina<WorkerTask, WorkerAnswer> | undefined
  #started: Promise<void> | undefined
  #inside = 0
  #closed = false

  constructor({ jobs, setup, file = workerFile(), heapMb = WORKER_HEAP_MB }: PoolOptions) {
    this.#jobs = jobs
    this.#limitMs = wallLimit(setup.checkTimeout) * 1000
    this.#farewellMs = setup.chromium === null ? FAREWELL_MS : BROWSER_FAREWELL_MS
    const workerData: WorkerData = { ...setup, channel: this.#channel }
    this.#create = () =>
      new Piscina({
        filename: fileURLToPath(file),
        workerData,
        minThreads: 1,
        maxThreads: jobs,
        idleTimeout: Infinity,
        // With atomics a waiting worker blocks its event loop, and the end of its child goes unseen.
        atomics: 'disabled',
        // The keys of teachers are in our environment.
        env: {},
        // Loaders and hooks of the main thread are none of theirs, and each costs its start.
        execArgv: [],
        resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: YOUNG_MB },
      })
  }

  /**
   * Checks one program. A program that ends its worker twice is answered with `check-crashed` at its first level.
   * Rejects with an SftError when no worker starts, the host is overloaded or the pool is closed.
   */
  async check(job: CheckJob): Promise<Checked> {
    await this.#enter()
    try {
      await (this.#started ??= this.#start())
      const answer = await this.#ask(job)
      if ('checked' in answer) return answer.checked
      const { code, message, hint } = answer.failure
      throw new SftError(code, message, { hint })
    } finally {
      this.#leave()
    }
  }

  /** Ends the children, then the threads. Jobs that are still inside are rejected. */
  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    for (const wake of this.#waiting.splice(0)) wake()
    const piscina = this.#piscina
    if (!piscina) return
    await this.#farewell(piscina.threads.length)
    await piscina.destroy()
  }

  // Piscina's own queue is never used: its tasks with a signal would start their clocks while they wait.
  async #enter(): Promise<void> {
    if (this.#inside < this.#jobs) this.#inside++
    // Whoever leaves hands its place on.
    else await new Promise<void>((resolve) => this.#waiting.push(resolve))
    if (this.#closed) throw closedError()
  }

  #leave(): void {
    const next = this.#waiting.shift()
    if (next) next()
    else this.#inside--
  }

  // Tells a worker that cannot start (a broken installation: the run is over) from one that dies of a program.
  async #start(): Promise<void> {
    const piscina = this.#create()
    this.#piscina = piscina
    // Told again by the task that the worker was meant for.
    piscina.on('error', () => {})
    try {
      await piscina.run('start')
    } catch (cause) {
      if (this.#closed) throw closedError()
      this.#piscina = undefined
      await piscina.destroy()
      throw new SftError('ERR_INTERNAL', `the checker does not start: ${messageOf(cause)}`, { cause })
    }
  }

  /** The answer of a worker that lives to give it; a second one is tried, since threads share their memory. */
  async #ask(job: CheckJob): Promise<WorkerAnswer> {
    try {
      return await this.#run(job)
    } catch {
      if (this.#closed) throw closedError()
    }
    try {
      return await this.#run(job)
    } catch (error) {
      if (this.#closed) throw closedError()
      return { checked: crashed(job, `the checker died of it twice: ${messageOf(error)}`) }
    }
  }

  async #run(job: CheckJob): Promise<WorkerAnswer> {
    const controller = new AbortController()
    const timer = setTimeout(() => controller.abort(), this.#limitMs)
    try {
      return await this.#piscina!.run(job, { signal: controller.signal })
    } finally {
      clearTimeout(timer)
    }
  }

  async #farewell(workers: number): Promise<void> {
    const channel = new BroadcastChannel(this.#channel)
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, this.#farewellMs)
      channel.addEventListener('message', () => {
        if (--workers > 0) return
        clearTimeout(timer)
        resolve()
      })
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- threads have no origin
      channel.postMessage(FAREWELL)
    })
    channel.close()
  }
}

function workerFile(): URL {
  return new URL(`./check.worker${extname(import.meta.url)}`, import.meta.url)
}

function closedError(): SftError {
  return new SftError('ERR_INTERNAL', 'the checker was closed')
}

/** What is said of a program that no worker survives. */
export function crashed(job: CheckJob, message: string): Checked {
  const [level] = job.levels as [Level]
  const result: CheckedLevel = {
    passed: false,
    ms: 0,
    issues: [{ level, code: 'check-crashed', severity: 'error', message }],
    cacheable: false,
  }
  return { levels: { [level]: result }, observed: job.observed }
}
