import type { Seed, Split } from '../record.ts'
import type { LeakageFacts } from '../stream/facts.ts'
import { maskTask } from './template.ts'
import { LEAK, findTwins, twinPrint } from './twins.ts'

export interface AuditedRow {
  readonly promptId: string
  readonly seed: Pick<Seed, 'task' | 'family'>
  readonly code: string
  readonly split: Split
}

/** What leaks from split to split, from the rows alone: knows nothing of the groups and purges that made the splits. */
export function leakage(rows: readonly AuditedRow[]): LeakageFacts {
  return {
    same_prompt: straddling(rows, (row) => row.promptId),
    same_template:
      straddling(rows, ({ seed }) => maskTask(seed.task) || seed.task) + straddling(rows, ({ seed }) => seed.family),
    near_duplicate: twinsAcross(rows),
  }
}

function twinsAcross(rows: readonly AuditedRow[]): number {
  const train = rows.filter(({ split }) => split === 'train')
  const trainFirst = [...train, ...rows.filter(({ split }) => split !== 'train')]
  const prints = trainFirst.map(({ code }) => twinPrint(code))
  let twins = 0
  const apart = (a: number, b: number) => trainFirst[a].split !== trainFirst[b].split
  findTwins(prints, LEAK, apart, () => twins++, train.length)
  return twins
}

/** How many keys occur in more than one split. */
function straddling(rows: readonly AuditedRow[], keyOf: (row: AuditedRow) => string | undefined): number {
  const splits = new Map<string, Set<Split>>()
  for (const row of rows) {
    const key = keyOf(row)
    if (key) splits.set(key, (splits.get(key) ?? new Set()).add(row.split))
  }
  return [...splits.values()].filter(({ size }) => size > 1).length
}
