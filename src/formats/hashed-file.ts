import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync } from 'node:fs'
import { ioError } from '../errors.ts'
import { writeBytes } from '../stream/file-bytes.ts'

const FLUSH_BYTES = 1 << 20

export interface FileFacts {
  bytes: number
  /** Lowercase hex. */
  sha256: string
}

/**
 * A new file that is hashed while it is written. Synchronous, because a write of 1 MB is shorter than the bookkeeping
 * of waiting for it. Every method throws ERR_IO (full disk, no permission); nothing is left open after close().
 */
export class HashedFile {
  readonly #path: string
  readonly #descriptor: number
  readonly #hash = createHash('sha256')
  #pending: string[] = []
  #pendingLength = 0
  #bytes = 0
  #open = true

  constructor(path: string) {
    this.#path = path
    this.#descriptor = this.#guard(() => openSync(path, 'wx'))
  }

  append(text: string): void {
    this.#pending.push(text)
    this.#pendingLength += text.length
    if (this.#pendingLength >= FLUSH_BYTES) this.#flush()
  }

  /** The bytes may be reused by the caller afterwards. */
  appendBytes(bytes: Uint8Array): void {
    this.#flush()
    this.#write(bytes)
  }

  /** Ends the file, on the disk and not only in a cache: after a power cut no renamed folder may hold empty files. */
  finish(): FileFacts {
    this.#flush()
    this.#guard(() => fsyncSync(this.#descriptor))
    this.close()
    return { bytes: this.#bytes, sha256: this.#hash.digest('hex') }
  }

  close(): void {
    if (!this.#open) return
    this.#open = false
    closeSync(this.#descriptor)
  }

  #flush(): void {
    const bytes = Buffer.from(this.#pending.join(''))
    this.#pending = []
    this.#pendingLength = 0
    this.#write(bytes)
  }

  #write(bytes: Uint8Array): void {
    this.#hash.update(bytes)
    this.#bytes += bytes.length
    this.#guard(() => writeBytes(this.#descriptor, bytes))
  }

  #guard<T>(action: () => T): T {
    try {
      return action()
    } catch (cause) {
      throw ioError('write', this.#path, cause)
    }
  }
}
