/** Whole reads and writes of open files, synchronous: the system may do a part of what it is asked for. */
import { readSync, writeSync } from 'node:fs'

/** The bytes at an offset; fewer than `length` only where the file ends. */
export function readBytes(descriptor: number, offset: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length)
  let filled = 0
  while (filled < length) {
    const got = readSync(descriptor, bytes, filled, length - filled, offset + filled)
    if (got === 0) break
    filled += got
  }
  return bytes.subarray(0, filled)
}

/** Writes all bytes at the file's own position. */
export function writeBytes(descriptor: number, bytes: Uint8Array): void {
  for (let sent = 0; sent < bytes.length; ) sent += writeSync(descriptor, bytes, sent)
}
