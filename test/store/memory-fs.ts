import { Buffer } from 'node:buffer'
import { basename } from 'node:path'
import type { JournalFile, JournalFs } from '../../src/store/journal-writer.ts'

/** What goes wrong at a call: an error, a write that takes half, or one that takes half and then fails. */
export type Fault = 'ENOSPC' | 'EIO' | 'short' | 'torn'

interface Content {
  /** What a process sees. */
  live: Buffer
  /** What a power cut leaves for certain: the state at the last datasync. */
  durable: Buffer
  /** Whether the name itself survives a power cut: its folder was synced. */
  named: boolean
}

const SECTOR = 64

/** One folder in memory that can fail at any call that changes something, and lose power. */
export class MemoryFs implements JournalFs {
  readonly files = new Map<string, Content>()
  /** Calls so far that changed something or made it durable. */
  calls = 0
  syncs = 0
  /** Which calls fail, and how. */
  fault: (call: number) => Fault | undefined = () => undefined

  async mkdir(): Promise<void> {}

  async readdir(): Promise<string[]> {
    return [...this.files.keys()]
  }

  async open(path: string, flags: 'r' | 'wx'): Promise<JournalFile> {
    const name = basename(path)
    if (flags === 'r' && !name.endsWith('.journal')) return this.#folder()
    const content = this.files.get(name)
    if (flags === 'r') {
      if (!content) throw systemError('ENOENT')
      return this.#file(content)
    }
    this.#mayFail()
    if (content) throw systemError('EEXIST')
    const created = { live: Buffer.alloc(0), durable: Buffer.alloc(0), named: false }
    this.files.set(name, created)
    return this.#file(created)
  }

  async unlink(path: string): Promise<void> {
    this.#mayFail()
    if (!this.files.delete(basename(path))) throw systemError('ENOENT')
  }

  /** What the disk holds after a power cut: of what was not synced, each sector may be there or not. */
  afterPowerCut(random: () => number): MemoryFs {
    const fs = new MemoryFs()
    for (const [name, { live, durable, named }] of this.files) {
      if (!named) continue
      const bytes = Buffer.alloc(random() < 0.5 ? live.length : durable.length)
      durable.copy(bytes)
      for (let at = 0; at < bytes.length; at += SECTOR) {
        if (at < live.length && random() < 0.5) live.copy(bytes, at, at, at + SECTOR)
      }
      fs.files.set(name, { live: bytes, durable: bytes, named })
    }
    return fs
  }

  /** What the next process finds after this one was killed. */
  afterKill(): MemoryFs {
    const fs = new MemoryFs()
    for (const [name, content] of this.files) fs.files.set(name, { ...content })
    return fs
  }

  #mayFail(): Fault | undefined {
    const fault = this.fault(++this.calls)
    if (fault === 'ENOSPC' || fault === 'EIO') throw systemError(fault)
    return fault
  }

  #file(content: Content): JournalFile {
    return {
      read: async (buffer, offset, length, position) => {
        const part = content.live.subarray(position, position + length)
        Buffer.from(buffer.buffer, buffer.byteOffset, buffer.byteLength).set(part, offset)
        return { bytesRead: part.length }
      },
      write: async (buffer, offset, length, position) => {
        const fault = this.#mayFail()
        const taken = fault && length > 1 ? Math.floor(length / 2) : length
        const missing = position + taken - content.live.length
        if (missing > 0) content.live = Buffer.concat([content.live, Buffer.alloc(missing)])
        content.live.set(buffer.subarray(offset, offset + taken), position)
        if (fault === 'torn') throw systemError('ENOSPC')
        return { bytesWritten: taken }
      },
      datasync: async () => {
        if (this.#mayFail() === 'torn') throw systemError('EIO')
        this.syncs++
        content.durable = Buffer.from(content.live)
      },
      truncate: async (length) => {
        if (this.#mayFail() === 'torn') throw systemError('EIO')
        content.live = content.live.subarray(0, length)
      },
      close: async () => {},
    }
  }

  #folder(): JournalFile {
    const sync = async (): Promise<void> => {
      if (this.#mayFail() === 'torn') throw systemError('EIO')
      for (const content of this.files.values()) content.named = true
    }
    return { ...this.#file({ live: Buffer.alloc(0), durable: Buffer.alloc(0), named: true }), datasync: sync }
  }
}

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: planted`), { code })
}
