/** A batch that is being written: on disk from the first request on, whatever their number. */
import type { FileHandle } from 'node:fs/promises'
import type { BatchFs } from './batch-store.ts'

const FLUSH_BYTES = 1 << 20

/** Appends to a file in large steps. */
class Appender {
  readonly #file: FileHandle
  #pending: Buffer[] = []
  #pendingBytes = 0
  /** With what is pending. */
  bytes = 0

  constructor(file: FileHandle) {
    this.#file = file
  }

  async append(text: string): Promise<void> {
    const bytes = Buffer.from(text)
    this.#pending.push(bytes)
    this.#pendingBytes += bytes.length
    this.bytes += bytes.length
    if (this.#pendingBytes >= FLUSH_BYTES) await this.#flush()
  }

  async finish(): Promise<void> {
    await this.#flush()
    await this.#file.sync()
  }

  async close(): Promise<void> {
    await this.#file.close()
  }

  async #flush(): Promise<void> {
    const bytes = Buffer.concat(this.#pending)
    this.#pending = []
    this.#pendingBytes = 0
    if (bytes.length > 0) await this.#file.writeFile(bytes)
  }
}

export class Draft {
  readonly name: string
  /** Byte offset of each request's line, by key. */
  readonly places = new Map<string, number>()
  readonly #body: Appender
  readonly #requests: Appender
  readonly #frame: { between: string; tail: string }

  static async open(
    fs: BatchFs,
    name: string,
    [body, requests]: readonly [string, string],
    frame: { head: string; between: string; tail: string },
  ): Promise<Draft> {
    const bodyFile = await fs.open(body, 'wx')
    try {
      const draft = new Draft(name, bodyFile, await fs.open(requests, 'wx'), frame)
      await draft.#body.append(frame.head)
      return draft
    } catch (error) {
      await bodyFile.close()
      throw error
    }
  }

  private constructor(name: string, body: FileHandle, requests: FileHandle, frame: { between: string; tail: string }) {
    this.name = name
    this.#body = new Appender(body)
    this.#requests = new Appender(requests)
    this.#frame = frame
  }

  /** Bytes of the body with a further entry. */
  bytesWith(entry: string): number {
    const { between, tail } = this.#frame
    return this.#body.bytes + between.length + Buffer.byteLength(entry) + tail.length
  }

  async add(key: string, entry: string, request: Readonly<Record<string, unknown>>): Promise<void> {
    await this.#body.append(this.places.size === 0 ? entry : this.#frame.between + entry)
    this.places.set(key, this.#requests.bytes)
    await this.#requests.append(`{"key":"${key}","request":${JSON.stringify(request)}}\n`)
  }

  /** Resolves when all of it is safe on disk. */
  async finish(): Promise<void> {
    try {
      await this.#body.append(this.#frame.tail)
      await this.#body.finish()
      await this.#requests.finish()
    } finally {
      await this.close()
    }
  }

  async close(): Promise<void> {
    await Promise.allSettled([this.#body.close(), this.#requests.close()])
  }
}
