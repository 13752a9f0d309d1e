import type { Seed, Split } from '../record.ts'
import type { LeakageFacts } from '../stream/facts.ts'
import { part, type Loop } from '../stream/work.ts'
import { maskTask } from './template.ts'
import { LEAK, findTwins, printsOf } from './twins.ts'

export interface AuditedRow {
  readonly promptId: string
  readonly seed: Pick<Seed, 'task' | 'family'>
  /** Read when it is needed: the programs of a large dataset do not fit into memory. */
  readonly code: () => string
  readonly split: Split
  /** Held out by its prompt only: that train knows its template is meant. */
  readonly byPrompt?: boolean
}

/** What leaks from split to split, from the rows alone: knows nothing of the groups and purges that made the splits. */
export function* leakage(rows: readonly AuditedRow[]): Loop<LeakageFacts> {
  const byTemplate = rows.filter(({ byPrompt }) => !byPrompt)
  return {
    same_prompt: straddling(rows, (row) => row.promptId),
    same_template:
      straddling(byTemplate, ({ seed }) => maskTask(seed.task) || seed.task) +
      straddling(byTemplate, ({ seed }) => seed.family),
    near_duplicate: yield* twinsAcross(rows),
  }
}

function* twinsAcross(rows: readonly AuditedRow[]): Loop<number> {
  const train = rows.filter(({ split }) => split === 'train')
  const trainFirst = [...train, ...rows.filter(({ split }) => split !== 'train')]
  const prints = yield* part(0, 0.2, printsOf(trainFirst.length, (at) => trainFirst[at].code()))
  let twins = 0
  const apart = (a: number, b: number) => trainFirst[a].split !== trainFirst[b].split
  yield* part(0.2, 1, findTwins(prints, LEAK, apart, () => twins++, train.length))
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
