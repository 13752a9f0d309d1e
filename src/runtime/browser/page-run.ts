/** One program in a page of its own. */
import type { Outcome } from '../child-process.ts'
import { PROGRAM_FILE } from '../guest/compose.ts'
import type { Browser, BrowserContext, CdpSession, Page, Route } from './playwright.ts'
import type { PageScripts } from './page-script.ts'

const ORIGIN = 'http://localhost/'

/** Fills the window, as pages of games do. */
const DOCUMENT = `<!doctype html>
<html>
<head><meta charset="utf-8"><link rel="icon" href="data:,"><style>html, body { margin: 0; height: 100% }</style></head>
<body><script src="${PROGRAM_FILE}"></script></body>
</html>`

/** What the stub browser calls these loads; all others go by the browser's own name. */
const KINDS: Record<string, string> = { stylesheet: 'style', ping: 'beacon' }

const MAX_LOADS = 50

export interface PageRunOptions {
  readonly scripts: PageScripts
  readonly frames: number
  readonly code: string
  /** Ask for progress, to say where a program hung. */
  readonly trace: boolean
  /** Told how far the program is. */
  readonly progress: (at: string) => void
}

interface Evaluated {
  result: { objectId?: string }
  exceptionDetails?: ExceptionDetails
}

interface ExceptionDetails {
  text: string
  lineNumber: number
  exception?: { description?: string }
}

/**
 * Runs a program in a fresh context and page. Resolves when it is over or has lost its page, and leaves nothing open then;
 * rejects when the browser goes, or does not do as it is told.
 */
export async function runInPage(browser: Browser, options: PageRunOptions): Promise<Outcome> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    timezoneId: 'UTC',
    serviceWorkers: 'block',
    acceptDownloads: false,
  })
  const page = await context.newPage()
  const run = new PageRun(context, page, await context.newCDPSession(page), options)
  const outcome = await run.outcome()
  await context.close()
  return outcome
}

class PageRun {
  readonly #context: BrowserContext
  readonly #page: Page
  readonly #cdp: CdpSession
  readonly #options: PageRunOptions
  readonly #loads = new Set<string>()
  #playerId = ''
  #contextId = -1
  #isPlaying = false
  #end: (outcome: Outcome) => void = () => undefined
  #fail: (error: unknown) => void = () => undefined

  constructor(context: BrowserContext, page: Page, cdp: CdpSession, options: PageRunOptions) {
    this.#context = context
    this.#page = page
    this.#cdp = cdp
    this.#options = options
  }

  async outcome(): Promise<Outcome> {
    const ended = new Promise<Outcome>((resolve, reject) => {
      this.#end = resolve
      this.#fail = reject
    })
    this.#page.on('crash', () => this.#stop('the page crashed'))
    this.#context.on('page', (page) => void page.close().catch(() => undefined))
    this.#cdp.on('Runtime.bindingCalled', (call: { payload: string; executionContextId: number }) => this.#hear(call))
    this.#cdp.on('Runtime.executionContextsCleared', () => this.#left())
    this.#cdp.on('Network.webSocketCreated', ({ url }: { url: string }) => this.#noteLoad('websocket', url))
    // What fails here is a page that is gone, which is told by other ways, or a fault of ours.
    await this.#context.route('**/*', (route) => this.#answer(route).catch(this.#fail))
    void this.#open().catch(this.#fail)
    return await ended
  }

  #stop(message: string): void {
    this.#end({ kind: 'crash', message, at: '' })
  }

  async #open(): Promise<void> {
    await this.#cdp.send('Runtime.enable')
    await this.#cdp.send('Network.enable')
    await this.#page.goto(ORIGIN, { waitUntil: 'commit', timeout: 0 })
  }

  async #play(): Promise<void> {
    if (this.#isPlaying) return
    this.#isPlaying = true
    await this.#cdp.send('Runtime.callFunctionOn', {
      objectId: this.#playerId,
      functionDeclaration: 'function () { this.play() }',
    })
  }

  /** The page and its one script are served; every other request is noted and fails. */
  async #answer(route: Route): Promise<void> {
    const request = route.request()
    const url = request.url()
    if (this.#playerId === '' && url === ORIGIN) return route.fulfill({ contentType: 'text/html', body: DOCUMENT })
    if (this.#playerId === '' && url === ORIGIN + PROGRAM_FILE) {
      const body = (await this.#prepare()) ? this.#options.code : ''
      this.#options.progress('top level')
      return route.fulfill({ contentType: 'text/javascript; charset=utf-8', body })
    }
    // A page that reloads itself loads nothing from outside, and stays as it is.
    const isNavigation = request.isNavigationRequest()
    if (!isNavigation || url !== ORIGIN) this.#noteLoad(request.resourceType(), url)
    // A navigation that fails shows a page of errors; one that is aborted never was. Of a load it is the other way round:
    // the page would take it for one that the program called off.
    return route.abort(isNavigation ? 'aborted' : 'failed')
  }

  #noteLoad(type: string, url: string): void {
    const shown = url.startsWith(ORIGIN) ? url.slice(ORIGIN.length) : url
    if (this.#loads.size < MAX_LOADS) this.#loads.add(`${KINDS[type] ?? type} ${shown}`.slice(0, 200))
  }

  /**
   * The page waits for its script, and knows nothing of it yet: everything that has to come before goes in now. Returns
   * whether the program compiles.
   */
  async #prepare(): Promise<boolean> {
    const { scripts, frames, code, trace } = this.#options
    const binding = 'tell'
    await this.#cdp.send('Runtime.addBinding', { name: binding })
    const start = await this.#evaluate(scripts.page(binding))
    await this.#evaluate(scripts.engine + '\n;0')
    const driver = await this.#evaluate(scripts.driver)
    const player = (await this.#cdp.send('Runtime.callFunctionOn', {
      objectId: start,
      functionDeclaration: `function (makeDriver, frames, trace) { return this(makeDriver, frames, trace) }`,
      arguments: [{ objectId: driver }, { value: frames }, { value: trace }],
    })) as Evaluated
    this.#playerId = objectIdOf(player)
    return await this.#compiles(code)
  }

  async #evaluate(expression: string): Promise<string> {
    return objectIdOf((await this.#cdp.send('Runtime.evaluate', { expression })) as Evaluated, expression.endsWith(';0'))
  }

  /** An error of the compiler gets its line here: the page would only hear of it as one more error. */
  async #compiles(code: string): Promise<boolean> {
    const { exceptionDetails } = (await this.#cdp.send('Runtime.compileScript', {
      expression: code,
      sourceURL: ORIGIN + PROGRAM_FILE,
      persistScript: false,
    })) as { exceptionDetails?: ExceptionDetails }
    if (exceptionDetails === undefined) return true
    const [message] = (exceptionDetails.exception?.description ?? exceptionDetails.text).split('\n')
    await this.#cdp.send('Runtime.callFunctionOn', {
      objectId: this.#playerId,
      functionDeclaration: 'function (message, line) { this.refuse(message, line) }',
      arguments: [{ value: message }, { value: exceptionDetails.lineNumber + 1 }],
    })
    return false
  }

  /** What the page says. Frames that the program makes have the binding too, and are not heard. */
  #hear({ payload, executionContextId }: { payload: string; executionContextId: number }): void {
    if (this.#contextId === -1 && payload === 'ready') this.#contextId = executionContextId
    if (executionContextId !== this.#contextId) return
    if (payload === 'loaded') void this.#play().catch(this.#fail)
    else if (payload.startsWith('at ')) this.#options.progress(payload.slice(3, 43))
    else if (payload.startsWith('report ')) this.#end({ kind: 'report', text: this.#withLoads(payload.slice(7)) })
  }

  /** The loads are what the host saw: in the order of their names, since several go on at once. */
  #withLoads(report: string): string {
    if (report === '') return report
    return JSON.stringify({ ...(JSON.parse(report) as object), loads: [...this.#loads].toSorted() })
  }

  #left(): void {
    if (this.#contextId !== -1) this.#stop('the program left its page')
  }
}

function objectIdOf({ result, exceptionDetails }: Evaluated, isVoid = false): string {
  const { objectId } = result
  if (exceptionDetails === undefined && (objectId !== undefined || isVoid)) return objectId ?? ''
  throw new Error(exceptionDetails?.exception?.description ?? 'the page did not take its scripts')
}
