/**
 * The part of playwright-core that is used, as types of our own: the package is optional, so that nothing here may need
 * it, not even for its types. A test holds them against the real ones.
 */
import { createRequire } from 'node:module'
import { SftError } from '../../errors.ts'

export interface Playwright {
  readonly chromium: {
    launch(options: LaunchOptions): Promise<Browser>
    /** Where its own browser would be. */
    executablePath(): string
  }
}

interface LaunchOptions {
  readonly executablePath: string
  readonly args: string[]
  readonly chromiumSandbox: boolean
  readonly env: { [name: string]: string }
  readonly handleSIGHUP: boolean
  readonly handleSIGINT: boolean
  readonly handleSIGTERM: boolean
  readonly timeout: number
  readonly artifactsDir: string
}

export interface Browser {
  isConnected(): boolean
  newContext(options: ContextOptions): Promise<BrowserContext>
  newBrowserCDPSession(): Promise<CdpSession>
  on(event: 'disconnected', listener: () => void): unknown
  close(): Promise<void>
}

interface ContextOptions {
  readonly viewport: { width: number; height: number }
  readonly locale: string
  readonly timezoneId: string
  readonly serviceWorkers: 'block'
  readonly acceptDownloads: boolean
}

export interface BrowserContext {
  newPage(): Promise<Page>
  /** Of a page of this context. */
  newCDPSession(page: object): Promise<CdpSession>
  route(url: string, handler: (route: Route) => Promise<void>): Promise<unknown>
  on(event: 'page', listener: (page: Page) => void): unknown
  close(): Promise<void>
}

export interface Page {
  goto(url: string, options: { waitUntil: 'commit'; timeout: number }): Promise<unknown>
  on(event: 'crash', listener: () => void): unknown
  close(): Promise<void>
}

export interface Route {
  request(): { url(): string; resourceType(): string; isNavigationRequest(): boolean }
  fulfill(response: { contentType: string; body: string }): Promise<void>
  abort(errorCode?: string): Promise<void>
}

/** Speaks the DevTools protocol: https://chromedevtools.github.io/devtools-protocol/ */
export interface CdpSession {
  send(method: string, params?: object): Promise<unknown>
  on<Payload>(event: string, listener: (payload: Payload) => void): unknown
}

const PACKAGE: string = 'playwright-core'

/** Throws ERR_MISSING_COMPONENT when the package is not installed. Loads nothing. */
export function requirePlaywright(): void {
  try {
    createRequire(import.meta.url).resolve(PACKAGE)
  } catch (cause) {
    throw new SftError('ERR_MISSING_COMPONENT', `--runtime browser needs the package ${PACKAGE}`, {
      cause,
      hint: `npm install ${PACKAGE}`,
    })
  }
}

/** Throws as requirePlaywright does. */
export async function loadPlaywright(): Promise<Playwright> {
  requirePlaywright()
  return (await import(PACKAGE)) as Playwright
}
