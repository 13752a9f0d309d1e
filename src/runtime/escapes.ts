/** The layers around the child, tried out: hostile acts in its place, and what becomes of them. */
import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { ActName, ActResult } from './escape-acts.ts'
import { ANSWER_FD } from './protocol.ts'
import { childCommand, type ChildOptions } from './sandbox.ts'
import { tool } from './tools.ts'
import type { LayerName } from './wrap.ts'

/** An act that one layer stops. `beside` are the other layers that would stop it too: left out to see this one work. */
export interface Escape {
  readonly layer: LayerName
  readonly act: ActName
  readonly target?: keyof Targets
  readonly beside?: readonly LayerName[]
  /** An ordinary user cannot do it anyway: that the layer stops it shows for root alone. */
  readonly asRoot?: boolean
}

/** What hostile code goes for. All of it is made for the purpose. */
export interface Targets {
  /** A file that everybody may read, and one for its owner alone. */
  readonly file: string
  readonly secret: string
  /** A folder that everybody may write to. */
  readonly folder: string
  readonly program: string
  readonly sleeper: string
  readonly library: string
  readonly port: string
  readonly socket: string
  /** Another process of ours. */
  readonly victim: string
  readonly victimEnvironment: string
  readonly ownEnvironment: string
  readonly cpuMilliseconds: string
  /** What our stdout is, to the kernel. */
  readonly stdout: string
}

const UNSEEN = ['permissions', 'files'] as const

export const ESCAPES: readonly Escape[] = [
  { layer: 'permissions', act: 'read a file', target: 'file', beside: ['files'] },
  { layer: 'permissions', act: 'write a file', target: 'folder', beside: ['files', 'limits'] },
  { layer: 'permissions', act: 'start a process', target: 'program' },
  { layer: 'permissions', act: 'start a thread' },
  { layer: 'permissions', act: 'load native code', target: 'library' },
  { layer: 'permissions', act: 'use internal modules' },
  { layer: 'permissions', act: 'open the inspector', beside: ['network'] },
  { layer: 'permissions', act: 'open the inspector by signal', beside: ['network'] },
  { layer: 'permissions', act: 'run WebAssembly with system calls' },
  { layer: 'heap', act: 'fill the heap', beside: ['limits'] },
  { layer: 'environment', act: 'read the environment', beside: UNSEEN },
  { layer: 'environment', act: 'read a file', target: 'ownEnvironment', beside: UNSEEN },
  { layer: 'descriptors', act: 'reach our stdout', target: 'stdout', beside: UNSEEN },
  { layer: 'network', act: 'connect to a port', target: 'port', beside: ['permissions'] },
  { layer: 'network', act: 'connect to an abstract socket', target: 'socket', beside: ['permissions'] },
  { layer: 'processes', act: 'signal a process', target: 'victim', beside: ['user'] },
  { layer: 'processes', act: 'read a file', target: 'victimEnvironment', beside: [...UNSEEN, 'user'], asRoot: true },
  { layer: 'files', act: 'read a file', target: 'file', beside: ['permissions'] },
  { layer: 'files', act: 'write a file', target: 'folder', beside: ['permissions', 'limits'] },
  { layer: 'limits', act: 'write a file', target: 'folder', beside: UNSEEN },
  { layer: 'limits', act: 'open many files', beside: ['permissions'] },
  { layer: 'limits', act: 'reserve memory' },
  { layer: 'limits', act: 'burn CPU time', target: 'cpuMilliseconds' },
  { layer: 'limits', act: 'leave a core file', beside: ['permissions'] },
  { layer: 'process limit', act: 'start many processes', target: 'sleeper', beside: ['permissions'] },
  { layer: 'user', act: 'read a file', target: 'secret', beside: UNSEEN, asRoot: true },
  { layer: 'user', act: 'signal a process', target: 'victim', beside: ['processes'], asRoot: true },
  { layer: 'user', act: 'keep privileges', beside: ['permissions'], asRoot: true },
]

/** Our own process, which hostile code may be told of but must not reach. */
const RUNNER = fileURLToPath(new URL(`./escape-acts${extname(import.meta.url)}`, import.meta.url))

/** Seconds of CPU and wall time for one act: a burning one stops at the first. */
const CPU_SECONDS = 1
const WALL_MS = 20_000

/** The command line of an act. Test machinery: the layers are the child's own. */
export function actCommand(act: ActName, target: string, options: ChildOptions): ReturnType<typeof childCommand> {
  return childCommand({ ...options, runner: RUNNER, runnerArgs: [act, target], cpuSeconds: CPU_SECONDS })
}

/** Commits an act in the child's place, in the layers that `options` leave. An act without an answer failed. */
export async function commit(
  { act, target }: Pick<Escape, 'act' | 'target'>,
  targets: Targets,
  options: Pick<ChildOptions, 'without' | 'machine'> = {},
): Promise<ActResult> {
  const { command, args, env, stdio } = actCommand(act, target === undefined ? '' : targets[target], options)
  const child = spawn(command, args, { env, cwd: '/', detached: true, stdio })
  const timer = setTimeout(() => endGroup(child.pid), WALL_MS)
  const said = read(child.stdio[ANSWER_FD] as Readable)
  const complaint = read(child.stderr)
  const ended = await new Promise<string>((resolve) => {
    child.once('error', ({ message }) => resolve(message))
    child.once('exit', (code, signal) => resolve(signal ?? `code ${code}`))
  })
  endGroup(child.pid)
  clearTimeout(timer)
  const [line] = (await said).split('\n')
  if (line !== '') return JSON.parse(line) as ActResult
  const fatal = /FATAL ERROR: (.*)/.exec(await complaint)
  return { done: false, detail: fatal?.[1] ?? ended }
}

/** Kills a process group, the process of that id and all below it. */
export function endGroup(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // Nothing is left of it.
  }
}

async function read(stream: Readable | null): Promise<string> {
  let text = ''
  for await (const chunk of stream?.setEncoding('utf8') ?? []) text += String(chunk)
  return text
}

/** Makes the targets, and takes them away when `use` is done. */
export async function withTargets<T>(use: (targets: Targets) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'sft-stream-escape-'))
  const victim = sleepingVictim()
  const name = `sft-stream-${randomUUID()}`
  const tcp = await listening({ host: '127.0.0.1', port: 0 })
  const abstract = await listening({ path: '\0' + name })
  try {
    return await use({ ...files(folder), ...processes(victim), port: portOf(tcp), socket: name })
  } finally {
    for (const server of [tcp, abstract]) server?.close()
    victim.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
}

function sleepingVictim(): ChildProcess {
  return spawn(tool('sleep') ?? 'sleep', ['600'], { env: { SECRET: 'of the victim' }, stdio: 'ignore' })
}

function processes({ pid }: ChildProcess): Pick<Targets, 'victim' | 'victimEnvironment'> {
  return { victim: String(pid), victimEnvironment: `/proc/${pid}/environ` }
}

function files(folder: string): Omit<Targets, 'port' | 'socket' | 'victim' | 'victimEnvironment'> {
  const open = join(folder, 'open')
  mkdirSync(open)
  writeFileSync(join(folder, 'file'), 'public')
  writeFileSync(join(folder, 'secret'), 'secret', { mode: 0o600 })
  // Whatever the umask says.
  chmodSync(folder, 0o755)
  chmodSync(open, 0o777)
  chmodSync(join(folder, 'file'), 0o644)
  return {
    file: join(folder, 'file'),
    secret: join(folder, 'secret'),
    folder: open,
    program: tool('true') ?? 'true',
    sleeper: tool('sleep') ?? 'sleep',
    library: systemLibrary(),
    ownEnvironment: '/proc/self/environ',
    cpuMilliseconds: String(CPU_SECONDS * 1500),
    stdout: ownStdout(),
  }
}

/** A library that this process has loaded itself. */
function systemLibrary(): string {
  const { sharedObjects = [] } = process.report.getReport() as { sharedObjects?: string[] }
  return sharedObjects.find((path) => /libm\.|libdl\.|libSystem/.test(path)) ?? ''
}

function ownStdout(): string {
  try {
    const path = readlinkSync('/proc/self/fd/1')
    // Where the child's goes too.
    return path === '/dev/null' ? 'nowhere' : path
  } catch {
    return 'nowhere'
  }
}

function listening(options: { host: string; port: number } | { path: string }): Promise<Server | null> {
  const server = createServer((socket) => socket.destroy())
  return new Promise((resolve) => {
    server.once('error', () => resolve(null))
    server.listen(options, () => resolve(server))
  })
}

const portOf = (server: Server | null): string => String((server?.address() as AddressInfo | null)?.port ?? 0)
