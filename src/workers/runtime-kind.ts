/** The runtime that the options ask for: what it is, and whether this machine has it. */
import type { Options } from '../config.ts'
import type { BrowserLayer } from '../runtime/browser/chromium.ts'
import { sandboxLayers, type SandboxLayer } from '../runtime/sandbox.ts'

export type Layer = SandboxLayer | BrowserLayer

export interface RuntimeKind {
  /** 'headless', or the browser with its version: part of what a verdict rests on. */
  readonly name: string
  /** Path of the browser, or null. */
  readonly chromium: string | null
  /** CPU seconds for one program. */
  readonly checkTimeout: number
  /** The layers between programs and the machine; empty when none is run. */
  readonly sandbox: readonly Layer[]
}

/**
 * CPU seconds of a browser for the same program: it draws in software what the stub browser only counts, so that a
 * program gets twice its time; and a page takes 1 to 3 seconds whatever runs in it (785 real programs: median 1.3 in
 * all), of which this is three times the most.
 */
const PAGE_SECONDS = 10
const browserTimeout = (checkTimeout: number) => 2 * checkTimeout + PAGE_SECONDS

type RuntimeOptions = Pick<Options, 'runtime' | 'chromium' | 'checkTimeout'>

/** Throws ERR_MISSING_COMPONENT when the browser, or what drives it, is not installed. */
export async function openRuntime(options: RuntimeOptions, isUsed: boolean): Promise<RuntimeKind> {
  const { runtime, checkTimeout } = options
  if (runtime === 'headless' || !isUsed) {
    return { name: runtime, chromium: null, checkTimeout, sandbox: isUsed ? sandboxLayers() : [] }
  }
  const { browserLayers, chromiumVersion, findChromium } = await import('../runtime/browser/chromium.ts')
  const chromium = await findChromium(options.chromium)
  return {
    name: `browser ${chromiumVersion(chromium)}`,
    chromium,
    checkTimeout: browserTimeout(checkTimeout),
    sandbox: browserLayers(),
  }
}
