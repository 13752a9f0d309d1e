/** The cache of built indexes: one file for each engine version, content and format, written once, never changed. */
import { fork, type StdioOptions } from 'node:child_process'
import { createHash, type Hash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { SftError, messageOf } from '../errors.ts'
import type { ApiIndex, ApiSource } from './api-index.ts'
import type { BuildJob } from './builder.ts'
import { FORMAT, readIndexFile, type SymbolTable } from './index-file.ts'
import { lookup } from './lookup.ts'

/**
 * The index of a source: the one that came with the package, or built on first use (about two seconds). A missing,
 * damaged or old cache file is rebuilt. Any number of processes may do this at once: each renames a whole file into place.
 * Throws ERR_MISSING_COMPONENT when declarations cannot be read, ERR_IO when the cache cannot be written.
 */
export async function openIndex(source: ApiSource, cacheDir: string): Promise<ApiIndex> {
  return lookup((await find(source, cacheDir)).table)
}

/** Where what is made of a source may lie, in the order in which it is looked for: what came with the package, then the cache. */
export function cacheFolders({ shipped }: ApiSource, cacheDir: string): string[] {
  return shipped === undefined ? [cacheDir] : [shipped, cacheDir]
}

/** Path of the index file of a source, for workers to call `loadIndexFile` with; built if need be. Throws as `openIndex`. */
export async function indexFile(source: ApiSource, cacheDir: string): Promise<string> {
  return (await find(source, cacheDir)).path
}

async function find(source: ApiSource, cacheDir: string): Promise<{ path: string; table: SymbolTable }> {
  const version = versionOf(source)
  for (const path of cacheFolders(source, cacheDir).map((folder) => pathOf(version, folder))) {
    const table = tryRead(path)
    if (table) return { path, table }
  }
  const path = pathOf(version, cacheDir)
  return { path, table: await build(source, version, path) }
}

/** The index in a file that `indexFile` named; synchronous, and without the compiler. Throws ERR_IO. */
export function loadIndexFile(path: string): ApiIndex {
  try {
    return lookup(readIndexFile(path))
  } catch (cause) {
    throw new SftError('ERR_IO', `cannot read the API index ${path}: ${messageOf(cause)}`, { cause })
  }
}

function tryRead(path: string): SymbolTable | undefined {
  try {
    return readIndexFile(path)
  } catch {
    return undefined
  }
}

async function build(source: ApiSource, version: string, path: string): Promise<SymbolTable> {
  await runBuilder({ source, version, path })
  return readIndexFile(path)
}

const EXTENSION = extname(import.meta.url)

// In a process of its own: the compiler's memory goes with it. After a thread, 50 MB stayed (measured).
function runBuilder(job: BuildJob): Promise<void> {
  return new Promise((resolve, reject) => {
    const file = fileURLToPath(new URL(`./builder${EXTENSION}`, import.meta.url))
    const stdio: StdioOptions = ['ignore', 'ignore', 'pipe', 'ipc']
    const builder = fork(file, [JSON.stringify(job)], { ...builderSurroundings(), stdio })
    let complaint = ''
    builder.stderr?.setEncoding('utf8').on('data', (text: string) => (complaint = (complaint + text).slice(-2000)))
    builder.once('error', (cause) => reject(builderFailed(cause.message, cause)))
    builder.once('close', (code, signal) => {
      if (code === 0) resolve()
      else reject(builderFailed(complaint || `ended with ${signal ?? `code ${code}`}`))
    })
  })
}

// Our environment holds the keys of the teachers: the builder gets none of it but, run from source, the loaders.
function builderSurroundings(): { execArgv: string[]; env: NodeJS.ProcessEnv } {
  const { NODE_OPTIONS, SystemRoot } = process.env
  return EXTENSION === '.ts'
    ? { execArgv: process.execArgv, env: { NODE_OPTIONS, SystemRoot } }
    : { execArgv: [], env: { SystemRoot } }
}

function builderFailed(reason: string, cause?: unknown): SftError {
  return new SftError('ERR_IO', `cannot build the API index: ${reason}`, {
    cause,
    hint: 'is the folder of --cache writable, and the disk not full?',
  })
}

function versionOf({ engine, declarations, sources = [] }: ApiSource): string {
  const hash = createHash('sha256').update(`${FORMAT}\n`)
  for (const path of [...declarations, ...sources]) hashFile(path, hash)
  return `${engine}-${hash.digest('hex').slice(0, 16)}`
}

function pathOf(version: string, cacheDir: string): string {
  return join(cacheDir, 'api-index', `${version.replace(/[^\w.@-]/g, '_')}.jsonl`)
}

// In pieces: 14 MB read at once would stay as the high-water mark of the process.
function hashFile(path: string, hash: Hash): void {
  const piece = Buffer.allocUnsafe(1 << 18)
  try {
    const descriptor = openSync(path, 'r')
    try {
      for (let read = readSync(descriptor, piece); read > 0; read = readSync(descriptor, piece)) {
        hash.update(piece.subarray(0, read))
      }
    } finally {
      closeSync(descriptor)
    }
  } catch (cause) {
    throw new SftError('ERR_MISSING_COMPONENT', `cannot read the API declarations: ${messageOf(cause)}`, { cause })
  }
}
