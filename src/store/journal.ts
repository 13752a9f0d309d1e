/** The journal of paid replies: nothing that arrived is lost or bought twice. The format is in journal-format.ts. */
import { join } from 'node:path'
import { SftError, ioError, messageOf, systemCode } from '../errors.ts'
import {
  MAX_RECORD_BYTES,
  decodeRecord,
  encodeRecord,
  scanSegment,
  segmentName,
  segmentNumber,
} from './journal-format.ts'
import type { JournalProblem } from './journal-format.ts'
import { journalFs } from './journal-fs.ts'
import { lockJournal, type Unlock } from './journal-lock.ts'
import { JournalWriter, type JournalFile, type JournalFs, type Place } from './journal-writer.ts'
import { readLineAt } from './lines.ts'

export interface JournalOptions {
  /** Default: that of the machine, see journal-fs.ts. */
  fs?: JournalFs
  /** Takes the lock of the one writer. */
  lock?: (dir: string) => Promise<Unlock>
  /** Size in bytes at which a new segment begins. */
  segmentBytes?: number
}

export interface JournalEntry<Reply> {
  readonly key: string
  readonly reply: Reply
  /** Where it is: file name and byte offset. */
  readonly segment: string
  readonly offset: number
}

/** Small enough to copy, large enough that a million replies make some two hundred files. */
const SEGMENT_BYTES = 64 * 1024 * 1024

/** Replies that one sync makes safe while the journal is written anew. */
const COMPACT_BATCH = 256

/** Segment and offset packed into one number; segments end far below this. */
const OFFSET_RANGE = 2 ** 32

/** What the segments hold: about 130 bytes of memory a reply. */
interface Contents {
  readonly places: Map<string, number>
  readonly problems: JournalProblem[]
  readonly lastSegment: number
}

/** Reads a journal that another process may be writing. */
export class JournalReader<Reply = unknown> {
  /** What was found in the segments that is no record. */
  readonly problems: JournalProblem[]
  readonly #fs: JournalFs
  readonly #dir: string
  readonly #places: Map<string, number>

  constructor(fs: JournalFs, dir: string, contents: Contents) {
    this.#fs = fs
    this.#dir = dir
    this.#places = contents.places
    this.problems = contents.problems
  }

  get size(): number {
    return this.#places.size
  }

  /** Whether a reply was found under a key; it may yet turn out to be damaged. */
  has(key: string): boolean {
    return this.#places.has(key)
  }

  /** The reply saved under a key; undefined when there is none or it was damaged meanwhile. Throws ERR_IO. */
  async get(key: string): Promise<Reply | undefined> {
    return (await this.#entry(key))?.reply
  }

  /** Every reply, in the order in which they were saved. Throws ERR_IO. */
  async *entries(): AsyncGenerator<JournalEntry<Reply>> {
    for (const key of this.#places.keys()) {
      const entry = await this.#entry(key)
      if (entry) yield entry
    }
  }

  protected remember(key: string, place: Place): void {
    note(this.#places, key, place)
  }

  async #entry(key: string): Promise<JournalEntry<Reply> | undefined> {
    const packed = this.#places.get(key)
    if (packed === undefined) return undefined
    const offset = packed % OFFSET_RANGE
    const segment = segmentName((packed - offset) / OFFSET_RANGE)
    const line = await reading(this.#fs, join(this.#dir, segment), (file) => readLineAt(file, offset, MAX_RECORD_BYTES))
    const record = line && decodeRecord(line)
    // The type of a reply is the business of whoever wrote it: the checksum says that this is what was written.
    if (record?.key === key) return { key, reply: record.reply as Reply, segment, offset }
    this.#places.delete(key)
    this.problems.push({ segment, offset, bytes: line?.length ?? 0, reason: 'damaged' })
    return undefined
  }
}

/** A journal that this process, and no other, writes to. */
export class Journal<Reply = unknown> extends JournalReader<Reply> {
  readonly #fs: JournalFs
  readonly #dir: string
  readonly #writer: JournalWriter
  readonly #unlock: Unlock

  /** Locks and reads the journal in `dir`, which is made if missing. Throws ERR_JOURNAL_IN_USE or ERR_IO. */
  static async open<Reply>(dir: string, options: JournalOptions = {}): Promise<Journal<Reply>> {
    const { fs = journalFs, lock = lockJournal, segmentBytes = SEGMENT_BYTES } = options
    try {
      await fs.mkdir(dir, { recursive: true })
    } catch (cause) {
      throw new SftError('ERR_IO', `cannot make the journal folder ${dir}: ${messageOf(cause)}`, { cause })
    }
    const unlock = await lock(dir)
    try {
      const contents = await scan(fs, dir)
      const writer = new JournalWriter(fs, dir, contents.lastSegment + 1, segmentBytes)
      return new Journal<Reply>(fs, dir, contents, writer, unlock)
    } catch (error) {
      await unlock()
      throw error
    }
  }

  /** Reads the journal in `dir` without the lock, as it is now; a missing folder is an empty journal. Throws ERR_IO. */
  static async read<Reply>(dir: string, { fs = journalFs }: JournalOptions = {}): Promise<JournalReader<Reply>> {
    return new JournalReader<Reply>(fs, dir, await scan(fs, dir))
  }

  private constructor(fs: JournalFs, dir: string, contents: Contents, writer: JournalWriter, unlock: Unlock) {
    super(fs, dir, contents)
    this.#fs = fs
    this.#dir = dir
    this.#writer = writer
    this.#unlock = unlock
  }

  /** Resolves when the reply is safe on disk. Rejects with ERR_IO; then it may or may not be found by the next run. */
  async append(key: string, reply: Reply): Promise<void> {
    this.remember(key, await this.#writer.append(encodeRecord(key, reply)))
  }

  /**
   * Writes every reply anew and then removes the segments that held it: what was damaged, torn or written twice is gone.
   * Killed in between, a reply is there twice, never not at all. Segments that this version cannot read stay. Rejects with
   * ERR_IO.
   */
  async compact(): Promise<void> {
    const isForeign = (name: string): boolean =>
      this.problems.some(({ segment, reason }) => segment === name && reason !== 'damaged' && reason !== 'torn-tail')
    const old = (await segmentsIn(this.#fs, this.#dir)).map(segmentName).filter((name) => !isForeign(name))
    let batch: Promise<unknown>[] = []
    for await (const { key, reply } of this.entries()) {
      batch.push(this.#writer.append(encodeRecord(key, reply)))
      if (batch.length < COMPACT_BATCH) continue
      await Promise.all(batch)
      batch = []
    }
    await Promise.all(batch)
    await this.#writer.close()
    try {
      for (const segment of old) await this.#fs.unlink(join(this.#dir, segment))
    } catch (cause) {
      throw ioError('remove a segment of the journal in', this.#dir, cause)
    }
  }

  /** Takes disk space for `bytes` of replies to come: a full disk shows before they are paid. Rejects with ERR_IO. */
  async reserve(bytes: number): Promise<void> {
    await this.#writer.reserve(bytes)
  }

  /** Waits for appends under way, then lets go of the lock. */
  async close(): Promise<void> {
    await this.#writer.close()
    await this.#unlock()
  }
}

/** Finds every record by reading all segments: there is no index file that could be missing or wrong. */
async function scan(fs: JournalFs, dir: string): Promise<Contents> {
  const places = new Map<string, number>()
  const problems: JournalProblem[] = []
  const segments = await segmentsIn(fs, dir)
  for (const segment of segments) {
    const name = segmentName(segment)
    const found = (key: string, offset: number): void => note(places, key, { segment, offset })
    await reading(fs, join(dir, name), (file) => scanSegment(file, name, found, (problem) => problems.push(problem)))
  }
  return { places, problems, lastSegment: segments.at(-1) ?? 0 }
}

async function segmentsIn(fs: JournalFs, dir: string): Promise<number[]> {
  try {
    return (await fs.readdir(dir)).flatMap((name) => segmentNumber(name) ?? []).toSorted((a, b) => a - b)
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return []
    throw unreadable(dir, error)
  }
}

function note(places: Map<string, number>, key: string, { segment, offset }: Place): void {
  if (!places.has(key)) places.set(key, segment * OFFSET_RANGE + offset)
}

async function reading<T>(fs: JournalFs, path: string, use: (file: JournalFile) => Promise<T>): Promise<T> {
  try {
    const file = await fs.open(path, 'r')
    try {
      return await use(file)
    } finally {
      await file.close()
    }
  } catch (error) {
    throw unreadable(path, error)
  }
}

/** Ends the run rather than passing over the segment: what cannot be read may be there, and would be bought again. */
function unreadable(path: string, cause: unknown): SftError {
  return new SftError('ERR_IO', `cannot read the journal: ${path}: ${messageOf(cause)}`, {
    cause,
    hint: 'repair it, or move it away to accept that its replies are bought again',
  })
}
