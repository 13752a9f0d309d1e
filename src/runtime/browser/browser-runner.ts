/** Runs programs in Chromium: one browser, and a fresh context and page for each program. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Guest } from '../../domains/domain.ts'
import { SftError, messageOf } from '../../errors.ts'
import type { ChildLimits, Outcome } from '../child-process.ts'
import type { Request } from '../protocol.ts'
import type { Runner, StartRunner } from '../runner.ts'
import { browserLayers, launchChromium } from './chromium.ts'
import { runInPage } from './page-run.ts'
import { pageScripts, type PageScripts } from './page-script.ts'
import type { Browser } from './playwright.ts'
import { anyRunning, processTree, usageOf } from './process-tree.ts'

export interface BrowserOptions {
  readonly guest: Guest
  /** Frames before and after the scripted input. */
  readonly frames: number
  /** Path of Chromium. */
  readonly chromium: string
  /** strict: refuse to work when the browser has no sandbox. */
  readonly requireSandbox: 'basic' | 'strict'
}

/** Private bytes of all the browser's processes that one program may add. The first of a browser adds some 400 MB. */
const MAX_ADDED = 1024 * 2 ** 20

/** Programs that one browser runs: it grows by 3 MB with each. */
const MAX_PROGRAMS = 100

const LOOK_MS = 200

/** Looks at processes that were killed: the machine may take a while to take them apart. */
const MAX_LOOKS = 500

/** How a Supervisor starts browsers. Throws ERR_MISSING_COMPONENT at once when strict asks for more than there is. */
export function browserStarter({ guest, frames, chromium, requireSandbox }: BrowserOptions): StartRunner {
  const missing = browserLayers().filter(({ present }) => !present)
  if (requireSandbox === 'strict' && missing.length > 0) {
    const list = missing.map(({ name, detail }) => `${name} (${detail})`).join('; ')
    throw new SftError('ERR_MISSING_COMPONENT', `the sandbox lacks: ${list}`, {
      hint: 'run as another user, or use --require-sandbox basic',
    })
  }
  let scripts: Promise<PageScripts> | null = null
  const read = async () => pageScripts(await readFile(guest.engineFile, 'utf8'), guest.driver)
  return async () => await BrowserRunner.start(chromium, await (scripts ??= read()), frames)
}

class BrowserRunner implements Runner {
  readonly #browser: Browser
  readonly #pid: number
  /** Where it keeps its files. */
  readonly #folders: readonly string[]
  readonly #scripts: PageScripts
  readonly #frames: number
  readonly #gone: Promise<void>
  #served = 0

  private constructor(browser: Browser, facts: BrowserFacts, folder: string, scripts: PageScripts, frames: number) {
    this.#browser = browser
    this.#pid = facts.pid
    this.#folders = [folder, facts.profile]
    this.#scripts = scripts
    this.#frames = frames
    this.#gone = new Promise((resolve) => browser.on('disconnected', resolve))
  }

  static async start(executable: string, scripts: PageScripts, frames: number): Promise<BrowserRunner> {
    const folder = await mkdtemp(join(tmpdir(), 'sft-stream-browser-'))
    let browser: Browser | undefined
    try {
      browser = await launchChromium(executable, folder)
      return new BrowserRunner(browser, await factsOf(browser), folder, scripts, frames)
    } catch (error) {
      await browser?.close()
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
      throw error
    }
  }

  get alive(): boolean {
    return this.#browser.isConnected() && this.#served < MAX_PROGRAMS
  }

  async run({ code, trace }: Request, limits: ChildLimits): Promise<Outcome> {
    this.#served++
    let at = ''
    const progress = (text: string) => void (at = text)
    let timer: NodeJS.Timeout | undefined
    const stopped = new Promise<Outcome>((resolve) => {
      const stop = (kind: Exclude<Outcome['kind'], 'report'>, message: string) => resolve({ kind, message, at })
      void this.#gone.then(() => stop('crash', 'the browser ended'))
      timer = this.#watch(limits, stop)
    })
    const options = { scripts: this.#scripts, frames: this.#frames, code, trace, progress }
    const ran = runInPage(this.#browser, options).catch((error: unknown) => {
      // The end of the browser is told by others.
      if (!this.#browser.isConnected()) return stopped
      throw new SftError('ERR_INTERNAL', `the browser does not do as it is told: ${messageOf(error)}`)
    })
    try {
      return await Promise.race([ran, stopped])
    } finally {
      clearInterval(timer)
    }
  }

  async kill(): Promise<void> {
    const tree = processTree(this.#pid).map(({ pid }) => pid)
    // The group has those that are started meanwhile, too.
    for (const pid of [-this.#pid, ...tree]) endProcess(pid)
    await this.#gone
    await this.#browser.close().catch(() => undefined)
    for (let look = 0; look < MAX_LOOKS && anyRunning(tree); look++) await sleep(LOOK_MS / 10)
    // The driver removes the profile too, but before the last process that writes there has ended.
    for (const folder of this.#folders) await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }

  #watch(
    { cpuSeconds, wallSeconds }: ChildLimits,
    stop: (kind: 'hang' | 'memory' | 'host-overload', message: string) => void,
  ): NodeJS.Timeout {
    const before = usageOf(this.#pid)
    const until = performance.now() + wallSeconds * 1000
    return setInterval(() => {
      const now = usageOf(this.#pid)
      const used = now.cpuSeconds - before.cpuSeconds
      const added = now.privateBytes - before.privateBytes
      if (used > cpuSeconds) stop('hang', `still running after ${cpuSeconds} CPU seconds`)
      else if (added > MAX_ADDED) stop('memory', `more than ${MAX_ADDED / 2 ** 20} MB in use`)
      else if (performance.now() > until)
        stop('host-overload', `no end after ${wallSeconds} seconds, and too little CPU time to tell why`)
    }, LOOK_MS)
  }
}

function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended a moment ago.
  }
}

interface BrowserFacts {
  readonly pid: number
  /** Folder of its profile, which the driver made. */
  readonly profile: string
}

async function factsOf(browser: Browser): Promise<BrowserFacts> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = (await session.send('SystemInfo.getProcessInfo')) as {
    processInfo: { type: string; id: number }[]
  }
  const started = (await session.send('Browser.getBrowserCommandLine')) as { arguments: string[] }
  const flag = '--user-data-dir='
  return {
    pid: processInfo.find(({ type }) => type === 'browser')!.id,
    profile: started.arguments.find((argument) => argument.startsWith(flag))!.slice(flag.length),
  }
}
