/**
 * The child process: runs one program after the other, each in a fresh realm. Everything it is told comes on fd 0 and
 * everything it says leaves on fd 3. The realm gets no object or function of this file, and gives back strings,
 * numbers and booleans; what a program throws is handed to the realm's own recorder unseen.
 */
import { writeSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import { Script, constants, createContext, type Context } from 'node:vm'
import type { Driver } from './guest/driver.ts'
import { ANSWER_FD, WATCH_PARENT, type Answer, type Request, type Setup } from './protocol.ts'

/** Input scripts end by themselves; this only bounds a domain's mistake. */
const MAX_INPUT_STEPS = 1000

interface Scripts {
  readonly browser: Script
  readonly engine: Script
  readonly driver: Script
}

type Progress = (at: string) => void

/** The program that runs now: rejections without a handler are its. */
let current: Driver | null = null

function say(answer: Answer): void {
  const bytes = Buffer.from(JSON.stringify(answer) + '\n')
  for (let sent = 0; sent < bytes.length;) sent += writeSync(ANSWER_FD, bytes, sent)
}

/** Ends this process when its parent is gone, even while a program keeps the main thread busy. */
function watchParent(): void {
  const watch = `const parent = process.ppid
setInterval(() => { if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL') }, 1000)`
  new Worker(watch, { eval: true, env: {} }).unref()
}

/** Lets every microtask run and every unhandled rejection be reported. */
function settle(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve))
}

function compileScripts({ browser, engine, driver }: Setup): Scripts {
  return {
    browser: new Script(browser, { filename: 'browser.js' }),
    engine: new Script(engine, { filename: 'engine.js' }),
    driver: new Script(driver, { filename: 'driver.js' }),
  }
}

/** A realm that is a browser page with the engine loaded, and the functions to drive it. */
function openRealm(scripts: Scripts, webgl: boolean): { context: Context; driver: Driver } {
  const codeGeneration = { strings: true, wasm: false }
  const context = createContext(constants.DONT_CONTEXTIFY, { codeGeneration })
  const run = (script: Script): unknown => script.runInContext(context, { displayErrors: false })
  const makeRealm = run(scripts.browser) as (webgl: boolean) => unknown
  const realm = makeRealm(webgl)
  run(scripts.engine)
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
  const runFrames = async (): Promise<void> => {
    for (let i = 0; i < frames; i++) {
      driver.frame()
      progress('frame')
      await settle()
    }
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
    driver.frame()
    progress('input')
    await settle()
  }
  await runFrames()
}

/** Runs a program once and returns its observations as JSON. */
async function runOnce(
  scripts: Scripts,
  { programFile, frames }: Setup,
  code: string,
  webgl: boolean,
  progress: Progress,
): Promise<{ report: string; clean: boolean; wantsWebgl: boolean }> {
  const { context, driver } = openRealm(scripts, webgl)
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
  return { report: String(driver.report()), clean: driver.errors() === 0, wantsWebgl: driver.wantsWebgl() === true }
}

/** On the canvas first; what went wrong there counts only if it goes wrong with WebGL too. */
async function runProgram(scripts: Scripts, setup: Setup, code: string, progress: Progress): Promise<string> {
  const canvas = await runOnce(scripts, setup, code, false, progress)
  if (!canvas.wantsWebgl) return canvas.report
  const webgl = await runOnce(scripts, setup, code, true, progress)
  return webgl.clean ? webgl.report : canvas.report
}

/** The lines on stdin, until it ends: which it does when the supervisor dies. */
async function* lines(): AsyncGenerator<string> {
  let rest = ''
  process.stdin.setEncoding('utf8')
  for await (const chunk of process.stdin) {
    const parts = (rest + String(chunk)).split('\n')
    rest = parts.pop()!
    yield* parts
  }
}

async function serve(): Promise<void> {
  let setup: Setup | null = null
  let scripts: Scripts | null = null
  for await (const line of lines()) {
    if (setup === null || scripts === null) {
      setup = JSON.parse(line) as Setup
      scripts = compileScripts(setup)
      openRealm(scripts, false)
      say({ ready: true })
      continue
    }
    const { id, code, trace } = JSON.parse(line) as Request
    let count = 0
    const progress = trace
      ? (at: string) => say({ id, at: at === 'frame' || at === 'input' ? `${at} ${count++}` : at })
      : () => undefined
    say({ id, report: await runProgram(scripts, setup, code, progress) })
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
if (process.argv.includes(WATCH_PARENT)) watchParent()
await serve()
