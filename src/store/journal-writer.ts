/** Appends records to segments; an append is acknowledged when fdatasync returned. */
import { join } from 'node:path'
import { SftError, messageOf, systemCode } from '../errors.ts'
import { SEGMENT_HEADER, segmentName } from './journal-format.ts'
import type { ReadableFile } from './lines.ts'
import { syncFolder } from './sync-folder.ts'

export interface JournalFile extends ReadableFile {
  write(buffer: Uint8Array, offset: number, length: number, position: number): Promise<{ bytesWritten: number }>
  datasync(): Promise<void>
  truncate(length: number): Promise<void>
  close(): Promise<void>
}

/** What the journal needs of a file system: `node:fs/promises`, or one that plants faults. */
export interface JournalFs {
  mkdir(path: string, options: { recursive: true }): Promise<unknown>
  readdir(path: string): Promise<string[]>
  open(path: string, flags: 'r' | 'wx'): Promise<JournalFile>
  unlink(path: string): Promise<void>
}

/** Where a record begins. */
export interface Place {
  readonly segment: number
  readonly offset: number
}

interface Segment {
  readonly number: number
  readonly file: JournalFile
  /** End of the records. */
  end: number
  /** End of the disk space that is ours, at least `end`. */
  reserved: number
}

interface Waiting<T> {
  readonly bytes: T
  resolve(place: Place): void
  reject(error: SftError): void
}

/** Space is reserved in steps, so that most calls find it there. */
const RESERVE_STEP = 1024 * 1024
const EMPTY_STEP = Buffer.alloc(RESERVE_STEP)

export class JournalWriter {
  readonly #fs: JournalFs
  readonly #dir: string
  readonly #maxBytes: number
  #nextNumber: number
  #segment: Segment | undefined
  #records: Waiting<Buffer>[] = []
  #rooms: Waiting<number>[] = []
  #working: Promise<void> | undefined

  /** `nextNumber`: larger than that of any segment there is. `maxBytes`: where a segment ends and the next begins. */
  constructor(fs: JournalFs, dir: string, nextNumber: number, maxBytes: number) {
    this.#fs = fs
    this.#dir = dir
    this.#nextNumber = nextNumber
    this.#maxBytes = maxBytes
  }

  /** Resolves when the record is safe on disk, even from a power cut. Rejects with ERR_IO. */
  append(record: Buffer): Promise<Place> {
    return new Promise((resolve, reject) => {
      this.#records.push({ bytes: record, resolve, reject })
      this.#work()
    })
  }

  /** Makes sure that `bytes` more can be written without more disk space. Rejects with ERR_IO when there is none. */
  async reserve(bytes: number): Promise<void> {
    const segment = this.#segment
    if (segment && segment.end + bytes <= segment.reserved) return
    await new Promise((resolve, reject) => {
      this.#rooms.push({ bytes, resolve, reject })
      this.#work()
    })
  }

  /** Waits for the appends under way, gives reserved space back and closes the segment. */
  async close(): Promise<void> {
    while (this.#working) await this.#working
    await this.#finish()
  }

  #work(): void {
    this.#working ??= this.#drain()
  }

  /** Group commit: whatever came in while the last fdatasync ran shares the next one. */
  async #drain(): Promise<void> {
    while (this.#records.length > 0 || this.#rooms.length > 0) {
      const records = this.#records.splice(0)
      const rooms = this.#rooms.splice(0)
      // Records first and on their own: a reply that fits must not fail because there is no room for the next.
      if (records.length > 0) await settle(records, () => this.#commitTwice(records))
      if (rooms.length > 0) await settle(rooms, () => this.#makeRoom(rooms))
    }
    // In one step with the last look at the queues: an append in between would wait for ever.
    this.#working = undefined
  }

  /**
   * A segment whose write or sync failed is never written again: after a failed fdatasync the kernel may have dropped
   * the pages and call the next one a success ("fsyncgate", PostgreSQL 2018). What was not acknowledged is written
   * once more, to a new segment.
   */
  async #commitTwice(records: Waiting<Buffer>[]): Promise<Place[]> {
    try {
      return await this.#commit(records)
    } catch {
      await this.#abandon()
      try {
        return await this.#commit(records)
      } catch (error) {
        await this.#abandon()
        throw error
      }
    }
  }

  async #commit(records: Waiting<Buffer>[]): Promise<Place[]> {
    const bytes = records.length === 1 ? records[0]!.bytes : Buffer.concat(records.map((record) => record.bytes))
    const segment = await this.#segmentFor(bytes.length)
    await writeAll(segment.file, bytes, segment.end)
    await segment.file.datasync()
    const places = records.map((record) => {
      const place = { segment: segment.number, offset: segment.end }
      segment.end += record.bytes.length
      return place
    })
    segment.reserved = Math.max(segment.reserved, segment.end)
    return places
  }

  async #makeRoom(rooms: Waiting<number>[]): Promise<Place[]> {
    const bytes = Math.max(...rooms.map((room) => room.bytes))
    const segment = await this.#segmentFor(bytes)
    while (segment.end + bytes > segment.reserved) {
      await writeAll(segment.file, EMPTY_STEP, segment.reserved)
      segment.reserved += RESERVE_STEP
    }
    return rooms.map(() => ({ segment: segment.number, offset: segment.end }))
  }

  /** The segment at hand, or a new one when it is full. Space reserved in it is used up first, so it may end later. */
  async #segmentFor(bytes: number): Promise<Segment> {
    const segment = this.#segment
    if (segment && segment.end >= this.#maxBytes && segment.end + bytes > segment.reserved) await this.#finish()
    return (this.#segment ??= await this.#create())
  }

  /** Gives reserved space back: NUL bytes at the end are part of the format, so that a failure here loses nothing. */
  async #finish(): Promise<void> {
    const segment = this.#segment
    if (segment && segment.reserved > segment.end) await segment.file.truncate(segment.end).catch(() => {})
    await this.#abandon()
  }

  async #create(): Promise<Segment> {
    const { number, file } = await this.#openNext()
    const segment = { number, file, end: SEGMENT_HEADER.length, reserved: SEGMENT_HEADER.length }
    try {
      await writeAll(file, SEGMENT_HEADER, 0)
      await file.datasync()
      await syncFolder(this.#fs, this.#dir)
      return segment
    } catch (error) {
      await file.close().catch(() => {})
      throw error
    }
  }

  /** Numbers that another writer took (one outside the reach of the lock) are passed over. */
  async #openNext(): Promise<{ number: number; file: JournalFile }> {
    for (;;) {
      const number = this.#nextNumber++
      try {
        return { number, file: await this.#fs.open(join(this.#dir, segmentName(number)), 'wx') }
      } catch (error) {
        if (systemCode(error) !== 'EEXIST') throw error
      }
    }
  }

  async #abandon(): Promise<void> {
    const segment = this.#segment
    this.#segment = undefined
    await segment?.file.close().catch(() => {})
  }
}

async function settle<T>(waiting: Waiting<T>[], act: () => Promise<Place[]>): Promise<void> {
  try {
    const places = await act()
    for (const [index, { resolve }] of waiting.entries()) resolve(places[index])
  } catch (cause) {
    const error = new SftError('ERR_IO', `cannot write to the journal: ${messageOf(cause)}`, {
      cause,
      hint: 'every reply acknowledged so far is safe; make room or repair the disk, then run the same command again',
    })
    for (const { reject } of waiting) reject(error)
  }
}

async function writeAll(file: JournalFile, bytes: Buffer, position: number): Promise<void> {
  for (let sent = 0; sent < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, sent, bytes.length - sent, position + sent)
    if (bytesWritten === 0) throw new Error('the disk took no bytes')
    sent += bytesWritten
  }
}
