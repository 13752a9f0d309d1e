/** What is different between two datasets, row by row and in the mean. */
import { estimateTokens } from '../formats/tokens.ts'
import { sortedByKey } from '../order.ts'
import { sha256 } from '../sha256.ts'
import { nameOf, type FolderRow } from './read-folder.ts'

/** A value of the first dataset, and that of the second. */
type Change<Value> = readonly [Value, Value]

interface RowChange<Value> {
  readonly row: string
  readonly change: Change<Value>
}

export interface DiffReport {
  readonly rows: Change<number>
  /** Rows of the same id; of other ids (or none) with the same program. */
  readonly both: { readonly by_id: number; readonly by_program: number }
  /** Rows of one dataset that the other has neither by id nor by program. */
  readonly only: Change<readonly string[]>
  /** Rows of both that are not the same in both. */
  readonly changed: {
    readonly split: readonly RowChange<string>[]
    readonly quality_score: readonly RowChange<number>[]
    /** Other words or another program under the same id. */
    readonly prompt: readonly string[]
    readonly program: readonly string[]
  }
  /** Rows by what their metadata say: { easy: [40, 38] }. A row has several modules. */
  readonly counts: Readonly<Record<CountKind, Readonly<Record<string, Change<number>>>>>
  /** In all, as the metadata say, else by estimate. */
  readonly tokens: Change<number>
}

const COUNTS = {
  split: ({ split }: FolderRow) => [split],
  difficulty: ({ metadata }: FolderRow) => namesIn(metadata.difficulty),
  module: ({ metadata }: FolderRow) => namesIn(metadata.modules),
  source: ({ metadata }: FolderRow) => namesIn(metadata.source),
} as const

type CountKind = keyof typeof COUNTS

/** Compares two datasets; rows are paired by id, what is left by their programs. */
export function diffRows(first: readonly FolderRow[], second: readonly FolderRow[]): DiffReport {
  const byId = pairUp(first, second, idOf)
  const byProgram = pairUp(byId.left[0], byId.left[1], ({ code }) => sha256(code))
  const pairs = [...byId.pairs, ...byProgram.pairs]
  const changes = <Value>(valueOf: (row: FolderRow) => Value | undefined) =>
    pairs.flatMap(([a, b]) => {
      const [before, after] = [valueOf(a), valueOf(b)]
      return before === undefined || after === undefined || before === after
        ? []
        : [{ row: nameOf(b), change: [before, after] as const }]
    })
  const rewritten = (valueOf: (row: FolderRow) => string) =>
    byId.pairs.flatMap(([a, b]) => (valueOf(a) === valueOf(b) ? [] : [nameOf(b)]))
  return {
    rows: [first.length, second.length],
    both: { by_id: byId.pairs.length, by_program: byProgram.pairs.length },
    only: [byProgram.left[0].map(nameOf), byProgram.left[1].map(nameOf)],
    changed: {
      split: changes(({ split }) => split),
      quality_score: changes(({ metadata }) => numberIn(metadata.quality_score)),
      prompt: rewritten(({ task }) => task),
      program: rewritten(({ code }) => code),
    },
    counts: {
      split: countBoth(first, second, 'split'),
      difficulty: countBoth(first, second, 'difficulty'),
      module: countBoth(first, second, 'module'),
      source: countBoth(first, second, 'source'),
    },
    tokens: [tokensOf(first), tokensOf(second)],
  }
}

interface Paired {
  readonly pairs: (readonly [FolderRow, FolderRow])[]
  /** The rows of each side without a partner. */
  readonly left: [FolderRow[], FolderRow[]]
}

/** Pairs rows of equal keys in their order; without a key a row has no partner. */
function pairUp(
  first: readonly FolderRow[],
  second: readonly FolderRow[],
  keyOf: (row: FolderRow) => string | undefined,
): Paired {
  const waiting = new Map<string, FolderRow[]>()
  const left: Paired['left'] = [[], []]
  const pairs: Paired['pairs'] = []
  const taken = new Set<FolderRow>()
  // From the end, so that the first one of a key is taken first.
  for (const row of second.toReversed()) {
    const key = keyOf(row)
    if (key === undefined) continue
    const rows = waiting.get(key)
    if (rows) rows.push(row)
    else waiting.set(key, [row])
  }
  for (const row of first) {
    const partner = waiting.get(keyOf(row) ?? '')?.pop()
    if (!partner) left[0].push(row)
    else {
      taken.add(partner)
      pairs.push([row, partner])
    }
  }
  left[1].push(...second.filter((row) => !taken.has(row)))
  return { pairs, left }
}

function countBoth(
  first: readonly FolderRow[],
  second: readonly FolderRow[],
  kind: CountKind,
): Record<string, Change<number>> {
  const [before, after] = [first, second].map((rows) => {
    const counts = new Map<string, number>()
    for (const row of rows) for (const name of COUNTS[kind](row)) counts.set(name, (counts.get(name) ?? 0) + 1)
    return counts
  })
  const names = new Set([...before.keys(), ...after.keys()])
  return sortedByKey([...names].map((name) => [name, [before.get(name) ?? 0, after.get(name) ?? 0] as const] as const))
}

function tokensOf(rows: readonly FolderRow[]): number {
  const tokens = ({ metadata, task, code }: FolderRow) =>
    numberIn(metadata.tokens) ?? estimateTokens(`${task}\n${code}`)
  return rows.reduce((sum, row) => sum + tokens(row), 0)
}

function idOf({ metadata: { id } }: FolderRow): string | undefined {
  return typeof id === 'string' && id !== '' ? id : undefined
}

function namesIn(value: unknown): string[] {
  return [...new Set([value].flat().filter((name): name is string => typeof name === 'string' && name !== ''))]
}

function numberIn(value: unknown): number | undefined {
  return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : undefined
}
