/** The flags of a command as rows of its help. */
import type { Command } from '../command.ts'
import { COMMON_FLAGS, FLAGS, FLAG_GROUPS, GENERAL_FLAGS, type FlagName } from '../flags.ts'
import type { Row } from './layout.ts'

interface RowGroup {
  readonly title: string
  readonly rows: readonly Row[]
}

/** What the parser takes by itself. */
const HELP_ROWS: readonly Row[] = [
  ['-h, --help', 'short help, or all of it'],
  ['    --version', 'version of sft-stream and of the engine'],
]

interface FlagNames {
  readonly title: string
  readonly names: readonly FlagName[]
}

/** Flags by group: what belongs to none comes first. Each flag stands once. */
export function groupsOf(flags: readonly FlagName[]): FlagNames[] {
  const rest = new Set(flags)
  const take = (wanted: readonly FlagName[]): FlagName[] => wanted.filter((name) => rest.delete(name))
  const groups = FLAG_GROUPS.filter((group) => group.flags.every((name) => flags.includes(name)))
  const taken = groups.map((group) => ({ title: group.title, names: take(group.flags) }))
  return [{ title: 'Flags', names: [...rest] }, ...taken].filter(({ names }) => names.length > 0)
}

/** All flags by group as rows; what every command takes comes last. */
export function groupedRows({ flags }: Pick<Command, 'flags'>): RowGroup[] {
  const own = groupsOf(flags).map(({ title, names }) => ({ title, rows: names.map(flagRow) }))
  return [...own, { title: 'Every command', rows: [...GENERAL_FLAGS.map(flagRow), ...HELP_ROWS] }]
}

/** The flags that are used most. */
export function oftenRows({ often, flags }: Command): Row[] {
  return (often ?? flags.filter((name) => !COMMON_FLAGS.includes(name))).map(flagRow)
}

function flagRow(name: FlagName): Row {
  const { flags, help } = FLAGS[name]
  return [flags.startsWith('--') ? `    ${flags}` : flags, help]
}
