import type { Tally } from './ledger.ts'
import type { RecordInput } from './read-records.ts'

type Counts = Pick<Tally, 'in' | 'out' | 'droppedTotal'>

/**
 * Which share of the whole work is done, 0..1: the share of the input that was read, times the share of it that came
 * through each stage. undefined when nobody knows how long the input is. `tallies` in the order of the stages, the
 * reader first. A stage that gathers (select) lets nothing out before the end: the share is that of the rows it has.
 */
export function shareDone(input: RecordInput, tallies: readonly Counts[]): number | undefined {
  const [reader, ...stages] = tallies
  const read = reader && shareRead(input, reader.out)
  if (read === undefined) return undefined
  let share = read
  let before = reader
  for (const [at, stage] of stages.entries()) {
    if (before.out === 0 || stage.in === 0) break
    // The reader's rows and those of its followers are not counted alike where one row becomes several.
    share *= Math.min(1, stage.in / before.out)
    const follower = stages[at + 1]
    if (stage.out === 0 || !follower || follower.in === 0) break
    share *= Math.min(1, (stage.out + stage.droppedTotal) / stage.in)
    before = stage
  }
  return share
}

function shareRead({ size, bytesRead = 0, maxItems }: RecordInput, rows: number): number | undefined {
  const shares = [size ? bytesRead / size : 0, maxItems === undefined ? 0 : rows / maxItems]
  return size || maxItems !== undefined ? Math.min(1, Math.max(...shares)) : undefined
}
