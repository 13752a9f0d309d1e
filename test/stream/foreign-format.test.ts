import { gzipSync } from 'node:zlib'
import t from 'tap'
import { foreignFormat } from '../../src/stream/foreign-format.ts'

const line = '{"id":"a"}\n'
const bytes = (text: string) => Buffer.from(text, 'latin1')

t.test('files of other kinds are told by their first bytes', async (t) => {
  const found: Record<string, RegExp> = { gzip: /^this is gzip.*gzip -dc FILE/, 'UTF-16': /UTF-16.*iconv/, Parquet: /^this is Parquet, not lines of text$/ }
  t.match(foreignFormat(gzipSync(line)), found.gzip)
  t.match(foreignFormat(Buffer.from(line, 'utf16le')), found['UTF-16'])
  t.match(foreignFormat(Buffer.from(`\ufeff${line}`, 'utf16le')), found['UTF-16'])
  t.match(foreignFormat(bytes('PAR1\x15\x04')), found.Parquet)
  for (let level = 1; level <= 9; level++) t.match(foreignFormat(bytes(`BZh${level}1AY&SY`)), /bzip2 -dc FILE/, `bzip2 -${level}`)
})

t.test('lines of text are none of them, whatever they begin with', async (t) => {
  for (const text of [line, `\ufeff${line}`, '', '\n', 'BZh', '红\n', 'PAR', '[1]\n']) t.equal(foreignFormat(Buffer.from(text)), undefined, JSON.stringify(text))
})
