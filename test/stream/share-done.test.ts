import { Readable } from 'node:stream'
import t from 'tap'
import type { RecordInput } from '../../src/stream/read-records.ts'
import { shareDone } from '../../src/stream/share-done.ts'

const input = (more: Partial<RecordInput>): RecordInput => ({
  source: Readable.from([]),
  name: 'seeds.jsonl',
  intake: new AbortController(),
  ...more,
})

const stage = (taken: number, out: number, droppedTotal = 0) => ({ in: taken, out, droppedTotal })

const cases: { name: string; input: Partial<RecordInput>; stages: ReturnType<typeof stage>[]; share?: number }[] = [
  { name: 'a pipe', input: { bytesRead: 500 }, stages: [stage(5, 5)], share: undefined },
  { name: 'an empty file', input: { size: 0 }, stages: [stage(0, 0)], share: undefined },
  { name: 'no stage yet', input: { size: 100 }, stages: [], share: undefined },
  { name: 'nothing read yet', input: { size: 1000 }, stages: [stage(0, 0), stage(0, 0)], share: 0 },
  { name: 'half of a file', input: { size: 1000, bytesRead: 500 }, stages: [stage(5, 5)], share: 0.5 },
  { name: 'half of the rows wanted', input: { maxItems: 10 }, stages: [stage(5, 5)], share: 0.5 },
  {
    name: 'few rows wanted of a long file',
    input: { size: 1000, bytesRead: 10, maxItems: 4 },
    stages: [stage(3, 3)],
    share: 0.75,
  },
  {
    name: 'a slow stage holds rows back',
    input: { size: 100, bytesRead: 100 },
    stages: [stage(10, 10), stage(10, 8), stage(4, 1, 1), stage(1, 0)],
    share: 0.8 * 0.5 * 0.5,
  },
  {
    name: 'a row that becomes three',
    input: { size: 100, bytesRead: 50 },
    stages: [stage(10, 10), stage(30, 30), stage(15, 0)],
    share: 0.25,
  },
  {
    name: 'a stage that gathers counts for what it has',
    input: { size: 100, bytesRead: 60 },
    stages: [stage(10, 10), stage(10, 10), stage(10, 0, 4), stage(0, 0)],
    share: 0.6,
  },
  {
    name: 'the final pass',
    input: { size: 100, bytesRead: 100 },
    stages: [stage(10, 10), stage(10, 6, 4), stage(6, 6)],
    share: 1,
  },
]

for (const { name, input: more, stages, share } of cases) {
  t.test(`${name}: ${share}`, async (t) => {
    const done = shareDone(input(more), stages)
    if (share === undefined) t.equal(done, undefined)
    else t.ok(Math.abs(done! - share) < 1e-9, `${done}`)
  })
}
