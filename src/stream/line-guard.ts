import { Transform, type TransformCallback } from 'node:stream'
import { isUtf8 } from 'node:buffer'
import { HEAD_BYTES, foreignFormat } from './foreign-format.ts'

/** Lines longer than this are dropped: a record of ours is a few kilobytes. */
export const MAX_LINE_BYTES = 4 * 1024 * 1024

const NEWLINE = 10
const BOM = Buffer.from([0xef, 0xbb, 0xbf])

export type LineProblem = 'line-too-long' | 'invalid-utf8' | 'not-text'

/** Told of a bad line, with its number from 1 and what is wrong in words. May throw: that fails the chain. */
type Report = (problem: LineProblem, line: number, message: string) => void

/**
 * Stands before split2 and lets only whole lines through that split2 can be trusted with: strictly valid UTF-8, no byte
 * order mark at the start of the input, at most `maxBytes` long. A bad line is reported and replaced by an empty one, so
 * that whoever counts lines behind split2 still counts right. Input that is compressed or in another encoding is reported
 * once, as its first line, and nothing of it passes. Memory: one line.
 */
export function lineGuard(report: Report, maxBytes: number = MAX_LINE_BYTES): Transform {
  return new LineGuard(report, maxBytes)
}

class LineGuard extends Transform {
  readonly #report: Report
  readonly #maxBytes: number
  #head = Buffer.alloc(0)
  /** The input is no text. */
  #foreign = false
  #started = false
  /** Lines that ended so far. */
  #lines = 0
  /** The unfinished line. */
  #parts: Buffer[] = []
  #partBytes = 0
  /** Inside a line that is already known to be too long. */
  #skipping = false

  constructor(report: Report, maxBytes: number) {
    super({ readableHighWaterMark: 64 * 1024, writableHighWaterMark: 64 * 1024 })
    this.#report = report
    this.#maxBytes = maxBytes
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    try {
      if (!this.#foreign && this.#head.length < HEAD_BYTES) this.#look(chunk)
      if (this.#foreign) return done()
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
      if (!this.#foreign) this.#pass(this.#take(Buffer.alloc(0)))
      done()
    } catch (error) {
      done(error as Error)
    }
  }

  #look(chunk: Buffer): void {
    this.#head = Buffer.concat([this.#head, chunk.subarray(0, HEAD_BYTES - this.#head.length)])
    const format = foreignFormat(this.#head)
    if (format === undefined) return
    this.#foreign = true
    this.#report('not-text', 1, format)
  }

  #keep(part: Buffer): void {
    if (this.#skipping) return
    this.#parts.push(part)
    this.#partBytes += part.length
    if (this.#partBytes <= this.#maxBytes + BOM.length) return
    this.#refuse('line-too-long', this.#lines + 1)
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
    this.#refuse(problem, this.#lines)
    return Buffer.from('\n')
  }

  #refuse(problem: LineProblem, line: number): void {
    this.#report(problem, line, problem.replaceAll('-', ' '))
  }
}
