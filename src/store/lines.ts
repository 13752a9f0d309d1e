/** Lines of a file together with their byte offsets, so that a line can be found again without being held. */

/** The part of a file handle that reading needs; node's FileHandle has it. */
export interface ReadableFile {
  read(buffer: Uint8Array, offset: number, length: number, position: number): Promise<{ bytesRead: number }>
}

export interface Line {
  /** Byte offset of the line's first byte. */
  readonly offset: number
  /** Length in bytes, without the newline. */
  readonly length: number
  /** The line without its newline; undefined when it is longer than the limit. */
  readonly bytes: Buffer | undefined
  /** False for a last line without a newline. */
  readonly terminated: boolean
}

const CHUNK_BYTES = 128 * 1024
const FIRST_READ_BYTES = 16 * 1024
const NEWLINE = 0x0a

/** Yields every line; of one longer than `maxBytes` only its place. Memory: one chunk and one line. */
export async function* readLines(file: ReadableFile, maxBytes: number): AsyncGenerator<Line> {
  let carry: Buffer[] = []
  let start = 0
  let length = 0
  const finish = (terminated: boolean): Line => {
    const line = { offset: start, length, bytes: length > maxBytes ? undefined : Buffer.concat(carry), terminated }
    carry = []
    start += length + 1
    length = 0
    return line
  }
  const take = (part: Buffer): void => {
    length += part.length
    if (length <= maxBytes) carry.push(part)
    else carry = []
  }
  for (let position = 0; ;) {
    const chunk = await readAt(file, position, CHUNK_BYTES)
    if (chunk.length === 0) break
    position += chunk.length
    let from = 0
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, from)) {
      take(chunk.subarray(from, end))
      yield finish(true)
      from = end + 1
    }
    take(chunk.subarray(from))
  }
  if (length > 0) yield finish(false)
}

/** The line that starts at `offset`, without its newline; undefined when none ends within `maxBytes`. */
export async function readLineAt(file: ReadableFile, offset: number, maxBytes: number): Promise<Buffer | undefined> {
  const parts: Buffer[] = []
  for (let length = 0, size = FIRST_READ_BYTES; length <= maxBytes; size = CHUNK_BYTES) {
    const part = await readAt(file, offset + length, size)
    const end = part.indexOf(NEWLINE)
    if (end !== -1 || part.length === 0) return Buffer.concat([...parts, part.subarray(0, Math.max(end, 0))])
    parts.push(part)
    length += part.length
  }
  return undefined
}

async function readAt(file: ReadableFile, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length)
  const { bytesRead } = await file.read(buffer, 0, length, position)
  return buffer.subarray(0, bytesRead)
}
