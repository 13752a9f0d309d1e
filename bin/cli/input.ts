import { createReadStream, fstatSync, openSync, statSync } from 'node:fs'
import { SftError, messageOf } from '../../src/errors.ts'
import type { RecordInput } from '../../src/stream/read-records.ts'
import type { Io } from './command.ts'

/** Opens a file, or stdin for `-` and nothing. Throws ERR_NO_INPUT, and ERR_USAGE when stdin is a terminal. */
export function openInput(operand: string | undefined, io: Io, usage: string, maxItems?: number): RecordInput {
  const intake = new AbortController()
  const interrupt = () => intake.abort()
  if (io.interrupt?.aborted) interrupt()
  io.interrupt?.addEventListener('abort', interrupt, { once: true })
  if (operand === undefined || operand === '-') {
    if (io.stdin.isTTY && operand === undefined) {
      throw new SftError('ERR_USAGE', 'no input: name a file, or pipe rows in', {
        hint: `Usage: ${usage}; sft-stream -h lists the commands`,
      })
    }
    return { source: io.stdin, name: '<stdin>', intake, maxItems, size: sizeOf(io.stdin.fd) }
  }
  try {
    if (statSync(operand).isDirectory()) throw new Error('it is a folder')
    const fd = openSync(operand, 'r')
    return { source: createReadStream(operand, { fd }), name: operand, intake, maxItems, size: sizeOf(fd) }
  } catch (cause) {
    throw new SftError('ERR_NO_INPUT', `cannot open ${operand}: ${messageOf(cause)}`, { cause })
  }
}

/** Bytes of a regular file; undefined for pipes and the like. */
function sizeOf(fd: number | undefined): number | undefined {
  if (fd === undefined) return undefined
  const stat = fstatSync(fd)
  return stat.isFile() ? stat.size : undefined
}
