/** The command line around a child: from what the machine offers, and the layers that are wanted, its arguments. */
import { existsSync, lstatSync, readlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Every layer, in the order in which the documentation tells of them. */
export const LAYERS = [
  'permissions',
  'heap',
  'environment',
  'descriptors',
  'dies with parent',
  'network',
  'processes',
  'files',
  'limits',
  'process limit',
  'user',
] as const

export type LayerName = (typeof LAYERS)[number]

/** What the machine offers to put around a child: plain data, so that threads can hand it on. */
export interface Machine {
  /** Paths of the tools that work here. */
  readonly bwrap?: string
  readonly unshare?: string
  readonly prlimit?: string
  readonly setpriv?: string
  readonly env?: string
  /** bwrap shows the child a file system of system folders and its own code. */
  readonly narrow: boolean
  /** unshare can mount a /proc of the new PID namespace. */
  readonly freshProc: boolean
  readonly root: boolean
  /** root only: setpriv can change to a user that can read the child's code. */
  readonly dropsRoot: boolean
}

/** The wrapped child may read these; `has` says which layers are wanted. */
export interface WrapOptions {
  readonly has: (layer: LayerName) => boolean
  /** The folder of the child's code. */
  readonly folder: string
  readonly cpuSeconds?: number
}

/** Private memory of one child, in bytes: bounds what the heap cap does not see. Node 26 itself maps 600 MB of it. */
const DATA_BYTES = 1024 * 2 ** 20

/** CPU seconds of one child over all its programs: the end of a child that nobody watches any more. */
const CPU_SECONDS = 900

/** Open files of the child. Node has some 20. */
const FILES = 64

/** Processes and threads of the child's user. Node has 11 threads, and the wrapper is two processes. */
const PROCESSES = 64

/**
 * The users that root's children run as, each its own: no child reaches another, and a limit on processes counts one
 * child only. The range is systemd's for dynamic users: they own nothing, and containers that map 65536 users have it.
 */
const FIRST_USER = 61_184
const LAST_USER = 65_519

let children = Math.floor(Math.random() * (LAST_USER - FIRST_USER + 1))
const nextUser = (): number => FIRST_USER + (children++ % (LAST_USER - FIRST_USER + 1))

/** Command and arguments to put before the node command. */
export function wrapping(machine: Machine, options: WrapOptions): string[] {
  const spaces = namespaces(machine, options)
  return [
    // Whoever starts the namespace waits outside it: that process must die with us as well.
    ...(spaces.length > 0 ? parentDeath(machine, options) : []),
    ...spaces,
    ...limits(machine, options),
    ...privileges(machine, options),
    // Whoever instruments spawn() in our process (coverage, monitoring) puts NODE_OPTIONS into the empty environment.
    ...(machine.env !== undefined && options.has('environment') ? [machine.env, '-i'] : []),
  ]
}

function parentDeath({ setpriv }: Machine, { has }: WrapOptions): string[] {
  return setpriv !== undefined && has('dies with parent') ? [setpriv, '--pdeathsig', 'KILL'] : []
}

/** Whether the wrapper makes a user namespace, in which limits on processes count the child alone. */
const hasOwnNamespace = ({ root, bwrap, unshare }: Machine): boolean =>
  !root && (bwrap !== undefined || unshare !== undefined)

/** Whether a limit on processes can be set without counting processes that are none of the child's. */
export const countsProcesses = (machine: Machine): boolean =>
  machine.prlimit !== undefined && (machine.dropsRoot || hasOwnNamespace(machine))

function namespaces(machine: Machine, options: WrapOptions): string[] {
  if (machine.bwrap !== undefined) return bubblewrap(machine, machine.bwrap, options)
  if (machine.unshare !== undefined) return unshared(machine, machine.unshare, options)
  return []
}

function bubblewrap({ root, narrow }: Machine, bwrap: string, { has, folder }: WrapOptions): string[] {
  return [
    bwrap,
    ...(root ? [] : ['--unshare-user']),
    ...(has('files') ? [...(narrow ? narrowView(folder) : ['--ro-bind', '/', '/']), '--dev', '/dev'] : BARE_VIEW),
    ...(has('processes') ? ['--unshare-pid', '--unshare-ipc', '--proc', '/proc'] : []),
    ...(has('network') ? ['--unshare-net'] : []),
    ...(has('dies with parent') ? ['--die-with-parent'] : []),
  ]
}

const BARE_VIEW = ['--dev-bind', '/', '/']

/** The folders of the system's programs and libraries. Newer systems have but links to /usr beside it. */
const SYSTEM_FOLDERS = ['/usr', '/bin', '/sbin', '/lib', '/lib64', '/lib32', '/etc/ld.so.cache', '/nix', '/gnu']

/** System, node and the child's own code, read-only; no /home, /root, /etc, /var, /tmp, /run. */
function narrowView(folder: string): string[] {
  const system = SYSTEM_FOLDERS.filter((path) => existsSync(path)).flatMap((path) =>
    lstatSync(path).isSymbolicLink() ? ['--symlink', readlinkSync(path), path] : ['--ro-bind', path, path],
  )
  const own = [process.execPath, folder, ...packageFile(folder)]
  // The folders above that bwrap makes unasked, root alone may pass.
  const above = new Set(['/etc', ...own.flatMap((path) => ancestors(dirname(path)))])
  const inSystem = (path: string): boolean => SYSTEM_FOLDERS.some((folder) => isWithin(path, folder))
  return [
    ...[...above].filter((path) => !inSystem(path)).flatMap((path) => ['--dir', path]),
    ...system,
    ...own.flatMap((path) => ['--ro-bind', path, path]),
  ]
}

const isWithin = (path: string, folder: string): boolean => path === folder || path.startsWith(folder + '/')

const ancestors = (path: string): string[] => (dirname(path) === path ? [] : [...ancestors(dirname(path)), path])

/** The package.json that says that the child's code is made of modules. */
function packageFile(folder: string): string[] {
  const file = join(folder, 'package.json')
  if (existsSync(file)) return [file]
  return dirname(folder) === folder ? [] : packageFile(dirname(folder))
}

function unshared({ root, freshProc }: Machine, unshare: string, { has }: WrapOptions): string[] {
  const processes = ['--ipc', '--pid', '--fork', ...(freshProc ? ['--mount-proc'] : [])]
  const args = [
    ...(has('network') ? ['--net'] : []),
    ...(has('processes') ? processes : []),
    ...(has('processes') && has('dies with parent') ? ['--kill-child=KILL'] : []),
  ]
  return [unshare, ...(root ? [] : ['--user', '--map-current-user']), ...args]
}

function limits(machine: Machine, { has, cpuSeconds = CPU_SECONDS }: WrapOptions): string[] {
  const { prlimit } = machine
  const args = [
    ...(has('limits')
      ? [`--cpu=${cpuSeconds}`, `--data=${DATA_BYTES}`, '--core=0', '--fsize=0', `--nofile=${FILES}`]
      : []),
    ...(has('process limit') && has('user') && countsProcesses(machine) ? [`--nproc=${PROCESSES}`] : []),
  ]
  return prlimit === undefined || args.length === 0 ? [] : [prlimit, ...args]
}

/** Drops root, and dies with whoever started it: last of all, because a change of user forgets the second. */
function privileges(machine: Machine, options: WrapOptions): string[] {
  const { setpriv, dropsRoot } = machine
  if (setpriv === undefined) return []
  const user = nextUser()
  const args = [
    ...parentDeath(machine, options).slice(1),
    ...(options.has('user') ? ['--no-new-privs'] : []),
    ...(options.has('user') && dropsRoot
      ? [`--reuid=${user}`, `--regid=${user}`, '--clear-groups', '--inh-caps=-all', '--bounding-set=-all']
      : []),
  ]
  return args.length === 0 ? [] : [setpriv, ...args]
}

/** How each layer is made here, or null where the machine has nothing to make it of. */
export function makers(machine: Machine): Record<LayerName, string | null> {
  const { bwrap, unshare, prlimit, setpriv, root, narrow, freshProc, dropsRoot } = machine
  const spaces = bwrap !== undefined ? 'bwrap' : unshare !== undefined ? 'unshare' : null
  const proc = bwrap !== undefined || freshProc ? ' with its own /proc' : ''
  return {
    permissions: 'permission model of Node: reads its own code, nothing else',
    heap: 'cap on the JavaScript heap',
    environment: 'empty environment',
    descriptors: 'stdin, stdout and stderr of its own',
    'dies with parent': setpriv === undefined ? 'a thread of the child watches' : 'setpriv: parent-death signal',
    network: spaces && `${spaces}: a network without interfaces`,
    processes: spaces && `${spaces}: a PID namespace${proc}`,
    files: bwrap === undefined ? null : `bwrap: ${narrow ? 'sees system folders and its own code' : 'all'}, read-only`,
    limits: prlimit === undefined ? null : `prlimit: ${CPU_SECONDS} CPU s, ${DATA_BYTES / 2 ** 20} MB, no file written`,
    'process limit': countsProcesses(machine) ? `prlimit: ${PROCESSES} processes and threads` : null,
    user: root ? (dropsRoot ? 'setpriv: a user of its own, no capabilities' : null) : 'already unprivileged',
  }
}
