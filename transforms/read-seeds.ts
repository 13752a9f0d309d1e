import type { Seed } from '../src/record.ts'
import { Coverage } from '../src/reports/coverage.ts'
import type { StageFactory } from '../src/stream/chain.ts'
import { readRecords, type RecordInput } from '../src/stream/read-records.ts'

/** bytes → seeds. Bad lines and repeated ids are dropped with their line number; the others count for the coverage. */
export function readSeeds(input: RecordInput): StageFactory {
  return (context) => {
    const coverage = Coverage.of(context)
    const { shard } = context.options
    return readRecords(context, 'seed', input, { shard, seen: (seed) => coverage.seed(seed as Seed) })
  }
}
