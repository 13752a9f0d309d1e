/** The files of a folder that somebody else filled: bounded, and never a step outside it. */
import { closeSync, constants, existsSync, fstatSync, openSync, readSync, readdirSync, realpathSync } from 'node:fs'
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { SftError, messageOf } from '../../errors.ts'
import { byCodeUnits } from '../../order.ts'

/** A clone of the largest collection known has some 20,000 files, its pictures included. */
const MAX_FILES = 200_000
const MAX_DEPTH = 32

/** Programs of more are no examples; they would not pass the length check either. */
const MAX_TEXT = 512 * 1024

/** Folders that hold the work of others or of a machine. */
const NOT_SOURCES = new Set(['node_modules', 'bower_components', 'dist', 'build', 'vendor'])

const CONTROL = /\p{Cc}|\p{Cs}|[\u2028\u2029]/u

export interface Walk {
  /** Paths from the root with slashes, in order. */
  readonly paths: readonly string[]
  /** Whether there were more files or folders than are read. */
  readonly isCut: boolean
}

/**
 * The regular files below a folder. Links are left out wherever they lead, and so are hidden folders, other people's
 * packages, and names that no line of text can hold. Throws ERR_NO_INPUT when the folder itself cannot be read.
 */
export function walkFolder(root: string): Walk {
  const paths: string[] = []
  let isCut = false
  const visit = (folder: string, depth: number): void => {
    if (depth > MAX_DEPTH) {
      isCut = true
      return
    }
    for (const entry of entriesOf(root, folder)) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (CONTROL.test(entry.name)) continue
      if (entry.isDirectory() && !entry.name.startsWith('.') && !NOT_SOURCES.has(entry.name)) visit(path, depth + 1)
      if (!entry.isFile()) continue
      if (paths.length === MAX_FILES) {
        isCut = true
        return
      }
      paths.push(path)
    }
  }
  visit('', 0)
  return { paths: paths.toSorted(byCodeUnits), isCut }
}

function entriesOf(root: string, folder: string) {
  try {
    return readdirSync(join(root, folder), { withFileTypes: true }).toSorted((a, b) => byCodeUnits(a.name, b.name))
  } catch (cause) {
    if (folder !== '') return []
    throw new SftError('ERR_NO_INPUT', `cannot read the folder ${root}: ${messageOf(cause)}`, { cause })
  }
}

/** How far above a folder its clone may begin. */
const MAX_CLIMB = 12

/**
 * Where the clone around a folder begins, and the path from there to the folder: the folder itself unless it lies in a
 * clone and `isComplete` does not know its files for a clone's.
 */
export function cloneAround(
  folder: string,
  isComplete: (names: readonly string[]) => boolean,
): { root: string; below: string } {
  const start = resolve(folder)
  const names = entriesOf(start, '').map(({ name }) => name)
  if (names.includes('.git') || isComplete(names)) return { root: start, below: '' }
  let root = start
  for (let step = 0; step < MAX_CLIMB && dirname(root) !== root; step++) {
    root = dirname(root)
    if (existsSync(join(root, '.git', 'HEAD'))) {
      return { root, below: relative(root, start).split(sep).join('/') }
    }
  }
  return { root: start, below: '' }
}

/** The first bytes of a file below the root; undefined when it is a link, leads outside, or cannot be read. */
export function readBytes(root: string, path: string, most: number): Buffer | undefined {
  if (isAbsolute(path) || path.split('/').includes('..')) return undefined
  const file = join(root, path)
  let descriptor: number | undefined
  try {
    // The file itself must be no link, nor any folder on the way to it.
    if (realpathSync(file) !== join(realpathSync(root), path)) return undefined
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    if (!fstatSync(descriptor).isFile()) return undefined
    const bytes = Buffer.alloc(Math.min(most, fstatSync(descriptor).size))
    return bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, 0))
  } catch {
    return undefined
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}

/** The text of a file; undefined when it is none: too large, binary, not UTF-8, or not to be read. */
export function readText(root: string, path: string): string | undefined {
  const bytes = readBytes(root, path, MAX_TEXT + 1)
  if (bytes === undefined || bytes.length > MAX_TEXT) return undefined
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return text.includes('\0') ? undefined : text.replace(/\r\n?/g, '\n')
  } catch {
    return undefined
  }
}
