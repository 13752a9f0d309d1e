import { Writable, type Duplex } from 'node:stream'
import { jsonLine } from './json-line.ts'
import { ROW_BUFFER, rowTransform } from './transform.ts'
import { unreported } from './ledger.ts'

/** Records as lines of JSON with sorted keys: equal records are equal bytes. */
export function toLines(): Duplex {
  return rowTransform<object, string>(unreported(), { each: (row) => [jsonLine(row)] })
}

/** The end of a chain that writes to a stream it does not own (stdout): waits for room, never ends it. */
export function into(stream: NodeJS.WritableStream): Writable {
  return new Writable({
    objectMode: true,
    highWaterMark: ROW_BUFFER,
    write(text: string, _encoding, done) {
      stream.write(text, (error) => done(error))
    },
    // Rows that came meanwhile go out together.
    writev(rows, done) {
      stream.write(rows.map(({ chunk }) => chunk as string).join(''), (error) => done(error))
    },
  })
}
