/** Any bytes at all through what reads bytes: nothing throws what it does not say, and no line is lost in silence. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import fc from 'fast-check'
import t from 'tap'
import { readValues } from '../../src/audit/read-values.ts'
import { SftError } from '../../src/errors.ts'
import { DatasetReader } from '../../src/lineage/folder.ts'
import { imageSize } from '../../src/official/clone/image-size.ts'
import { RECORDS, type RecordName, type Reject } from '../../src/record.ts'
import { readReport } from '../../src/reports/read-report.ts'
import { verdictsOf } from '../../src/review/verdict-file.ts'
import { readDecisions } from '../../src/select/decisions.ts'
import { readRecords } from '../../src/stream/read-records.ts'
import { testContext } from '../helpers/context.ts'
import { HOSTILE_LINES, NO_UTF8 } from '../helpers/hostile-lines.ts'
import { verdictRow } from '../helpers/programs.ts'
import { chunked, sinkInto } from '../helpers/streams.ts'

const folder = t.testdir({ dataset: {} })
const file = join(folder, 'file')
const seed = JSON.stringify({ id: 'a', difficulty: 'easy', modules: [], task: 'x' })

/** Short hostile lines, lines of JSON that is no record, rows of ours with a byte changed, and noise. */
const corpus = Object.values({ ...HOSTILE_LINES, ...NO_UTF8 }).filter(({ length }) => length < 1000)
const broken = fc.tuple(fc.nat(seed.length - 1), fc.nat(255)).map(([at, byte]) => {
  const bytes = Buffer.from(seed)
  bytes[at] = byte
  return bytes
})
const anyLine = fc.oneof(
  fc.constantFrom(...corpus),
  fc.json({ maxDepth: 3 }).map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 30 }).map((bytes) => Buffer.from(bytes)),
  fc.nat(5).map((id) => Buffer.from(seed.replace('"a"', `"${id}"`))),
  broken,
)
const anyBytes = fc.array(anyLine, { maxLength: 12 }).map((lines) => Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')])))

/** The numbers of the lines that are not blank. */
function numbered(bytes: Buffer): number[] {
  const text = bytes.toString('latin1').replace(/^\xef\xbb\xbf/, '')
  return text.split('\n').flatMap((line, at) => (Buffer.from(line, 'latin1').toString().trim() === '' ? [] : [at + 1]))
}

t.test('readRecords: every line that is not blank goes on or is in the dead-letter with its number', async () => {
  await fc.assert(
    fc.asyncProperty(anyBytes, fc.integer({ min: 1, max: 40 }), async (bytes, size) => {
      const context = testContext()
      const rejects = join(folder, 'rejects.jsonl')
      context.ledger.openRejects(rejects)
      const out: unknown[] = []
      const input = { source: Readable.from(chunked(bytes, size)), name: 'x', intake: new AbortController() }
      let isForeign = false
      try {
        await pipeline([...readRecords(context, 'seed', input), sinkInto(out)])
      } catch (error) {
        if (!(error instanceof SftError)) throw error
        isForeign = error.code === 'ERR_BAD_INPUT' && error.message.includes('not lines of text')
        if (!isForeign) throw error
      } finally {
        context.ledger.closeRejects(rejects)
      }
      const lines = readFileSync(rejects, 'utf8').split('\n').filter(Boolean)
      const dropped = lines.map((line) => (JSON.parse(line) as Reject).line!)
      if (isForeign) return dropped.includes(1)
      const all = numbered(bytes)
      return new Set(dropped).size === dropped.length && dropped.every((line) => all.includes(line)) && out.length + dropped.length === all.length
    }),
    { numRuns: 300 },
  )
})

const decided = '{"id":"a","decision":"keep"}\n'
const whole = async (rows: AsyncIterable<unknown>) => {
  for await (const _ of rows);
}
const put = (bytes: Buffer, name = file) => (writeFileSync(name, bytes), name)
const inFolder = (name: string, bytes: Buffer) => {
  const dir = join(folder, 'dataset')
  mkdirSync(dir, { recursive: true })
  writeFileSync(join(dir, 'manifest.json'), JSON.stringify({ name: 'sft-stream', files: {} }))
  writeFileSync(join(dir, name), bytes)
  return dir
}

/** What reads bytes of others, and the errors that it may throw. */
const PARSERS: Record<string, (bytes: Buffer) => unknown> = {
  'values of lines': (bytes) => whole(readValues(put(bytes), () => {})),
  'values of a JSON file': (bytes) => whole(readValues(put(bytes, `${file}.json`), () => {})),
  'values of a Parquet file': (bytes) => whole(readValues(put(Buffer.concat([Buffer.from('PAR1'), bytes, Buffer.from('PAR1')]), `${file}.parquet`), () => {})),
  'a file of verdicts': (bytes) => whole(verdictsOf(testContext(), put(bytes))),
  'decisions': (bytes) => readDecisions(put(Buffer.concat([Buffer.from(decided), bytes]))),
  'a report': (bytes) => readReport(put(bytes)),
  'a dataset folder': async (bytes) => await (await DatasetReader.open(inFolder('lineage.jsonl', bytes))).close(),
  'a manifest': async (bytes) => await (await DatasetReader.open(inFolder('manifest.json', bytes))).close(),
  'a picture': (bytes) => imageSize(Buffer.concat([Buffer.from('ffd8', 'hex'), bytes])),
}

for (const [name, parse] of Object.entries(PARSERS)) {
  t.test(`${name}: any bytes give values or a known error`, async () => {
    await fc.assert(
      fc.asyncProperty(anyBytes, async (bytes) => {
        try {
          await parse(bytes)
        } catch (error) {
          if (!(error instanceof SftError)) throw error
        }
      }),
      { numRuns: 60 },
    )
  })
}

/** Values that are seldom where one expects them. */
const odd = fc.constantFrom<unknown>(null, true, -1, 1e308, '', '__proto__', '../x', 'a\0b', '\u001b[31m', [], [null], {}, { kind: '__proto__' }, [{}], JSON.parse('{"__proto__":{"polluted":1}}'))

t.test('no schema throws, whatever a row of ours has in a place', async (t) => {
  const row = { ...verdictRow('a'), ...(JSON.parse(seed) as object), raw_output: 'x', prompt_meta: JSON.parse(seed) as object, stage: 'read', reason: 'x' }
  fc.assert(
    fc.property(fc.constantFrom(...(Object.keys(RECORDS) as RecordName[])), fc.dictionary(fc.constantFrom(...Object.keys(row), 'metadata', 'usage', 'turns', 'probes'), odd), (record, changes) => {
      RECORDS[record].safeParse({ ...row, ...changes })
    }),
    { numRuns: 500 },
  )
  t.equal(({} as { polluted?: number }).polluted, undefined)
})
