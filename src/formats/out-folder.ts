/** The folder that --out names: whether we may write there, and how a finished dataset takes its place at once. */
import { randomUUID } from 'node:crypto'
import {
  chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, realpathSync, renameSync, rmSync, statSync,
} from 'node:fs'
import { homedir, hostname } from 'node:os'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { SftError, ioError, messageOf, systemCode } from '../errors.ts'
import { sha256 } from '../sha256.ts'
import { MANIFEST_FILE, isOurManifest } from './manifest.ts'

/** What a dataset folder may hold of ours. All else in it belongs to the user (trained adapters, notes) and stays. */
const OUR_FILES: ReadonlySet<string> = new Set([
  ...['train', 'val', 'test', 'dpo', 'kto'].flatMap((name) => [`${name}.jsonl`, `${name}.parquet`]),
  'repairs.jsonl', 'repair_pairs.jsonl', 'dataset_info.json', 'sft.yaml', 'sft_full.yaml', 'repairs.yaml', 'dpo.yaml',
  'kto.yaml', 'trl.yaml', 'trl_repairs.yaml', 'trl_dpo.yaml', 'trl_kto.yaml', 'axolotl.yaml', MANIFEST_FILE,
  'lineage.jsonl', 'README.md', 'report.json', 'report.html', 'rejects.jsonl',
])

/**
 * Says before any work whether a dataset may go to `path`. Throws ERR_OUT_DIR: the path is no folder, is a place that
 * must not be swapped away (home, root, a folder around the working directory), or holds files without a manifest of
 * ours and `force` is not set.
 */
export function checkOutFolder(path: string, force: boolean): void {
  const target = realTarget(path)
  restoreInterruptedSwap(target)
  removeUnfinished(target)
  const inside = relative(target, process.cwd())
  if (target === homedir() || inside === '' || !(inside === '..' || inside.startsWith('..' + sep))) {
    const hint = 'name a folder of its own, and run from outside it'
    throw new SftError('ERR_OUT_DIR', `--out ${path}: this folder cannot be replaced`, { hint })
  }
  const names = list(target, path)
  if (isMountPoint(target)) {
    const hint = 'it is a mount point, and those cannot be renamed: name a folder below it'
    throw new SftError('ERR_OUT_DIR', `--out ${path}: this folder cannot be replaced`, { hint })
  }
  if (names.length === 0 || force || isOurs(target)) return
  throw new SftError('ERR_OUT_DIR', `--out ${path}: the folder holds files and no manifest of a dataset`, {
    hint: 'name another folder, or add --force: its files stay, save those with the names of ours',
  })
}

/** A folder under construction beside its final place; one rename puts it there. */
export class OutFolder {
  readonly #target: string
  readonly #building: string
  #done = false

  /** Makes the temporary folder. Throws ERR_OUT_DIR as checkOutFolder does, or ERR_IO. */
  constructor(path: string, force: boolean) {
    checkOutFolder(path, force)
    this.#target = realTarget(path)
    this.#building = sibling(this.#target, `${buildingRole()}${process.pid}-${randomUUID().slice(0, 8)}`)
    try {
      mkdirSync(this.#building, { recursive: true })
    } catch (cause) {
      throw ioError('create', this.#building, cause)
    }
  }

  /** Where a file of the folder lies while it is made. */
  path(name: string): string {
    return join(this.#building, name)
  }

  /** Puts the finished folder in its place. Files of the old one that are not ours move over. Throws ERR_IO. */
  commit(): void {
    const old = sibling(this.#target, 'old')
    try {
      if (existsSync(this.#target)) {
        chmodSync(this.#building, statSync(this.#target).mode)
        renameSync(this.#target, old)
      }
      // Nothing may come between these two: no await, no other work.
      renameSync(this.#building, this.#target)
      this.#done = true
      clearOld(old, this.#target)
    } catch (cause) {
      // The rows may have cost money: what was built is kept.
      const place = this.#done ? this.#target : kept(this.#building, this.#target)
      this.#done = true
      try {
        restoreInterruptedSwap(this.#target)
      } catch {
        // The next start tries again; what went wrong first is what must be told.
      }
      const hint = `the finished files are in ${place}`
      throw new SftError('ERR_IO', `cannot put the dataset into ${this.#target}: ${messageOf(cause)}`, { cause, hint })
    }
  }

  /** Removes what was built so far; the old folder stays as it was. Does nothing after commit(). */
  abandon(): void {
    if (!this.#done) rmSync(this.#building, { recursive: true, force: true })
  }
}

/** A run that was killed between its two renames left the old folder beside its place, or foreign files in it. */
function restoreInterruptedSwap(target: string): void {
  const old = sibling(target, 'old')
  if (!existsSync(old)) return
  try {
    if (existsSync(target)) clearOld(old, target)
    else renameSync(old, target)
  } catch (cause) {
    throw ioError('restore', target, cause)
  }
}

/**
 * A run that was killed left what it had built so far. Told by the process in its name: only one of this machine can be
 * known to be gone, and a process of another container has another host name.
 */
function removeUnfinished(target: string): void {
  const start = basename(sibling(target, buildingRole()))
  const parent = dirname(target)
  if (!statSync(parent, { throwIfNoEntry: false })?.isDirectory()) return
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(start) || isAlive(Number.parseInt(name.slice(start.length), 10))) continue
    try {
      rmSync(join(parent, name), { recursive: true, force: true })
    } catch {
      // Somebody else's: it harms nothing.
    }
  }
}

/** Before the process id in the name of a folder under construction. */
function buildingRole(): string {
  return `new-${sha256(hostname()).slice(0, 8)}-`
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return systemCode(error) !== 'ESRCH'
  }
}

/** Finished files under a name that no later run takes for unfinished ones; the old name if that cannot be. */
function kept(building: string, target: string): string {
  const place = sibling(target, `kept-${randomUUID().slice(0, 8)}`)
  try {
    renameSync(building, place)
    return place
  } catch {
    return building
  }
}

function clearOld(old: string, target: string): void {
  if (!existsSync(old)) return
  for (const name of readdirSync(old)) {
    if (!OUR_FILES.has(name) && !existsSync(join(target, name))) renameSync(join(old, name), join(target, name))
  }
  rmSync(old, { recursive: true, force: true })
}

/** Hidden, and beside the target: only on the same file system is a rename one step. */
function sibling(target: string, role: string): string {
  return join(dirname(target), `.${basename(target)}.sft-${role}`)
}

/** A link is followed: the folder behind it is replaced, not the link. */
function realTarget(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return resolve(path)
  }
}

function isMountPoint(target: string): boolean {
  const here = statSync(target, { throwIfNoEntry: false })
  const above = statSync(dirname(target), { throwIfNoEntry: false })
  return here !== undefined && above !== undefined && here.dev !== above.dev
}

function list(target: string, path: string): string[] {
  try {
    return readdirSync(target)
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return []
    if (systemCode(cause) === 'ENOTDIR') throw new SftError('ERR_OUT_DIR', `--out ${path}: not a folder`, { cause })
    throw ioError('read', path, cause)
  }
}

function isOurs(target: string): boolean {
  try {
    return isOurManifest(readFileSync(join(target, MANIFEST_FILE), 'utf8'))
  } catch {
    return false
  }
}
