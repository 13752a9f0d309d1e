/** Runs programs in a child process, one after the other, and says what came of each. */
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Guest } from '../domains/domain.ts'
import { SftError } from '../errors.ts'
import { Child, type ChildLimits, type Outcome } from './child-process.ts'
import { stripEngineImport } from './engine-import.ts'
import { PROGRAM_FILE, browserScript, driverScript } from './guest/compose.ts'
import { readObserved, type Observed } from './observed.ts'
import type { Request, Setup } from './protocol.ts'
import type { Runner, StartRunner } from './runner.ts'
import { sandboxLayers, type ChildOptions } from './sandbox.ts'

export interface SupervisorOptions {
  readonly guest: Guest
  /** Frames before and after the scripted input. */
  readonly frames: number
  /** CPU seconds of the child that one program may use; ten times that in wall time is the backstop. */
  readonly checkTimeout: number
  /** strict: refuse to work when a layer of the sandbox is missing. */
  readonly requireSandbox: 'basic' | 'strict'
  /**
   * Whether what a run on the deferred engine showed may stand. What may not is run again on the engine as shipped, and
   * only that counts. Default: a run without errors may.
   */
  readonly accepts?: (observed: Observed) => boolean
  /** Starts what runs the programs, on the engine as shipped; without it, a child process. */
  readonly startRunner?: StartRunner
  /** Another program in the place of the child's, or layers left out: for tests. */
  readonly child?: ChildOptions
}

export interface RuntimeReport {
  /** What the run showed; null when it was stopped. */
  readonly observed: Observed | null
  /** Why the run did not reach its end. */
  readonly stopped: null | {
    readonly code: 'hang' | 'memory' | 'crash' | 'host-overload'
    readonly message: string
    /** How far the program was: 'top level', 'page load', 'frame 12', 'input 3', or '' when unknown. */
    readonly at: string
  }
  /** Whether the program had an import of the engine that was taken out. */
  readonly importStripped: boolean
  /** False when the machine, not the program, decided. */
  readonly cacheable: boolean
}

/** Programs that one child runs: V8 keeps a little of every realm. */
const RECYCLE_AFTER = 500

const WALL_PER_CPU = 10

/** A machine may be so busy that a second of CPU time takes half a minute. */
const LEAST_WALL_S = 30

/** How one run of a program ended. */
type Attempt = { readonly observed: Observed } | Exclude<Outcome, { kind: 'report' }>

function reportOf(attempt: Attempt): Omit<RuntimeReport, 'importStripped'> {
  if ('observed' in attempt) return { observed: attempt.observed, stopped: null, cacheable: true }
  const { kind, message, at } = attempt
  return { observed: null, stopped: { code: kind, message, at }, cacheable: kind !== 'host-overload' }
}

/** Owns one child, or whatever else runs programs. Calls of run() are served one after the other; close() ends it. */
export class Supervisor {
  readonly #options: SupervisorOptions
  readonly #limits: ChildLimits
  #setup: Promise<Setup> | null = null
  #child: Runner | null = null
  #served = 0
  #queue: Promise<unknown> = Promise.resolve()
  #closed = false

  /** Throws ERR_MISSING_COMPONENT when `requireSandbox` is strict and a layer is missing. */
  constructor(options: SupervisorOptions) {
    this.#options = options
    const { checkTimeout } = options
    this.#limits = { cpuSeconds: checkTimeout, wallSeconds: Math.max(LEAST_WALL_S, checkTimeout * WALL_PER_CPU) }
    if (options.requireSandbox === 'strict' && options.startRunner === undefined) requireLayers()
  }

  /**
   * Runs a program and resolves to what it showed. A program that hits a limit or kills the child is run once more,
   * alone in a fresh child; only the second result counts. Rejects only when no child can be started or after close().
   */
  run(code: string): Promise<RuntimeReport> {
    const turn = this.#queue.then(() => this.#runNow(code))
    this.#queue = turn.catch(() => undefined)
    return turn
  }

  /** Ends the child, also in the middle of a program, whose run then rejects. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#child?.kill()
    await this.#queue
    await this.#discard()
  }

  async #runNow(code: string): Promise<RuntimeReport> {
    const { guest, startRunner, accepts = ({ errors }) => errors.length === 0 } = this.#options
    const { code: script, stripped } = stripEngineImport(code, guest.global, guest.module)
    const request = { code: script, webgl: guest.speaksOfWebgl(script), trace: false }
    const deferred = guest.deferredEngineFile !== undefined && startRunner === undefined
    let result = await this.#attempt({ ...request, shipped: !deferred })
    if (deferred && 'observed' in result && !accepts(result.observed)) {
      result = await this.#attempt({ ...request, shipped: true })
    }
    // What stopped a run ended its child: this one is alone in a fresh one.
    if (!('observed' in result)) result = await this.#attempt({ ...request, shipped: true, trace: true })
    return { ...reportOf(result), importStripped: stripped }
  }

  async #attempt(request: Omit<Request, 'id'>): Promise<Attempt> {
    const child = await this.#freshEnough()
    const id = randomBytes(12).toString('hex')
    const outcome = await child.run({ id, ...request }, this.#limits)
    this.#assertOpen()
    this.#served++
    if (outcome.kind !== 'report') {
      await this.#discard()
      return outcome
    }
    const observed = readObserved(outcome.text)
    if (observed !== null) return { observed }
    await this.#discard()
    return { kind: 'crash', message: 'the process gave observations that make no sense', at: '' }
  }

  async #freshEnough(): Promise<Runner> {
    this.#assertOpen()
    if (this.#child !== null && (this.#served >= RECYCLE_AFTER || !this.#child.alive)) await this.#discard()
    if (this.#child === null) {
      this.#child = await (this.#options.startRunner ?? this.#startChild)()
      this.#served = 0
      if (this.#closed) await this.#discard()
      this.#assertOpen()
    }
    return this.#child!
  }

  readonly #startChild: StartRunner = async () => {
    this.#setup ??= this.#makeSetup()
    const setup = await this.#setup
    // A busy machine may lack a thread or a process for a moment: what fails twice is missing.
    return await Child.start(setup, this.#options.child).catch(() => Child.start(setup, this.#options.child))
  }

  async #makeSetup(): Promise<Setup> {
    const { guest, frames } = this.#options
    const { engineFile, deferredEngineFile, driver } = guest
    return {
      browser: browserScript(),
      engine: await readFile(engineFile, 'utf8'),
      deferredEngine: deferredEngineFile === undefined ? null : await readFile(deferredEngineFile, 'utf8'),
      driver: driverScript(driver),
      programFile: PROGRAM_FILE,
      frames,
    }
  }

  async #discard(): Promise<void> {
    const child = this.#child
    this.#child = null
    await child?.kill()
  }

  #assertOpen(): void {
    if (this.#closed) throw new SftError('ERR_INTERNAL', 'the supervisor is closed')
  }
}

function requireLayers(): void {
  const missing = sandboxLayers().filter(({ present }) => !present)
  if (missing.length === 0) return
  const list = missing.map(({ name, detail }) => `${name} (${detail})`).join('; ')
  throw new SftError('ERR_MISSING_COMPONENT', `the sandbox lacks: ${list}`, {
    hint: 'install bubblewrap or util-linux and allow namespaces, or use --require-sandbox basic',
  })
}
