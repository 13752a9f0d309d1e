import { createReadStream, openSync } from 'node:fs'
import { addAbortSignal, pipeline, type Readable, type Transform } from 'node:stream'
import { SftError, messageOf } from '../errors.ts'
import { readRecords } from '../stream/read-records.ts'
import type { RunContext } from '../stream/run-context.ts'

/** The verdicts of a file of official examples. Throws ERR_NO_INPUT at once; a bad line is dropped like any other. */
export function readOfficial(context: RunContext, file: string): Readable {
  const source = createReadStream(file, { fd: open(file) })
  const intake = new AbortController()
  const links = readRecords(context, 'verdict', { source, name: file, intake }, { stage: 'read-official' })
  // Whoever reads the last link sees the error of any of them: there is nothing to add in the callback.
  const rows = pipeline(links, () => {}) as Transform
  return addAbortSignal(context.signal, rows)
}

function open(file: string): number {
  try {
    return openSync(file, 'r')
  } catch (cause) {
    throw new SftError('ERR_NO_INPUT', `cannot open ${file}: ${messageOf(cause)}`, { cause, hint: 'check --official' })
  }
}
