/**
 * What levels said of programs before: one file of JSON lines that any number of processes append to and read at once.
 *
 * A line is written by one write() in append mode, which no other writer can split on a local disk; a line that is
 * torn, damaged or foreign is skipped. An LMDB store was tried: a cut or overwritten file ended the process with
 * SIGBUS or SIGSEGV, and some flipped bits made it hang; a cache must never cost a run.
 */
import { closeSync, constants, fstatSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { messageOf } from '../errors.ts'
import { sha256 } from '../sha256.ts'
import { readBytes } from '../stream/file-bytes.ts'

/** Values by the content address of what they depend on. No method fails: a store that cannot answer knows nothing. */
export interface VerdictCache {
  get(key: string): unknown
  put(key: string, value: unknown): void
  close(): void
}

/** A cache that knows nothing and keeps nothing. */
export const noCache: VerdictCache = { get: () => undefined, put: () => {}, close: () => {} }

/**
 * Opens the store of one generation of rules in a folder: what other rules said is of no use, and is in other files.
 * When the store cannot be opened or written, the run goes on without it and `notice` is told once.
 */
export function openVerdictCache(folder: string, generation: string, notice: (message: string) => void): VerdictCache {
  try {
    mkdirSync(folder, { recursive: true })
    const { O_RDWR, O_APPEND, O_CREAT } = constants
    return new LineCache(openSync(join(folder, `${generation}.jsonl`), O_RDWR | O_APPEND | O_CREAT, 0o644), notice)
  } catch (error) {
    notice(`no verdict cache: ${messageOf(error)}`)
    return noCache
  }
}

const LINE_START = '{"key":"'
const KEY_LENGTH = 64
const SUM_LENGTH = 16
const NEWLINE = 10

/** Bytes. Larger than any line that a level writes; what claims to be longer is damage. */
const MAX_LINE = 4 << 20
const SCAN_BYTES = 1 << 18

interface Place {
  readonly offset: number
  readonly length: number
}

class LineCache implements VerdictCache {
  readonly #descriptor: number
  readonly #notice: (message: string) => void
  readonly #places = new Map<string, Place>()
  /** Whole lines up to here are in `#places`. */
  #scanned = 0
  /** Size of the file at the last look. */
  #size = 0
  #writable = true

  constructor(descriptor: number, notice: (message: string) => void) {
    this.#descriptor = descriptor
    this.#notice = notice
  }

  get(key: string): unknown {
    try {
      if (!this.#places.has(key)) this.#scan()
      const place = this.#places.get(key)
      const value = place && valueOf(this.#read(place), key)
      if (value === undefined) this.#places.delete(key)
      return value
    } catch (error) {
      this.#giveUp(error)
      return undefined
    }
  }

  put(key: string, value: unknown): void {
    if (!this.#writable) return
    const body = JSON.stringify(value)
    const line = Buffer.from(`${LINE_START}${key}","sum":"${sumOf(key, body)}","value":${body}}\n`)
    if (line.length > MAX_LINE) return
    try {
      if (writeSync(this.#descriptor, line) < line.length) throw new Error('the disk is full')
    } catch (error) {
      this.#giveUp(error)
    }
  }

  close(): void {
    this.#writable = false
    closeSync(this.#descriptor)
  }

  /** Takes in the lines that this and other processes have added. */
  #scan(): void {
    const { size } = fstatSync(this.#descriptor)
    if (size === this.#size) return
    this.#size = size
    let bytes = SCAN_BYTES
    while (this.#scanned < size) {
      const block = this.#read({ offset: this.#scanned, length: Math.min(bytes, size - this.#scanned) })
      const used = this.#takeLines(block)
      // A line too long to be one of ours is stepped over.
      this.#scanned += used === 0 && block.length >= MAX_LINE ? block.length : used
      if (used > 0) bytes = SCAN_BYTES
      else if (block.length < bytes) return
      else bytes = Math.min(2 * bytes, MAX_LINE)
    }
  }

  /** Bytes of the whole lines at the start of a block. */
  #takeLines(block: Buffer): number {
    let start = 0
    for (let end = block.indexOf(NEWLINE); end >= 0; end = block.indexOf(NEWLINE, start)) {
      const head = block.toString('latin1', start, Math.min(end, start + LINE_START.length + KEY_LENGTH))
      const key = head.slice(LINE_START.length)
      if (head.startsWith(LINE_START) && key.length === KEY_LENGTH) {
        this.#places.set(key, { offset: this.#scanned + start, length: end - start })
      }
      start = end + 1
    }
    return start
  }

  #read({ offset, length }: Place): Buffer {
    return readBytes(this.#descriptor, offset, length)
  }

  // Reading goes on: what is there is still right, and is checked.
  #giveUp(error: unknown): void {
    if (!this.#writable) return
    this.#writable = false
    this.#notice(`the verdict cache keeps nothing more: ${messageOf(error)}`)
  }
}

/** The value in a line, or undefined when the line is not whole or not of this key. */
function valueOf(line: Buffer, key: string): unknown {
  const text = line.toString()
  const bodyStart = LINE_START.length + KEY_LENGTH + '","sum":"'.length + SUM_LENGTH + '","value":'.length
  const body = text.slice(bodyStart, -1)
  const expected = `${LINE_START}${key}","sum":"${sumOf(key, body)}","value":`
  return text.slice(0, bodyStart) === expected ? JSON.parse(body) : undefined
}

function sumOf(key: string, body: string): string {
  return sha256(key + body).slice(0, SUM_LENGTH)
}
