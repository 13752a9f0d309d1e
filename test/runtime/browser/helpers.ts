/** Supervisors that run programs in a real Chromium, from the build. */
import type * as ChromiumModule from '../../../src/runtime/browser/chromium.ts'
import type * as RunnerModule from '../../../src/runtime/browser/browser-runner.ts'
import type { Supervisor, SupervisorOptions } from '../../../src/runtime/supervisor.ts'
import { built, guest, supervisor } from '../helpers.ts'

const { findChromium } = await built<typeof ChromiumModule>('src/runtime/browser/chromium.js')

/** Path of Chromium; undefined where there is none. */
export const chromium = await findChromium(undefined).catch(() => undefined)

/** For tests that need a browser. */
export const skip = chromium === undefined ? 'needs Chromium' : false

/** CPU seconds that no program needs, however busy the machine is. */
const PLENTY = 60

export async function browserSupervisor(options: Partial<SupervisorOptions> = {}): Promise<Supervisor> {
  const { browserStarter } = await built<typeof RunnerModule>('src/runtime/browser/browser-runner.js')
  const common = { guest: await guest(), frames: 60, requireSandbox: 'basic' as const }
  const startRunner = browserStarter({ ...common, chromium: chromium! })
  return await supervisor({ ...common, startRunner, checkTimeout: PLENTY, ...options })
}
