import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import fc from 'fast-check'
import split2 from 'split2'
import t from 'tap'
import { lineGuard } from '../../src/stream/line-guard.ts'
import { chunked, sinkInto } from '../helpers/streams.ts'

async function guarded(bytes: Buffer, size: number, maxBytes = 100): Promise<{ lines: string[]; problems: string[] }> {
  const lines: string[] = []
  const problems: string[] = []
  const guard = lineGuard((problem, line) => problems.push(`${line} ${problem}`), maxBytes)
  await pipeline(Readable.from(chunked(bytes, size)), guard, split2(), sinkInto(lines))
  return { lines, problems }
}

const long = 'x'.repeat(101)
const cases: { name: string; bytes: Buffer; lines: string[]; problems?: string[] }[] = [
  { name: 'nothing', bytes: Buffer.from(''), lines: [] },
  { name: 'plain lines', bytes: Buffer.from('a\nb\n'), lines: ['a', 'b'] },
  { name: 'no last newline', bytes: Buffer.from('a\nb'), lines: ['a', 'b'] },
  { name: 'blank lines keep their place', bytes: Buffer.from('a\n\nb\n'), lines: ['a', '', 'b'] },
  { name: 'CRLF', bytes: Buffer.from('a\r\nb\r\n'), lines: ['a', 'b'] },
  { name: 'a BOM at the start only', bytes: Buffer.from('\ufeffa\n\ufeffb\n'), lines: ['a', '\ufeffb'] },
  { name: 'only a BOM', bytes: Buffer.from('\ufeff'), lines: [] },
  { name: 'Chinese', bytes: Buffer.from('旋转\n圆形\n'), lines: ['旋转', '圆形'] },
  { name: 'invalid UTF-8', bytes: Buffer.from([97, 10, 0xc3, 0x28, 10, 98, 10]), lines: ['a', '', 'b'], problems: ['2 invalid-utf8'] },
  { name: 'a surrogate in UTF-8', bytes: Buffer.from([0xed, 0xa0, 0x80, 10, 98]), lines: ['', 'b'], problems: ['1 invalid-utf8'] },
  { name: 'a cut character at the end', bytes: Buffer.from([97, 10, 0xe6, 0x97]), lines: ['a', ''], problems: ['2 invalid-utf8'] },
  { name: 'a line too long', bytes: Buffer.from(`a\n${long}\nb\n`), lines: ['a', '', 'b'], problems: ['2 line-too-long'] },
  { name: 'the first line too long', bytes: Buffer.from(`${long}yyy\nb`), lines: ['', 'b'], problems: ['1 line-too-long'] },
  { name: 'the last line too long', bytes: Buffer.from(`a\n${long}zzzz`), lines: ['a'], problems: ['2 line-too-long'] },
  { name: 'gzip', bytes: Buffer.from([0x1f, 0x8b, 8, 10, 10, 10]), lines: [], problems: ['1 not-text'] },
  { name: 'UTF-16', bytes: Buffer.from('\ufeff{}\n{}\n', 'utf16le'), lines: [], problems: ['1 not-text'] },
  { name: 'a line just short enough', bytes: Buffer.from(`${'x'.repeat(100)}\nb`), lines: ['x'.repeat(100), 'b'] },
]

for (const { name, bytes, lines, problems = [] } of cases) {
  t.test(`${name}: the same at every chunk boundary`, async (t) => {
    for (const size of [1, 2, 3, 5, 7, 64, 1000]) {
      const result = await guarded(bytes, size)
      t.same(result.problems, problems, `problems, chunks of ${size}`)
      // An empty last line is no line for split2, with or without a guard.
      t.same(result.lines.filter((line, i) => line !== '' || i < lines.length - 1), lines.filter((line, i) => line !== '' || i < lines.length - 1), `lines, chunks of ${size}`)
    }
  })
}

t.test('for valid text the guard changes nothing, however it is cut', async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: 'binary', maxLength: 20 })), fc.integer({ min: 1, max: 50 }), async (parts, size) => {
      const text = parts.map((part) => part.replace(/[\r\n\ufeff]/g, '')).join('\n')
      const { lines, problems } = await guarded(Buffer.from(text), size)
      t.strictSame(problems, [])
      const expected = Buffer.from(text).toString().split('\n')
      if (expected.at(-1) === '') expected.pop()
      return JSON.stringify(lines) === JSON.stringify(expected)
    }),
    { numRuns: 200 },
  )
})
