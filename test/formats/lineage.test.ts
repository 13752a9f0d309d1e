import t from 'tap'
import { createHash } from 'node:crypto'
import { lineageOf } from '../../src/formats/lineage.ts'
import { sample } from '../helpers/sample.ts'

const CASES = [
  { id: 'distill_seed_v2_x_v3', expected: { request_id: 'distill_seed_v2_x_v3', version: 3, turn: 0 } },
  { id: 'distill_seed_v1_r2', expected: { request_id: 'distill_seed_v1_r2', version: 1, turn: 2 } },
  { id: 'official_ab12', expected: { request_id: '', version: 0, turn: 0 } },
]

for (const { id, expected } of CASES) {
  t.test(`the request of ${id}`, async (t) => t.match(lineageOf(sample({ id }), 'x'), expected))
}

t.test('the hash is that of the line in the file', async (t) => {
  const line = '{"a":"图"}\n'
  t.match(lineageOf(sample(), line), { row_sha256: createHash('sha256').update(Buffer.from(line)).digest('hex') })
})
