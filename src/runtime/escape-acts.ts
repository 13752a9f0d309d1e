/**
 * What hostile Node code would do: the acts that the layers around the child are there to stop. Started in the place
 * of child.ts with the name of an act and its target; says on the answers' descriptor whether the act succeeded.
 */
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { openSync, readFileSync, readlinkSync, writeFileSync, writeSync } from 'node:fs'
import { open as openInspector, url as inspectorUrl } from 'node:inspector'
import { connect, type NetConnectOpts } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { ANSWER_FD, type Answer } from './protocol.ts'

/** What came of an act; `detail` is for people. */
export interface ActResult {
  readonly done: boolean
  readonly detail: string
}

/** More than any layer allows, and little enough for the machine. */
const MANY_PROCESSES = 100
const MANY_FILES = 200
const MANY_MEGABYTES = 1500
const HEAP_MEGABYTES = 250

/** Succeeds by returning what it got; is stopped by an error, a signal, or the end of the process. */
type Act = (target: string) => unknown

/** The type of `process` leaves out what is not for programs. */
const hidden = process as unknown as { binding(name: string): object }

const ACTS = {
  'read a file': (path) => found(readFileSync(path, 'utf8').split(/[\n\0]/).filter(Boolean)),
  'write a file': (folder) => writeFileSync(join(folder, randomUUID()), 'x'),
  'start a process': (path) => exitOf(path),
  'start many processes': (path) => startMany(path),
  'start a thread': () => new Worker('0', { eval: true }).unref(),
  'load native code': (path) => loadNative(path),
  'use internal modules': () => Object.keys(hidden.binding('fs')).length,
  'open the inspector': () => openInspector(0),
  'open the inspector by signal': () => inspectorBySignal(),
  'run WebAssembly with system calls': async () => new (await import('node:wasi')).WASI({ version: 'preview1' }),
  'connect to a port': (port) => connected({ host: '127.0.0.1', port: Number(port) }),
  'connect to an abstract socket': (name) => connected({ path: '\0' + name }),
  'signal a process': (pid) => process.kill(Number(pid), 'SIGKILL'),
  'read the environment': () => found(Object.keys(process.env)),
  'keep privileges': () => found(privileges()),
  'open many files': () => Array.from({ length: MANY_FILES }, () => openSync('/dev/null', 'r')).length,
  'reserve memory': () => reserve(),
  'fill the heap': () => fill(),
  'burn CPU time': (milliseconds) => burn(Number(milliseconds)),
  'leave a core file': () => found(coreLimit() === '0' ? [] : [coreLimit()]),
  'reach our stdout': (ours) => found([readlinkSync('/proc/self/fd/1')].filter((own) => own === ours)),
  'write to stdout': (text) => writeSync(1, text),
  'write to stderr': (text) => writeSync(2, text),
  'outlive the parent': () => outlive(),
} as const satisfies Record<string, Act>

export type ActName = keyof typeof ACTS

/** Tells how much there was to read, not what: the things may be secrets. */
function found(things: readonly string[]): string {
  if (things.length === 0) throw new Error('nothing there')
  return `found ${things.length}`
}

function exitOf(path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    spawn(path, { stdio: 'ignore' })
      .once('error', reject)
      .once('exit', () => resolve())
  })
}

async function startMany(path: string): Promise<number> {
  for (let count = 0; count < MANY_PROCESSES; count++) {
    const process = spawn(path, ['60'], { stdio: 'ignore' })
    await new Promise((resolve, reject) => process.once('spawn', resolve).once('error', reject))
  }
  return MANY_PROCESSES
}

/** A system library is no addon: that it is refused as one tells that it was loaded. */
function loadNative(path: string): void {
  try {
    process.dlopen({ exports: {} }, path)
  } catch (error) {
    if (!/did not self-register/.test(String(error))) throw error
  }
}

async function inspectorBySignal(): Promise<void> {
  // Not the usual port, where somebody may be debugging.
  process.debugPort = 20_000 + Math.floor(Math.random() * 10_000)
  process.kill(process.pid, 'SIGUSR1')
  for (let tries = 0; tries < 40; tries++) {
    if (inspectorUrl() !== undefined) return
    await sleep(25)
  }
  throw new Error('nothing listens')
}

function connected(options: NetConnectOpts): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(options, () => {
      socket.destroy()
      resolve('connected')
    })
    socket.once('error', reject)
  })
}

/** Capabilities, and whether a set-user-ID program would give new ones. */
function privileges(): string[] {
  const status = readFileSync('/proc/self/status', 'utf8').split('\n')
  const isPrivilege = (line: string) => /^Cap(Prm|Eff):\s*0*[1-9a-f]/.test(line) || /^NoNewPrivs:\s*0/.test(line)
  return status.filter(isPrivilege)
}

/** The hard limit, which a process can raise its soft one to. */
function coreLimit(): string {
  return /^Max core file size\s+\S+\s+(\S+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1] ?? ''
}

function reserve(): string {
  const held = Array.from({ length: MANY_MEGABYTES / 100 }, () => new ArrayBuffer(100 << 20))
  return `${held.length * 100} MB`
}

function fill(): string {
  const held: object[] = []
  // 8 bytes an element.
  while (held.length < HEAP_MEGABYTES) held.push(Array.from({ length: 1 << 17 }, () => 0.5))
  return `${held.length} MB`
}

function burn(milliseconds: number): void {
  const used = () => process.cpuUsage().user + process.cpuUsage().system
  for (const start = used(); used() - start < milliseconds * 1000;);
}

/** Answers as a good child does, and is never heard of again. */
function outlive(): void {
  say({ ready: true })
  burn(Infinity)
}

function say(answer: ActResult | Answer): void {
  writeSync(ANSWER_FD, JSON.stringify(answer) + '\n')
}

const [, , name, target = ''] = process.argv
try {
  const got: unknown = await ACTS[name as ActName](target)
  say({ done: true, detail: typeof got === 'string' || typeof got === 'number' ? String(got) : '' })
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException
  say({ done: false, detail: code ?? message })
}
process.kill(process.pid, 'SIGKILL')
