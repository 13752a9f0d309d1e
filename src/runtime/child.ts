/**
 * The child process: runs one program after the other, each in a fresh realm. Everything it is told comes on fd 0 and
 * everything it says leaves on fd 3. The realm gets no object or function of this file, and gives back strings,
 * numbers and booleans; what a program throws is handed to the realm's own recorder unseen.
 */
import { writeSync } from 'node:fs'
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'
import { Script, constants, createContext, type Context } from 'node:vm'
import type { Driver } from './guest/driver.ts'
import { ANSWER_FD, type Answer, type Request, type Setup } from './protocol.ts'

/** Input scripts end by themselves; this only bounds a domain's mistake. */
const MAX_INPUT_STEPS = 1000

/** What a realm is made of. An engine is compiled when it is first asked for. */
interface Scripts {
  readonly browser: Script
  readonly driver: Script
  readonly engine: (shipped: boolean) => Script
}

type Progress = (at: string) => void

/** Bytes in the young generation that are left free for a program: most need less. */
const ROOM_FOR_ONE = 16 << 20

/** The program that runs now: rejections without a handler are its. */
let current: Driver | null = null

function say(answer: Answer): void {
  const bytes = Buffer.from(JSON.stringify(answer) + '\n')
  for (let sent = 0; sent < bytes.length;) sent += writeSync(ANSWER_FD, bytes, sent)
}

/**
 * A full collection of garbage, to be made between programs: a realm that has ended is dead as a whole then. Left alone,
 * V8 collects in the middle of programs and copies what is about to die: 20 % of the CPU time of a program.
 */
function garbageCollector(): () => void {
  // A realm that is made while this flag is set has the function as a global.
  setFlagsFromString('--expose-gc')
  const collect = new Script('gc').runInContext(createContext()) as () => void
  setFlagsFromString('--no-expose-gc')
  return collect
}

/** Bytes that programs may still fill before V8 collects by itself. */
function youngRoom(): number {
  return getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_available_size ?? 0
}

/** Lets every microtask run and every unhandled rejection be reported. */
function settle(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve))
}

function compileScripts({ browser, engine, deferredEngine, driver }: Setup): Scripts {
  const compiled = new Map<string, Script>()
  const once = (filename: string, text: string): Script => {
    const script = compiled.get(filename) ?? new Script(text, { filename })
    compiled.set(filename, script)
    return script
  }
  return {
    browser: new Script(browser, { filename: 'browser.js' }),
    driver: new Script(driver, { filename: 'driver.js' }),
    engine: (shipped) =>
      shipped || deferredEngine === null ? once('engine.js', engine) : once('deferred-engine.js', deferredEngine),
  }
}

/** How a realm is made: with which engine, and on which renderer. */
interface Kind {
  readonly shipped: boolean
  readonly webgl: boolean
}

/** A realm that is a browser page with the engine loaded, and the functions to drive it. */
function openRealm(scripts: Scripts, { shipped, webgl }: Kind): { context: Context; driver: Driver } {
  const codeGeneration = { strings: true, wasm: false }
  const context = createContext(constants.DONT_CONTEXTIFY, { codeGeneration })
  const run = (script: Script): unknown => script.runInContext(context, { displayErrors: false })
  const makeRealm = run(scripts.browser) as (webgl: boolean) => unknown
  const realm = makeRealm(webgl)
  run(scripts.engine(shipped))
  const makeDriver = run(scripts.driver) as (realm: unknown) => Driver
  const { fail, thrown, opened, frame, input, errors, wantsWebgl, report } = makeDriver(realm)
  return { context, driver: { fail, thrown, opened, frame, input, errors, wantsWebgl, report } }
}

function compileProgram(code: string, programFile: string, driver: Driver): Script | null {
  try {
    return new Script(code, { filename: programFile })
  } catch (error) {
    // An error of this realm: only its text may cross.
    const { name, message, stack } = error as Error
    const line = /^[^\n]*:(\d+)\n/.exec(String(stack))
    driver.fail('compile', `${name}: ${message}`, Number(line?.[1] ?? 0), 0)
    return null
  }
}

async function play(
  script: Script,
  context: Context,
  driver: Driver,
  frames: number,
  progress: Progress,
): Promise<void> {
  const runFrame = async (at: string): Promise<void> => {
    while (driver.frame() === true) await settle()
    progress(at)
    await settle()
  }
  const runFrames = async (): Promise<void> => {
    for (let i = 0; i < frames; i++) await runFrame('frame')
  }
  progress('top level')
  try {
    script.runInContext(context, { displayErrors: false })
  } catch (error) {
    driver.thrown('toplevel', error)
  }
  await settle()
  progress('page load')
  driver.opened()
  await settle()
  progress('frame')
  await runFrames()
  for (let step = 0; step < MAX_INPUT_STEPS && driver.input(step) === true; step++) {
    await runFrame('input')
  }
  await runFrames()
}

/** Runs a program once and returns its observations as JSON. */
async function runOnce(
  scripts: Scripts,
  { programFile, frames }: Setup,
  code: string,
  kind: Kind,
  progress: Progress,
): Promise<{ report: string; clean: boolean; wantsWebgl: boolean }> {
  const { context, driver } = openRealm(scripts, kind)
  const script = compileProgram(code, programFile, driver)
  if (script !== null) {
    current = driver
    try {
      await play(script, context, driver, frames, progress)
    } catch (error) {
      // The program broke the page so badly that the driver itself threw.
      driver.thrown('page', error)
    }
    current = null
  }
  const report = String(driver.report())
  // The observations may have called what the program left there: its last microtasks are its own fault, not the next's.
  await settle()
  return { report, clean: driver.errors() === 0, wantsWebgl: driver.wantsWebgl() === true }
}

/** On the canvas first; what went wrong there counts only if it goes wrong with WebGL too. */
async function runProgram(
  scripts: Scripts,
  setup: Setup,
  { code, shipped, webgl }: Request,
  progress: Progress,
): Promise<string> {
  const canvas = await runOnce(scripts, setup, code, { shipped, webgl: false }, progress)
  if (!webgl || !canvas.wantsWebgl) return canvas.report
  const retry = await runOnce(scripts, setup, code, { shipped, webgl: true }, progress)
  return retry.clean ? retry.report : canvas.report
}

/** The lines on stdin, until it ends: which it does when the supervisor dies. */
async function* lines(): AsyncGenerator<string> {
  // The first line is megabytes long and comes in pieces: they are put together once.
  let pieces: string[] = []
  process.stdin.setEncoding('utf8')
  for await (const chunk of process.stdin) {
    const [first, ...rest] = String(chunk).split('\n')
    pieces.push(first)
    for (const piece of rest) {
      yield pieces.join('')
      pieces = [piece]
    }
  }
}

async function serve(): Promise<void> {
  let setup: Setup | null = null
  let scripts: Scripts | null = null
  for await (const line of lines()) {
    if (setup === null || scripts === null) {
      setup = JSON.parse(line) as Setup
      scripts = compileScripts(setup)
      openRealm(scripts, { shipped: false, webgl: false })
      say({ ready: true })
      continue
    }
    const request = JSON.parse(line) as Request
    const { id, trace } = request
    let count = 0
    const progress = trace
      ? (at: string) => say({ id, at: at === 'frame' || at === 'input' ? `${at} ${count++}` : at })
      : () => undefined
    say({ id, report: await runProgram(scripts, setup, request, progress) })
    if (youngRoom() < ROOM_FOR_ONE) collect()
  }
}

// A realm lives for 50 ms: with the default budget V8 spends a third of that on optimising code that is then thrown
// away. Measured: 25 -> 16 ms for the engine alone.
setFlagsFromString('--interrupt-budget=1000000')
// Realms see the time zone of the process.
process.env.TZ = 'UTC'
process.on('unhandledRejection', (reason) => current?.thrown('promise', reason))
// Between programs the end of stdin tells that the supervisor is gone.
process.stdin.on('end', () => process.exit(0))
const collect = garbageCollector()
await serve()
