/** Supervisors that run programs in a real Chromium. */
import { guest } from '../../../src/domains/phaser/guest/index.ts'
import { browserStarter } from '../../../src/runtime/browser/browser-runner.ts'
import { findChromium } from '../../../src/runtime/browser/chromium.ts'
import type { Supervisor, SupervisorOptions } from '../../../src/runtime/supervisor.ts'
import { supervisor } from '../helpers.ts'

/** Path of Chromium; undefined where there is none. */
export const chromium = await findChromium(undefined).catch(() => undefined)

/** For tests that need a browser. */
export const skip = chromium === undefined ? 'needs Chromium' : false

/** CPU seconds that no program needs, however busy the machine is. */
const PLENTY = 60

export async function browserSupervisor(options: Partial<SupervisorOptions> = {}): Promise<Supervisor> {
  const common = { guest: guest(), frames: 60, requireSandbox: 'basic' as const }
  const startRunner = browserStarter({ ...common, chromium: chromium! })
  return await supervisor({ ...common, startRunner, checkTimeout: PLENTY, ...options })
}
