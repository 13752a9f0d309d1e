/** Files that are often given where lines of JSON are wanted, told by their first bytes. */

interface Foreign {
  readonly name: string
  readonly starts: readonly string[]
  /** What prints such a file as lines of text. */
  readonly command?: string
}

/** First bytes as text, a character a byte. */
const FOREIGN: readonly Foreign[] = [
  { name: 'gzip', starts: ['\x1f\x8b'], command: 'gzip -dc' },
  { name: 'Zstandard', starts: ['\x28\xb5\x2f\xfd'], command: 'zstd -dc' },
  { name: 'bzip2', starts: [...'123456789'].map((level) => `BZh${level}1AY`), command: 'bzip2 -dc' },
  { name: 'xz', starts: ['\xfd7zXZ\0'], command: 'xz -dc' },
  { name: 'ZIP', starts: ['PK\x03\x04'], command: 'unzip -p' },
  { name: 'Parquet', starts: ['PAR1'] },
  { name: 'UTF-32', starts: ['\xff\xfe\0\0', '\0\0\xfe\xff'], command: 'iconv -f UTF-32 -t UTF-8' },
  // With its byte order mark, or the brace of a record in it: neither can begin a text in UTF-8.
  { name: 'UTF-16', starts: ['\xff\xfe', '\xfe\xff'], command: 'iconv -f UTF-16 -t UTF-8' },
  { name: 'UTF-16', starts: ['{\0'], command: 'iconv -f UTF-16LE -t UTF-8' },
  { name: 'UTF-16', starts: ['\0{'], command: 'iconv -f UTF-16BE -t UTF-8' },
]

/** As many first bytes tell all of them apart. */
export const HEAD_BYTES = 8

/** What a text that begins with these bytes is instead of lines, and what makes lines of it; undefined: it may be lines. */
export function foreignFormat(head: Uint8Array): string | undefined {
  const start = Buffer.from(head.subarray(0, HEAD_BYTES)).toString('latin1')
  const found = FOREIGN.find(({ starts }) => starts.some((bytes) => start.startsWith(bytes)))
  if (!found) return undefined
  const { name, command } = found
  return command === undefined ? `this is ${name}, not lines of text` : `this is ${name}, not lines of text; ${command} FILE prints them`
}
