/** The layers around the child, each tried out by what it is there to stop. */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { ESCAPES, actCommand, commit, endGroup, withTargets, type Targets } from '../runtime/escapes.ts'
import { sandboxLayers, type SandboxLayer } from '../runtime/sandbox.ts'
import { tool } from '../runtime/tools.ts'
import type { LayerName } from '../runtime/wrap.ts'
import { missing, ok, warn, type Finding } from './finding.ts'

/** A finding for every layer. Under `strict` a layer that is missing is missing, not just a pity. */
export async function* layerFindings(strict: boolean): AsyncGenerator<Finding> {
  const absent = strict ? missing : warn
  for (const layer of sandboxLayers()) {
    const name = `sandbox: ${layer.name}`
    if (!layer.present) yield absent(name, layer.detail, fixFor(layer.name))
    else yield await tried(name, layer)
  }
}

async function tried(name: string, { name: layer, detail }: SandboxLayer): Promise<Finding> {
  const through = await withTargets((targets) => escapes(layer, targets))
  if (through.length === 0) return ok(name, detail)
  return missing(name, `does not hold: hostile code can ${through.join(', ')}`, 'please report it, with `uname -a`')
}

/** The acts that the layer should stop and does not, with the layers beside it left out. */
async function escapes(layer: LayerName, targets: Targets): Promise<string[]> {
  const through: string[] = []
  for (const { act, target, beside = [] } of ESCAPES.filter((escape) => escape.layer === layer)) {
    // A user without rights cannot be told from root's by what it must not do to its own files and processes.
    if (layer === 'user' && process.getuid?.() !== 0 && act !== 'keep privileges') continue
    const { done } = await commit({ act, target }, targets, { without: beside })
    if (done) through.push(target === undefined ? act : `${act} (${target})`)
  }
  return layer === 'dies with parent' && (await outlivesParent()) ? ['outlive us'] : through
}

/** How long a child is given to follow its parent. */
const PATIENCE_MS = 10_000
const LOOK_MS = 50

/** Runs below an owner that is then killed: says its process id when the child in it is up. */
const OWNER = `
  const [command, ...args] = process.argv.slice(1)
  const { spawn } = require('node:child_process')
  const child = spawn(command, args, { env: {}, cwd: '/', detached: true, stdio: ['pipe', 'ignore', 'ignore', 'pipe'] })
  child.stdio[3].once('data', () => console.log(child.pid))
  child.once('exit', () => process.exit())`

async function outlivesParent(): Promise<boolean> {
  const { command, args } = actCommand('outlive the parent', '', {})
  const owner = spawn(process.execPath, ['--eval', OWNER, command, ...args], { stdio: ['ignore', 'pipe', 'ignore'] })
  const lines = createInterface(owner.stdout)
  const first = await new Promise<string>((resolve) => lines.once('line', resolve).once('close', () => resolve('')))
  owner.kill('SIGKILL')
  const pid = Number(first)
  for (let waited = 0; waited < PATIENCE_MS && isAlive(pid); waited += LOOK_MS) await sleep(LOOK_MS)
  const outlives = first === '' || isAlive(pid)
  if (first !== '') endGroup(pid)
  return outlives
}

/** Whether a process is there and no zombie, which nobody may be there to bury. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

const NAMESPACES = new Set<LayerName>(['network', 'processes', 'files', 'process limit'])

/** Kernel settings that forbid namespaces to ordinary users: path, the value that does, and what to set. */
const FORBIDDING = [
  ['kernel/unprivileged_userns_clone', '0', 'sysctl -w kernel.unprivileged_userns_clone=1'],
  ['kernel/apparmor_restrict_unprivileged_userns', '1', 'sysctl -w kernel.apparmor_restrict_unprivileged_userns=0'],
  ['user/max_user_namespaces', '0', 'sysctl -w user.max_user_namespaces=10000'],
] as const

function fixFor(layer: LayerName): string {
  if (layer === 'limits') return 'install util-linux (prlimit)'
  if (layer === 'user') return 'run as an ordinary user, or install util-linux (setpriv) and let others read our files'
  if (!NAMESPACES.has(layer)) return 'please report it'
  if (tool('bwrap') === undefined) return 'install bubblewrap (apt-get, dnf, apk: bubblewrap)'
  const setting = FORBIDDING.find(([path, value]) => settingOf(path) === value)
  return setting?.[2] ?? 'let this container make namespaces (docker run --security-opt seccomp=unconfined)'
}

function settingOf(path: string): string | undefined {
  try {
    return readFileSync(`/proc/sys/${path}`, 'utf8').trim()
  } catch {
    return undefined
  }
}
