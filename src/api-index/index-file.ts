/**
 * The index on disk and in memory. The file is JSON lines: a header, then one symbol a line, `id` first, sorted by id.
 * In memory it stays the bytes that were read: ids are decoded, symbols are parsed when somebody asks for one. A worker
 * so holds some 7 MB instead of the 25 MB of parsed symbols, and is ready sooner.
 */
import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { SftError, messageOf } from '../errors.ts'
import type { ApiSymbol } from './api-index.ts'

/** Part of every version: raise it when the same declarations give other symbols or the file another form. */
export const FORMAT = 1

interface Header {
  format: number
  version: string
  root: string
  symbols: number
  sha256: string
}

const NEWLINE = 10
const LINE_START = '{"id":"'

/** Writes the file in one step: readers see the old file, none, or the whole new one. Throws ERR_IO. */
export function writeIndexFile(path: string, version: string, root: string, symbols: readonly ApiSymbol[]): void {
  const body = Buffer.from(symbols.map(({ id, ...rest }) => JSON.stringify({ id, ...rest }) + '\n').join(''))
  const header: Header = { format: FORMAT, version, root, symbols: symbols.length, sha256: digest(body) }
  const partial = `${path}.${randomUUID()}.tmp`
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(partial, Buffer.concat([Buffer.from(JSON.stringify(header) + '\n'), body]))
    renameSync(partial, path)
  } catch (cause) {
    rmSync(partial, { force: true })
    throw new SftError('ERR_IO', `cannot write the API index ${path}: ${messageOf(cause)}`, { cause })
  }
}

function digest(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** The symbols of an index file, by position in the order of their ids. */
export class SymbolTable {
  readonly version: string
  readonly root: string
  readonly ids: readonly string[]
  readonly #body: Buffer
  readonly #ends: Uint32Array
  readonly #parsed: (ApiSymbol | undefined)[]

  /** Throws an Error when the bytes are not a whole index file of this format. */
  constructor(bytes: Buffer) {
    const headerEnd = bytes.indexOf(NEWLINE)
    if (headerEnd < 0) throw new Error('no header')
    const header = JSON.parse(bytes.toString('utf8', 0, headerEnd)) as Header
    this.#body = bytes.subarray(headerEnd + 1)
    if (header.format !== FORMAT) throw new Error(`format ${header.format} instead of ${FORMAT}`)
    if (header.sha256 !== digest(this.#body)) throw new Error('damaged or cut short')
    this.version = header.version
    this.root = header.root
    this.#ends = new Uint32Array(header.symbols)
    this.ids = this.#readIds(header.symbols)
    this.#parsed = Array.from({ length: header.symbols })
  }

  /** The symbol at a position of `ids`; the same object each time. */
  at(position: number): ApiSymbol {
    return (this.#parsed[position] ??= this.parse(position))
  }

  /** A fresh copy that the table does not keep: for those who read every symbol once. */
  parse(position: number): ApiSymbol {
    return JSON.parse(this.#body.toString('utf8', this.#start(position), this.#ends[position])) as ApiSymbol
  }

  /** Position of the first id that is not less than `id`. */
  lowerBound(id: string): number {
    return bisect(this.ids.length, (position) => this.ids[position] < id)
  }

  /** Positions of the symbols whose line holds this text, for rare lookups that deserve no index. */
  *containing(text: string): Iterable<number> {
    let from = this.#body.indexOf(text)
    while (from >= 0) {
      const at = from
      const position = bisect(this.ids.length, (candidate) => this.#ends[candidate] < at)
      yield position
      from = this.#body.indexOf(text, this.#ends[position])
    }
  }

  #start(position: number): number {
    return position === 0 ? 0 : this.#ends[position - 1] + 1
  }

  #readIds(count: number): string[] {
    const ids: string[] = []
    let start = 0
    for (let position = 0; position < count; position++) {
      const idStart = start + LINE_START.length
      ids.push(this.#body.toString('utf8', idStart, this.#body.indexOf('"', idStart)))
      const end = this.#body.indexOf(NEWLINE, start)
      this.#ends[position] = end
      start = end + 1
    }
    return ids
  }
}

/** The first of 0..length for which `isBefore` is false. */
function bisect(length: number, isBefore: (position: number) => boolean): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isBefore(middle)) low = middle + 1
    else high = middle
  }
  return low
}

/** Reads an index file. Throws an Error when it is missing, damaged or of another format. */
export function readIndexFile(path: string): SymbolTable {
  return new SymbolTable(readFileSync(path))
}
