/** The values of a data file, one by one: JSON lines, a JSON array, or Parquet. All of it is somebody else's. */
import { isUtf8 } from 'node:buffer'
import { createReadStream, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import split2 from 'split2'
import { messageOf } from '../errors.ts'
import { BadLine, attempt, checked, parseValue } from '../stream/json-value.ts'
import { lineGuard } from '../stream/line-guard.ts'
import { parseJson } from '../text/parse-json.ts'

/** A JSON array has to be in memory as a whole. */
const MAX_ARRAY_BYTES = 256 * 1024 * 1024

/** Rows of a Parquet file that are in memory at one time. */
const PARQUET_ROWS = 1000

/** A page may say that it unpacks to any size. */
const MAX_UNPACKED = { maxOutputLength: 1024 * 1024 * 1024 }

export interface Place {
  /** From 1: of a line, of an element of an array, of a row. */
  readonly line: number
}

export interface Value extends Place {
  readonly value: unknown
}

/** Told of what cannot be read; line 0 is the file. It may throw, to end the reading. */
export type Refuse = (reason: string, line: number, message: string) => void

/** What a line that is no JSON means; undefined: nothing. */
type ReadText = (line: string) => string | undefined

/** The values of a file, by what its name ends with; what cannot be read is told and left out. */
export async function* readValues(
  path: string,
  refuse: Refuse,
  readText: ReadText = () => undefined,
): AsyncGenerator<Value> {
  if (path.endsWith('.parquet')) yield* parquetRows(path, refuse)
  else if (path.endsWith('.json')) yield* arrayOrLines(path, refuse, readText)
  else yield* jsonLines(path, refuse, readText)
}

async function* jsonLines(path: string, refuse: Refuse, readText: ReadText): AsyncGenerator<Value> {
  let line = 0
  const guard = lineGuard(refuse)
  const source = createReadStream(path)
  source.on('error', (error) => guard.destroy(error))
  const lines = source.pipe(guard).pipe(split2())
  guard.on('error', (error) => lines.destroy(error))
  for await (const text of lines as AsyncIterable<string>) {
    line++
    if (text.trim() === '') continue
    const read = attempt(() => parseValue(text))
    const value = read instanceof BadLine && read.reason === 'invalid-json' ? (readText(text) ?? read) : read
    if (value instanceof BadLine) refuse(value.reason, line, value.message)
    else yield { line, value }
  }
}

/** `.json` is a list, an object around a list, or lines all the same. */
async function* arrayOrLines(path: string, refuse: Refuse, readText: ReadText): AsyncGenerator<Value> {
  const list = statSync(path).size > MAX_ARRAY_BYTES ? undefined : listIn(await readFile(path))
  if (!list) return yield* jsonLines(path, refuse, readText)
  for (const [at, found] of list.entries()) {
    const value = attempt(() => checked(found))
    if (value instanceof BadLine) refuse(value.reason, at + 1, value.message)
    else yield { line: at + 1, value }
  }
}

function listIn(bytes: Buffer): unknown[] | undefined {
  const whole = isUtf8(bytes) ? parseJson(bytes.toString().replace(/^\ufeff/, '')) : undefined
  return Array.isArray(whole) ? whole : Object.values(Object(whole) as object).find(isListOfRows)
}

/** `{"data": […]}`; a row with its turns is a row. */
function isListOfRows(value: unknown): value is unknown[] {
  const [first] = Array.isArray(value) ? value : []
  return typeof first === 'object' && first !== null && !['role', 'from'].some((key) => key in first)
}

async function* parquetRows(path: string, refuse: Refuse): AsyncGenerator<Value> {
  const { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } = await import('hyparquet')
  const compressors = {
    GZIP: (bytes: Uint8Array) => gunzipSync(bytes, MAX_UNPACKED),
    BROTLI: (bytes: Uint8Array) => brotliDecompressSync(bytes, MAX_UNPACKED),
  }
  let start = 0
  try {
    const file = await asyncBufferFromFile(path)
    const metadata = await parquetMetadataAsync(file)
    const rows = Number(metadata.num_rows)
    for (; start < rows; start += PARQUET_ROWS) {
      const rowEnd = Math.min(start + PARQUET_ROWS, rows)
      const group = await parquetReadObjects({ file, metadata, rowStart: start, rowEnd, compressors })
      if (group.length === 0) return
      yield* group.map((value, at) => ({ line: start + at + 1, value }))
    }
  } catch (error) {
    refuse('unreadable-parquet', start, messageOf(error))
  }
}
