/** The layers around the child process: which of them this machine has, and the command line they make. */
import { dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads'
import { tool, works } from './tools.ts'
import { LAYERS, makers, wrapping, type LayerName, type Machine } from './wrap.ts'

export interface SandboxLayer {
  readonly name: LayerName
  readonly present: boolean
  /** How the layer is made, or why it is missing. */
  readonly detail: string
}

export interface ChildCommand {
  readonly command: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdio: ('pipe' | 'ignore' | 'inherit')[]
}

/** Everything here is for showing what the layers are for: a child of ours is started without options. */
export interface ChildOptions {
  /** A program in the place of the child's: it may read the folder it lies in. */
  readonly runner?: string
  readonly runnerArgs?: readonly string[]
  readonly without?: readonly LayerName[]
  /** What another machine would offer. */
  readonly machine?: Machine
  /** CPU seconds of the child over all its programs. */
  readonly cpuSeconds?: number
}

/** The program of the child; beside this file, from source and from the build. */
export const RUNNER = fileURLToPath(new URL(`./child${extname(import.meta.url)}`, import.meta.url))

const WATCH_PARENT = new URL(`./watch-parent${extname(import.meta.url)}`, import.meta.url).href

/**
 * Caps of the JavaScript heap in MB. A realm with a game in it takes some 10, and all of it is young: the child collects
 * it between programs, see child.ts. V8 promotes nothing while both generations together could pass the first cap: a
 * program that fills the young one would pay for a full collection each time.
 */
const HEAP_MB = 192
const YOUNG_MB = 64

/** The command line of a child in its sandbox. */
export function childCommand(options: ChildOptions = {}): ChildCommand {
  const { runner = RUNNER, runnerArgs = [], without = [], machine = thisMachine(), cpuSeconds } = options
  const has = (layer: LayerName): boolean => !without.includes(layer)
  const watches = machine.setpriv === undefined && has('dies with parent')
  const [command, ...args] = [
    ...wrapping(machine, { has, folder: dirname(runner), cpuSeconds }),
    process.execPath,
    ...nodeArguments(runner, has, watches),
    runner,
    ...runnerArgs,
  ]
  const output = has('descriptors') ? (['ignore', 'pipe'] as const) : (['inherit', 'inherit'] as const)
  return { command, args, env: has('environment') ? {} : process.env, stdio: ['pipe', ...output, 'pipe'] }
}

// Renamed in 22.13; the old name is gone from the newest releases.
const flagOf = (...names: string[]) => names.find((name) => process.allowedNodeEnvironmentFlags.has(name))

function nodeArguments(runner: string, has: (layer: LayerName) => boolean, watches: boolean): string[] {
  const permissions = [
    flagOf('--permission') ?? '--experimental-permission',
    `--allow-fs-read=${join(dirname(runner), '*')}`,
    ...(watches ? ['--allow-worker'] : []),
    // Older releases need none: there the permission model alone keeps the inspector from answering the signal.
    ...(flagOf('--disable-sigusr1') === undefined ? [] : ['--disable-sigusr1']),
  ]
  return [
    ...(has('permissions') ? permissions : []),
    // Should a program get hold of an object of the host (a rejected import() is one), it leads nowhere.
    '--disallow-code-generation-from-strings',
    '--frozen-intrinsics',
    ...(has('heap') ? [`--max-old-space-size=${HEAP_MB}`] : []),
    `--max-semi-space-size=${YOUNG_MB}`,
    `--min-semi-space-size=${YOUNG_MB}`,
    // Collecting beside a program costs more CPU time than it saves wall time: there is a program for every core.
    '--single-threaded-gc',
    '--no-incremental-marking',
    '--no-memory-reducer',
    '--no-warnings',
    ...(watches ? [`--import=${WATCH_PARENT}`] : []),
  ]
}

const MISSING: Partial<Record<LayerName, string>> = {
  network: 'no bwrap, and unshare cannot be used here',
  processes: 'no bwrap, and unshare cannot be used here',
  files: 'bwrap (bubblewrap) cannot be used here',
  limits: 'prlimit (util-linux) cannot be used here',
  'process limit': 'needs prlimit, and a user or a user namespace of the child alone',
  user: 'running as root, and setpriv or another user that can read the program files is missing',
}

/** Finds out what works here; costs a few short processes. */
function probe(): Machine {
  const root = process.getuid?.() === 0
  const usable = (name: string, ...args: string[]): string | undefined => {
    const path = tool(name)
    return path !== undefined && works([path, ...args, 'true']) ? path : undefined
  }
  const found: Machine = {
    prlimit: usable('prlimit', '--core=0'),
    setpriv: usable('setpriv', '--pdeathsig', 'KILL', '--no-new-privs'),
    env: usable('env', '-i'),
    narrow: false,
    freshProc: false,
    root,
    dropsRoot: false,
  }
  const ways = namespaceWays()
  // Better a plain view of the machine than root's rights.
  const drops = root && found.setpriv !== undefined ? [true, false] : [false]
  return drops.flatMap((dropsRoot) => ways.map((way) => ({ ...found, ...way, dropsRoot }))).find(runs) ?? found
}

/** The ways to make namespaces, the best one first, and none last. */
function namespaceWays(): Partial<Machine>[] {
  const bwrap = tool('bwrap')
  const unshare = tool('unshare')
  return [
    ...(bwrap === undefined ? [] : [{ bwrap, narrow: true }, { bwrap }]),
    ...(unshare === undefined ? [] : [{ unshare, freshProc: true }, { unshare }]),
    {},
  ]
}

/** Whether node starts in the layers of this machine, and can read the code of the child. */
function runs(machine: Machine): boolean {
  const prefix = wrapping(machine, { has: () => true, folder: dirname(RUNNER) })
  return works([...prefix, process.execPath, '--eval', 'fs.accessSync(process.argv[1])', RUNNER])
}

const KEY = 'sft-stream:machine'
let probed: Machine | undefined

/** What this machine offers; probed once, for this thread and those that it starts. */
export function thisMachine(): Machine {
  probed ??= (getEnvironmentData(KEY) as Machine | undefined) ?? probe()
  setEnvironmentData(KEY, probed as never)
  return probed
}

/** The layers of the sandbox, missing ones included, for the report and the one line on stderr. */
export function sandboxLayers(): readonly SandboxLayer[] {
  const made = makers(thisMachine())
  return LAYERS.map((name) => ({
    name,
    present: made[name] !== null,
    detail: made[name] ?? MISSING[name] ?? '',
  }))
}
