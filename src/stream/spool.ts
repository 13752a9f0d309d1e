import { closeSync, mkdtempSync, openSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SftError, messageOf } from '../errors.ts'
import { readBytes, writeBytes } from './file-bytes.ts'

/** Where a spooled row lies: byte offset and length. */
export interface SpoolPlace {
  readonly offset: number
  readonly length: number
}

const FLUSH_BYTES = 1 << 20

/** With less free space no final pass is begun: some thousand rows. */
const LEAST_BYTES = 4 << 20

/**
 * Rows on disk for a final pass that must see all of them but not hold them: append, then read any row again.
 * Synchronous, because a disk write of 1 MB is shorter than the bookkeeping of waiting for it. The file is private to
 * the process and has no name, so that it is gone with it, kill -9 included. Every method throws ERR_IO (full disk, no such folder).
 */
export class Spool<Row> {
  readonly #descriptor: number
  #pending: Buffer[] = []
  #pendingBytes = 0
  #written = 0

  /** Opens an empty spool below `parent` (default: the system's temporary folder), before anything is asked or paid. */
  constructor(parent: string = tmpdir()) {
    try {
      const free = freeBytes(parent)
      if (free < LEAST_BYTES) throw new Error(`only ${(free / 2 ** 20).toFixed(1)} MB are free in ${parent}`)
      const folder = mkdtempSync(join(parent, 'sft-stream-spool-'))
      try {
        this.#descriptor = openSync(join(folder, 'rows.jsonl'), 'w+', 0o600)
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    } catch (cause) {
      throw spoolError('open', cause)
    }
  }

  append(row: Row): SpoolPlace {
    const bytes = Buffer.from(JSON.stringify(row))
    const place = { offset: this.#written + this.#pendingBytes, length: bytes.length }
    this.#pending.push(bytes)
    this.#pendingBytes += bytes.length
    if (this.#pendingBytes >= FLUSH_BYTES) this.#flush()
    return place
  }

  read(place: SpoolPlace): Row {
    this.#flush()
    let bytes: Buffer
    try {
      bytes = readBytes(this.#descriptor, place.offset, place.length)
      if (bytes.length < place.length) throw new Error('the file was cut short')
    } catch (cause) {
      throw spoolError('read', cause)
    }
    return JSON.parse(bytes.toString()) as Row
  }

  close(): void {
    closeSync(this.#descriptor)
  }

  #flush(): void {
    if (this.#pendingBytes === 0) return
    const bytes = Buffer.concat(this.#pending)
    this.#pending = []
    this.#pendingBytes = 0
    try {
      writeBytes(this.#descriptor, bytes)
    } catch (cause) {
      throw spoolError('write', cause)
    }
    this.#written += bytes.length
  }
}

/** What an ordinary user may still write. */
function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

function spoolError(action: string, cause: unknown): SftError {
  return new SftError('ERR_IO', `cannot ${action} the spool file: ${messageOf(cause)}`, {
    cause,
    hint: 'free some space or name another folder with --tmp',
  })
}
