import { isUtf8 } from 'node:buffer'
import { foreignFormat } from './foreign-format.ts'
import { BadLine } from './json-value.ts'

/** The text in the bytes of a whole file, without a byte order mark. Throws an Error that says what is there instead. */
export function plainText(bytes: Buffer): string {
  const foreign = foreignFormat(bytes)
  if (foreign !== undefined) throw new Error(foreign)
  if (!isUtf8(bytes)) throw new Error('invalid utf8')
  return bytes.toString().replace(/^\ufeff/, '')
}

/** The text of a line, without a byte order mark; undefined stands for a line that is too long. Throws BadLine. */
export function textOfLine(bytes: Buffer | undefined): string {
  if (!bytes) throw new BadLine('line-too-long', 'line too long')
  if (!isUtf8(bytes)) throw new BadLine('invalid-utf8', 'invalid utf8')
  return bytes.toString().replace(/^\ufeff/, '')
}
