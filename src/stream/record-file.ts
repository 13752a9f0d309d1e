import { createReadStream, openSync } from 'node:fs'
import { addAbortSignal, pipeline, type Readable, type Transform } from 'node:stream'
import { SftError, messageOf } from '../errors.ts'
import type { RecordName } from '../record.ts'
import { readRecords } from './read-records.ts'
import type { RunContext } from './run-context.ts'

interface RecordFile {
  readonly record: RecordName
  /** Name of the tally. */
  readonly stage: string
  /** The flag that names the file, for the hint. */
  readonly flag: string
}

/** The records of a file beside the input. Throws ERR_NO_INPUT at once; a bad line is dropped like any other. */
export function readRecordFile(context: RunContext, file: string, { record, stage, flag }: RecordFile): Readable {
  const source = createReadStream(file, { fd: open(file, flag) })
  const links = readRecords(context, record, { source, name: file, intake: new AbortController() }, { stage })
  // Whoever reads the last link sees the error of any of them: there is nothing to add in the callback.
  const rows = pipeline(links, () => {}) as Transform
  return addAbortSignal(context.signal, rows)
}

function open(file: string, flag: string): number {
  try {
    return openSync(file, 'r')
  } catch (cause) {
    throw new SftError('ERR_NO_INPUT', `cannot open ${file}: ${messageOf(cause)}`, { cause, hint: `check ${flag}` })
  }
}
