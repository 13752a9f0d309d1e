/** The layers around the child process: which of them this machine has, and the command line they make. */
import { accessSync, constants, statSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface SandboxLayer {
  readonly name: string
  readonly present: boolean
  /** How the layer is made, or why it is missing. */
  readonly detail: string
}

export interface Sandbox {
  /** False when the child must watch its parent itself. */
  readonly diesWithParent: boolean
  readonly layers: readonly SandboxLayer[]
  /** Command and arguments to put before the node command. */
  readonly wrap: readonly string[]
}

/** Private memory of one child, in bytes: bounds what the heap cap does not see. Node 26 itself maps 600 MB of it. */
const DATA_BYTES = 1024 * 2 ** 20

/** CPU seconds of one child over all its programs: the end of a child that nobody watches any more. */
const CPU_SECONDS = 900

/** The program of the child; beside this file, from source and from the build. */
export const RUNNER = fileURLToPath(new URL(`./child${extname(import.meta.url)}`, import.meta.url))

/** The overflow user: owns nothing on any machine. */
const NOBODY = 65534

/** Where system tools are: the environment of a worker is empty, and PATH is not to be trusted anyway. */
const TOOL_FOLDERS = ['/usr/bin', '/bin', '/usr/sbin', '/sbin', '/usr/local/bin']

function tool(name: string): string | undefined {
  return TOOL_FOLDERS.map((folder) => join(folder, name)).find((path) => {
    try {
      accessSync(path, constants.X_OK)
      return statSync(path).isFile()
    } catch {
      return false
    }
  })
}

/** Whether the command runs here: kernels and containers forbid what the tool itself could do. */
function works(command: readonly string[]): boolean {
  const { status } = spawnSync(command[0], command.slice(1), {
    env: {},
    stdio: 'ignore',
    timeout: 10_000,
    killSignal: 'SIGKILL',
  })
  return status === 0
}

interface Part {
  readonly names: readonly string[]
  readonly detail: string
  readonly args: readonly string[]
}

/** The first of the ways that works, as the layers it makes; none when no way does. */
function firstThatWorks(parts: readonly (Part | undefined)[], check: readonly string[]): Part | undefined {
  return parts.find((part) => part !== undefined && works([...part.args, ...check]))
}

const isRoot = () => process.getuid?.() === 0

function namespaces(): Part | undefined {
  const names = ['network', 'processes']
  const bwrap = tool('bwrap')
  const unshare = tool('unshare')
  const user = isRoot() ? [] : ['--user', '--map-current-user']
  return firstThatWorks(
    [
      bwrap === undefined
        ? undefined
        : {
            names: [...names, 'files'],
            detail: 'bwrap: no network, own PID namespace, everything read-only',
            args: [
              bwrap,
              '--ro-bind',
              '/',
              '/',
              '--dev',
              '/dev',
              '--proc',
              '/proc',
              '--unshare-net',
              '--unshare-pid',
              '--unshare-ipc',
              '--die-with-parent',
            ],
          },
      unshare === undefined
        ? undefined
        : {
            names,
            detail: 'unshare: no network, own PID namespace',
            args: [unshare, ...user, '--net', '--ipc', '--pid', '--fork', '--kill-child=KILL'],
          },
    ],
    ['true'],
  )
}

function limits(): Part | undefined {
  const prlimit = tool('prlimit')
  if (prlimit === undefined) return undefined
  const args = [prlimit, `--cpu=${CPU_SECONDS}`, `--data=${DATA_BYTES}`, '--core=0', '--fsize=0', '--nofile=64']
  return firstThatWorks(
    [{ names: ['limits'], detail: `prlimit: ${CPU_SECONDS} CPU s, ${DATA_BYTES / 2 ** 20} MB`, args }],
    ['true'],
  )
}

/** Drops root, and dies with whoever started it: last of all, because a change of user forgets the second. */
function privileges(reads: readonly string[]): Part | undefined {
  const setpriv = tool('setpriv')
  if (setpriv === undefined) return undefined
  const plain = [setpriv, '--pdeathsig', 'KILL', '--no-new-privs']
  const nobody = [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--bounding-set=-all']
  const dying = { names: [DYING], detail: 'setpriv: parent-death signal, no new privileges', args: plain }
  if (!isRoot()) return firstThatWorks([{ ...dying, names: [...dying.names, 'user'] }], ['true'])
  const unprivileged = {
    names: [DYING, 'user'],
    detail: `setpriv: user ${NOBODY}, parent-death signal`,
    args: [...plain, ...nobody],
  }
  const readable = reads.flatMap((file) => ['-r', file, '-a']).slice(0, -1)
  return (
    firstThatWorks([unprivileged], ['test', ...readable, '-a', '-x', process.execPath]) ??
    firstThatWorks([dying], ['true'])
  )
}

const DYING = 'dies with parent'

const EXPECTED: Record<string, string> = {
  network: 'no bwrap, and unshare cannot be used here',
  processes: 'no bwrap, and unshare cannot be used here',
  limits: 'prlimit (util-linux) cannot be used here',
  user: 'running as root, and setpriv or another user that can read the program files is missing',
}

/** Probes the machine; costs a few short processes. `reads` are the files that the child must be able to read. */
function probe(reads: readonly string[]): Sandbox {
  const spaces = namespaces()
  const parts = [spaces, limits(), privileges(reads)].filter((part) => part !== undefined)
  // Whoever starts the namespace waits outside it: that process must die with us as well.
  const setpriv = tool('setpriv')
  const dying = setpriv === undefined ? [] : [setpriv, '--pdeathsig', 'KILL']
  const outer = spaces !== undefined && setpriv !== undefined && works([...dying, 'true']) ? dying : []
  const dies = parts.find(({ names }) => names.includes(DYING))
  const layers = [
    { name: 'permissions', present: true, detail: 'permission model of Node: reads its own code and nothing else' },
    { name: 'heap', present: true, detail: 'cap on the JavaScript heap' },
    { name: DYING, present: true, detail: dies?.detail ?? 'a thread of the child watches its parent' },
    ...Object.entries(EXPECTED).map(([name, missing]) => {
      const part = parts.find(({ names }) => names.includes(name))
      return { name, present: part !== undefined, detail: part?.detail ?? missing }
    }),
  ]
  // Whoever instruments spawn() in our process (coverage, monitoring) puts NODE_OPTIONS into the empty environment.
  const env = tool('env')
  const bare = env === undefined ? [] : [env, '-i']
  return { diesWithParent: dies !== undefined, layers, wrap: [...outer, ...parts.flatMap(({ args }) => args), ...bare] }
}

let probed: Sandbox | undefined

/** The sandbox of this machine; probed once. */
export function sandbox(): Sandbox {
  probed ??= probe([RUNNER])
  return probed
}

/** The layers of the sandbox, missing ones included, for the report and the one line on stderr. */
export function sandboxLayers(): readonly SandboxLayer[] {
  return sandbox().layers
}
