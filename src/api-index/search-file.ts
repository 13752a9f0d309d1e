/** The search on disk, beside the index file: a header line, the names as JSON, the numbers as they lie in memory. */
import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { ApiIndex } from './api-index.ts'
import { priorOf, type PriorRules } from './prior.ts'
import { buildSearchData, searchOver, type ApiSearch, type SearchData } from './search.ts'

/** Raise it when the same index gives another search, or the file has another form. */
const FORMAT = 1

interface Header {
  format: number
  sha256: string
  /** Bytes of each section, in the order in which they follow. */
  sections: number[]
}

/**
 * The search over an index, from the first folder that has it (see `cacheFolders`), or made anew (half a second) when its
 * file is missing, damaged or of another format, and written to the last. A folder that cannot be written costs that time
 * once more the next time, and nothing else.
 */
export function openSearch(index: ApiIndex, rules: PriorRules, folders: readonly string[]): ApiSearch {
  const paths = folders.map((folder) => join(folder, 'api-index', `${nameOf(index, rules)}.search`))
  return searchOver(index, firstOf(paths) ?? make(index, rules, paths.at(-1)!))
}

function firstOf(paths: readonly string[]): SearchData | undefined {
  for (const path of paths) {
    const data = tryRead(path)
    if (data !== undefined) return data
  }
  return undefined
}

function nameOf({ version }: ApiIndex, rules: PriorRules): string {
  const key = createHash('sha256')
    .update(JSON.stringify([FORMAT, rules.entries, rules.internals, rules.machinery]))
    .digest('hex')
  return `${version.replace(/[^\w.@-]/g, '_')}-${key.slice(0, 8)}`
}

function make(index: ApiIndex, rules: PriorRules, path: string): SearchData {
  const data = buildSearchData(index, priorOf(index, rules))
  tryWrite(path, data)
  return data
}

// In one step: readers see no file or a whole one.
function tryWrite(path: string, data: SearchData): void {
  const partial = `${path}.${randomUUID()}.tmp`
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(partial, encode(data))
    renameSync(partial, path)
  } catch {
    discard(partial)
  }
}

function discard(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // Where nothing can be written there is nothing to discard.
  }
}

function tryRead(path: string): SearchData | undefined {
  try {
    return decode(readFileSync(path))
  } catch {
    return undefined
  }
}

function encode({ ids, sources, priors, postings }: SearchData): Buffer {
  const names = { ids, sources, terms: [...postings.termIds.keys()] }
  const arrays = [priors, postings.starts, postings.documents, postings.impacts]
  const sections = [Buffer.from(JSON.stringify(names)), ...arrays.map((array) => Buffer.from(array.buffer))]
  const body = Buffer.concat(sections)
  const header: Header = { format: FORMAT, sha256: digest(body), sections: sections.map(({ length }) => length) }
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), body])
}

/** Throws when the bytes are not a whole file of this format. */
function decode(bytes: Buffer): SearchData {
  const headerEnd = bytes.indexOf('\n')
  const header = JSON.parse(bytes.toString('utf8', 0, headerEnd)) as Header
  const body = bytes.subarray(headerEnd + 1)
  if (header.format !== FORMAT || header.sha256 !== digest(body)) throw new Error('damaged or of another format')
  const [names, priors, starts, documents, impacts] = cut(body, header.sections)
  const { ids, sources, terms } = JSON.parse(names.toString()) as Names
  const termIds = new Map(terms.map((term, id) => [term, id]))
  const postings = {
    size: ids.length,
    termIds,
    starts: new Uint32Array(aligned(starts)),
    documents: new Uint32Array(aligned(documents)),
    impacts: new Float32Array(aligned(impacts)),
  }
  return { ids, sources, priors: new Float32Array(aligned(priors)), postings }
}

interface Names {
  ids: string[]
  sources: SearchData['sources']
  terms: string[]
}

function cut(body: Buffer, lengths: readonly number[]): Buffer[] {
  let start = 0
  return lengths.map((length) => body.subarray(start, (start += length)))
}

/** A copy that begins where arrays of wider numbers may. */
function aligned(section: Buffer): ArrayBuffer {
  return new Uint8Array(section).buffer
}

function digest(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
