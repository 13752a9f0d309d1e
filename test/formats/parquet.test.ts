import t from 'tap'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ANSWER_METADATA, PAIR_METADATA, sampleMetadata, type Feature } from '../../src/formats/feature.ts'
import type { FileFacts } from '../../src/formats/hashed-file.ts'
import { formatNamed } from '../../src/formats/registry.ts'
import type { Sample } from '../../src/record.ts'
import { sample } from '../helpers/sample.ts'

const ROUND_TRIP = join(import.meta.dirname, '../helpers/parquet-round-trip.js')

interface RoundTrip {
  facts: FileFacts
  back: object[]
}

function roundTrip(path: string, rows: readonly object[], features: readonly Feature[]): RoundTrip {
  const input = JSON.stringify({ rows, features })
  const { stdout, stderr, status } = spawnSync(process.execPath, [ROUND_TRIP, path], {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    env: {},
  })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout) as RoundTrip
}

for (const name of ['alpaca', 'sharegpt', 'openai', 'trl']) {
  t.test(`${name}: the rows come back as they went in`, async (t) => {
    const { sample: shape } = formatNamed(name)
    const rows = [
      sample({ id: 'a', modules: [] }),
      sample({ id: 'b', quality_score: 1 }, { system: '', output: '弹跳 😀' }),
    ]
    const path = join(t.testdir(), 'rows.parquet')
    const { back } = roundTrip(path, rows.map(shape.row), [...shape.features, sampleMetadata(false)])
    t.strictSame(back, JSON.parse(JSON.stringify(rows.map(shape.row))))
  })
}

t.test('pairs and labelled answers have columns too', async (t) => {
  const { pair, answer } = formatNamed('trl')
  const task = { system: 's', instruction: 'i', input: '' }
  const reason = { level: 'L2', code: 'c', message: 'm', group: '', difficulty: '', source: '', prompt_id: '' }
  const ids = { chosen_id: '', rejected_id: '', chosen_hash: '', rejected_hash: '' }
  const pairRow = pair.row({
    ...task,
    chosen: 'a',
    rejected: 'b',
    metadata: { ...reason, ...ids, similarity: 0.5, chosen_tokens: 1, rejected_tokens: 2 },
  })
  const answerRow = answer.row({
    ...task,
    output: 'o',
    label: true,
    metadata: { ...reason, id: '', code_hash: '', tokens: 3 },
  })
  const dir = t.testdir()
  const dpo = roundTrip(join(dir, 'dpo'), [pairRow], [...pair.features, PAIR_METADATA])
  const kto = roundTrip(join(dir, 'kto'), [answerRow], [...answer.features, ANSWER_METADATA])
  t.strictSame([dpo.back, kto.back], [[pairRow], [answerRow]])
})

t.test('equal rows are equal bytes, of more than one group too', async (t) => {
  const rows = Array.from({ length: 2100 }, (_, at) => sample({ id: `row-${at}`, tokens: at }))
  const features = [...formatNamed('alpaca').sample.features, sampleMetadata(false)]
  const dir = t.testdir()
  const { facts, back } = roundTrip(join(dir, 'a'), rows, features)
  t.strictSame(roundTrip(join(dir, 'b'), rows, features).facts, facts)
  t.equal(readFileSync(join(dir, 'a')).length, facts.bytes)
  t.strictSame(
    (back as Sample[]).map(({ metadata }) => metadata.tokens),
    [...rows.keys()],
  )
})
