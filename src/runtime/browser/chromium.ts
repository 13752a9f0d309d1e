/** Where Chromium is, what it is started with, and what keeps it from the network. */
import { spawnSync } from 'node:child_process'
import { accessSync, constants, statSync } from 'node:fs'
import { join } from 'node:path'
import { SftError, messageOf } from '../../errors.ts'
import { loadPlaywright, requirePlaywright, type Browser } from './playwright.ts'

/** PATH is not to be trusted, and a worker has none. */
const FOLDERS = ['/usr/bin', '/usr/local/bin', '/bin', '/opt/google/chrome', '/snap/bin']
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const APPLICATIONS = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

const LAUNCH_MS = 60_000

/**
 * Every request is answered or refused before it is made (see page-run.ts). Should one escape that, there is no name
 * that resolves, and no proxy behind the one that all traffic has to take, loopback included.
 */
const NO_NETWORK = [
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--proxy-server=http://nowhere.invalid:1',
  '--proxy-bypass-list=<-loopback>',
  '--webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const ARGUMENTS = [
  ...NO_NETWORK,
  '--no-first-run',
  // Without it Chromium does not tell its command line, and so not where its profile is.
  '--enable-automation',
  '--mute-audio',
  // WebGL on every machine, and the same one: in software.
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  // Nobody looks at the page: to put it together in software as well took a fifth of a program's CPU time.
  '--disable-gpu-compositing',
]

const HINT =
  'install Chromium or Chrome (Debian: apt-get install chromium; anywhere: npx playwright-core install chromium), ' +
  'or say where it is with --chromium PATH'

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

/** Path of the Chromium to use: `wanted`, or the first one found. Throws ERR_MISSING_COMPONENT. */
export async function findChromium(wanted: string | undefined): Promise<string> {
  requirePlaywright()
  if (wanted !== undefined) {
    if (isProgram(wanted)) return wanted
    throw new SftError('ERR_MISSING_COMPONENT', `there is no program ${wanted}`, { hint: HINT })
  }
  const usual = [...FOLDERS.flatMap((folder) => NAMES.map((name) => join(folder, name))), ...APPLICATIONS]
  const found = usual.find(isProgram)
  if (found !== undefined) return found
  const own = (await loadPlaywright()).chromium.executablePath()
  if (isProgram(own)) return own
  throw new SftError('ERR_MISSING_COMPONENT', 'Chromium is not installed', { hint: HINT })
}

/** "156.0.8078.108", for the verdict cache; costs a short process. Throws ERR_MISSING_COMPONENT. */
export function chromiumVersion(executable: string): string {
  const { stdout, error } = spawnSync(executable, ['--version'], { encoding: 'utf8', timeout: LAUNCH_MS })
  const version = /\d+(\.\d+){3}/.exec(stdout ?? '')?.[0]
  if (version !== undefined) return version
  const why = error === undefined ? 'it does not tell its version' : messageOf(error)
  throw new SftError('ERR_MISSING_COMPONENT', `${executable} is no browser that works: ${why}`, { hint: HINT })
}

/** Chromium's own sandbox refuses to work for root. */
const hasOwnSandbox = (): boolean => process.getuid?.() !== 0

export interface BrowserLayer {
  readonly name: 'browser sandbox' | 'network'
  readonly present: boolean
  /** How the layer is made, or why it is missing. */
  readonly detail: string
}

/** What stands between a program in the browser and the machine. */
export function browserLayers(): BrowserLayer[] {
  const present = hasOwnSandbox()
  const own = present ? 'Chromium’s own' : 'Chromium does without its own when it is run as root'
  return [
    { name: 'browser sandbox', present, detail: own },
    { name: 'network', present: true, detail: 'requests are refused, no name resolves, the one proxy does not exist' },
  ]
}

/** Starts Chromium, which may write into `folder` alone. Throws ERR_MISSING_COMPONENT when it does not start. */
export async function launchChromium(executable: string, folder: string): Promise<Browser> {
  const { chromium } = await loadPlaywright()
  try {
    return await chromium.launch({
      executablePath: executable,
      args: ARGUMENTS,
      chromiumSandbox: hasOwnSandbox(),
      // Launchers are shell scripts; nothing else of our environment is theirs.
      env: { PATH: '/usr/bin:/bin', HOME: folder, TMPDIR: folder, TZ: 'UTC' },
      // Signals are for us; without us the pipe closes, and the browser ends.
      handleSIGHUP: false,
      handleSIGINT: false,
      handleSIGTERM: false,
      timeout: LAUNCH_MS,
      artifactsDir: folder,
    })
  } catch (cause) {
    const [first] = messageOf(cause).split('\n')
    throw new SftError('ERR_MISSING_COMPONENT', `${executable} does not start: ${first}`, { cause, hint: HINT })
  }
}
