/** The rows that a page shows: a bounded sample over difficulties and modules, some of them with their games. */
import { codeInOutput } from '../../formats/canonical.ts'
import { probesOf, remarksOf } from '../../lineage/remarks.ts'
import { byId, sortedByKey } from '../../order.ts'
import { LEVELS, type Sample } from '../../record.ts'
import { printable } from '../../text/printable.ts'
import { StratifiedSample } from './stratified-sample.ts'

/** Half a kilobyte each. */
export const ROWS_SHOWN = 500
const MAX_TASK = 300
const MAX_NAME = 160
/** Of a row; few have any. */
const MAX_REMARKS = 10
/** Of an answer that is shown whole; a program may be as long as it likes. */
const MAX_ANSWER = 40_000

/** What is known of a row: of one that is written, or of one that was read back. */
export type KnownRow = Pick<Sample, 'metadata' | 'output' | 'trace' | 'origin'>

/** A row as the table of the page has it: texts are cut, and hold nothing that acts. */
export interface PageRow {
  readonly id: string
  readonly task: string
  readonly difficulty: string
  readonly modules: string
  readonly split: string
  readonly score: number
  readonly tokens: number
  readonly model: string
  /** What the table has no column for, by name. */
  readonly facts: readonly (readonly [name: string, value: string])[]
  /** Levels by name: passed, failed, not run. */
  readonly levels: Readonly<Record<string, boolean | null>>
  /** What the levels remarked: warnings, and what probes did not tell. */
  readonly remarks: readonly string[]
  /** Components of the quality, 0..1. */
  readonly quality: Readonly<Record<string, number>>
  /** Name of its game, and the answer that it is in; only rows with a game have these. */
  readonly game?: string
  readonly answer?: string
}

export interface PageRows {
  /** Rows of the dataset, of which these are some. */
  readonly all: number
  readonly rows: readonly PageRow[]
  /** Programs by the name of their game. */
  readonly programs: Readonly<Record<string, string>>
}

export const NO_ROWS: PageRows = { all: 0, rows: [], programs: {} }

/** Where a row stands in the sample. */
export function stratumOf(difficulty: string, modules: readonly string[]): string {
  return `${difficulty} ${modules[0] ?? ''}`
}

/** Collects rows of a dataset while they pass; `games`: how many of them can be played. */
export class RowSampler {
  readonly #sample: StratifiedSample<KnownRow>
  readonly #games: number

  constructor(games: number, seed: number) {
    this.#sample = new StratifiedSample(ROWS_SHOWN, seed)
    this.#games = games
  }

  add({ metadata, output, trace, origin }: KnownRow): void {
    const known = { metadata, output, ...(trace ? { trace } : {}), ...(origin ? { origin } : {}) }
    this.#sample.add(metadata.id, stratumOf(metadata.difficulty, metadata.modules), known)
  }

  rows(): PageRows {
    return pageRows(this.#sample.drawn(), this.#sample.seen, this.#games)
  }
}

/** `drawn`: rows in the order in which they are given a game. The page has them by id. */
export function pageRows(drawn: readonly KnownRow[], all: number, games: number): PageRows {
  const programs = new Map<string, string>()
  const rows = drawn.map((known): PageRow => {
    const code = programs.size < games ? codeInOutput(known.output) : undefined
    if (code === undefined) return pageRow(known)
    const game = String(programs.size)
    programs.set(game, code)
    return { ...pageRow(known), game, answer: shown(known.output, MAX_ANSWER) }
  })
  return {
    all,
    rows: rows.toSorted(byId),
    programs: Object.fromEntries(programs),
  }
}

function pageRow({ metadata, trace, origin }: KnownRow): PageRow {
  const name = (text: string): string => shown(text, MAX_NAME)
  const { runtime, frames, check_timeout: seconds } = trace?.conditions ?? {}
  const facts = {
    prompt: metadata.prompt_id,
    group: metadata.group,
    'held out': metadata.held_out.replaceAll('-', ' '),
    source: metadata.source,
    family: trace?.seed.family ?? '',
    run: runtime === undefined ? '' : `${runtime}, ${frames ?? '?'} frames, ${seconds ?? '?'} CPU s at most`,
    probes: (trace && probesOf(trace)) ?? '',
    review: trace?.review ?? '',
    licence: origin?.licence ?? '',
    'over --cutoff-len': metadata.over_long ? 'yes' : '',
  }
  const levels = LEVELS.filter((level) => trace?.levels[level] !== undefined)
  return {
    id: name(metadata.id),
    task: shown(trace?.seed.task ?? '', MAX_TASK),
    difficulty: name(metadata.difficulty),
    modules: name(metadata.modules.join(', ')),
    split: metadata.split,
    score: metadata.quality_score,
    tokens: metadata.tokens,
    model: name(metadata.teacher_model),
    facts: Object.entries(facts)
      .filter(([, value]) => value !== '')
      .map(([key, value]) => [key, name(value)]),
    levels: Object.fromEntries(levels.map((level) => [level, trace!.levels[level]!])),
    remarks: trace ? remarksShown(remarksOf(trace)) : [],
    quality: sortedByKey(Object.entries(trace?.quality ?? {}).map(([key, value]) => [name(key), value] as const)),
  }
}

function remarksShown(all: readonly string[]): string[] {
  const more = all.length > MAX_REMARKS ? [`and ${all.length - MAX_REMARKS} more`] : []
  return [...all.slice(0, MAX_REMARKS).map((remark) => shown(remark, MAX_TASK)), ...more]
}

/** Nothing in it acts, a mark that turns the direction of text included; what is cut says so. */
function shown(text: string, most: number): string {
  const cut = text.length > most ? `${text.slice(0, most)}…` : text
  return printable(cut, () => '\ufffd')
}
