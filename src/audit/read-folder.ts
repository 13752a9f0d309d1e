import { SftError } from '../errors.ts'
import type { Split } from '../record.ts'
import type { RunContext } from '../stream/run-context.ts'
import { readRow, type RowText } from './read-row.ts'
import { readValues } from './read-values.ts'
import { splitFiles, type SplitFile } from './split-files.ts'

/** A program of 400 tokens takes 8 KB here: this many take about a gigabyte. */
const MAX_ROWS = 100_000

export interface FolderRow extends RowText {
  readonly split: Split
  readonly file: string
  readonly line: number
}

/**
 * The rows of a folder with splits, by split, file and line. A row that cannot be read is counted under the stage
 * `name`, or under --on-error fail the end: ERR_BAD_INPUT. Throws ERR_NO_INPUT for a folder without splits.
 */
export async function readFolder(context: RunContext, name: string, folder: string): Promise<FolderRow[]> {
  const tally = context.ledger.stage(name)
  const { maxItems = MAX_ROWS, onError } = context.options
  const most = Math.min(maxItems, MAX_ROWS)
  const rows: FolderRow[] = []
  const refuse = (file: SplitFile, reason: string, line: number, message: string) => {
    const place = `${file.name}:${line}: ${message}`
    if (onError === 'fail') throw new SftError('ERR_BAD_INPUT', place)
    tally.drop(reason, { line, message: place })
  }
  for (const file of splitFiles(folder)) {
    const unread = (reason: string, line: number, message: string) => {
      tally.in++
      refuse(file, reason, line, message)
    }
    for await (const { line, value } of readValues(file.path, unread)) {
      tally.in++
      const row = readRow(value)
      if (!row) refuse(file, 'no-task-and-answer', line, 'no task with an answer')
      else if (rows.length === most) tally.drop('too-many-rows', { line, message: `${file.name}: above ${most} rows` })
      else {
        rows.push({ ...row, split: file.split, file: file.name, line })
        tally.out++
      }
    }
  }
  return rows
}

/** What a row is called: its own id, if it has one, and where it stands. */
export function nameOf({ metadata: { id }, file, line }: FolderRow): string {
  return typeof id === 'string' && id !== '' ? `${file}:${line} ${id}` : `${file}:${line}`
}
