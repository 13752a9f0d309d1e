import { Transform, type TransformCallback } from 'node:stream'
import { isUtf8 } from 'node:buffer'

/** Lines longer than this are dropped: a record of ours is a few kilobytes. */
export const MAX_LINE_BYTES = 4 * 1024 * 1024

const NEWLINE = 10
const BOM = Buffer.from([0xef, 0xbb, 0xbf])

export type LineProblem = 'line-too-long' | 'invalid-utf8'

/**
 * Stands before split2 and lets only whole lines through that split2 can be trusted with: strictly valid UTF-8, no byte
 * order mark at the start of the input, at most `maxBytes` long. A bad line is reported with its number (1-based) and
 * replaced by an empty one, so that whoever counts lines behind split2 still counts right. Memory: one line.
 */
export function lineGuard(
  report: (problem: LineProblem, line: number) => void,
  maxBytes: number = MAX_LINE_BYTES,
): Transform {
  return new LineGuard(report, maxBytes)
}

class LineGuard extends Transform {
  readonly #report: (problem: LineProblem, line: number) => void
  readonly #maxBytes: number
  #started = false
  /** Lines that ended so far. */
  #lines = 0
  /** The unfinished line. */
  #parts: Buffer[] = []
  #partBytes = 0
  /** Inside a line that is already known to be too long. */
  #skipping = false

  constructor(report: (problem: LineProblem, line: number) => void, maxBytes: number) {
    super({ readableHighWaterMark: 64 * 1024, writableHighWaterMark: 64 * 1024 })
    this.#report = report
    this.#maxBytes = maxBytes
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    try {
      const end = chunk.lastIndexOf(NEWLINE) + 1
      if (end > 0) this.#pass(this.#take(chunk.subarray(0, end)))
      if (end < chunk.length) this.#keep(chunk.subarray(end))
      done()
    } catch (error) {
      done(error as Error)
    }
  }

  override _flush(done: TransformCallback): void {
    try {
      this.#pass(this.#take(Buffer.alloc(0)))
      done()
    } catch (error) {
      done(error as Error)
    }
  }

  #keep(part: Buffer): void {
    if (this.#skipping) return
    this.#parts.push(part)
    this.#partBytes += part.length
    if (this.#partBytes <= this.#maxBytes + BOM.length) return
    this.#report('line-too-long', this.#lines + 1)
    this.#skipping = true
    this.#parts = []
    this.#partBytes = 0
  }

  /** The unfinished line and what follows it, without the rest of a line that is being skipped and without the BOM. */
  #take(tail: Buffer): Buffer {
    let bytes = this.#parts.length > 0 ? Buffer.concat([...this.#parts, tail]) : tail
    this.#parts = []
    this.#partBytes = 0
    if (this.#skipping && bytes.length > 0) {
      bytes = bytes.subarray(bytes.indexOf(NEWLINE))
      this.#skipping = false
      this.#started = true
    }
    if (!this.#started && bytes.length > 0) {
      this.#started = true
      if (bytes.subarray(0, BOM.length).equals(BOM)) return bytes.subarray(BOM.length)
    }
    return bytes
  }

  /** Passes on whole lines: all at once when nothing is wrong with them, else one by one. */
  #pass(bytes: Buffer): void {
    if (bytes.length === 0) return
    const allGood = bytes.length <= this.#maxBytes && isUtf8(bytes)
    let start = 0
    while (start < bytes.length) {
      const newline = bytes.indexOf(NEWLINE, start)
      const end = newline === -1 ? bytes.length : newline + 1
      this.#lines++
      if (!allGood) this.push(this.#checked(bytes.subarray(start, end)))
      start = end
    }
    if (allGood) this.push(bytes)
  }

  #checked(line: Buffer): Buffer {
    const problem = line.length > this.#maxBytes + 1 ? 'line-too-long' : isUtf8(line) ? undefined : 'invalid-utf8'
    if (!problem) return line
    this.#report(problem, this.#lines)
    return Buffer.from('\n')
  }
}
