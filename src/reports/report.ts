/** report.json: the counts of a run for programs; the summary and the page for people are made from it. */
import { writeFileSync } from 'node:fs'
import { availableParallelism, hostname } from 'node:os'
import { ioError } from '../errors.ts'
import type { AttemptFacts, Facts, MistakeFacts, PairFacts, PromptFacts, RowFacts, SelectionFacts, SplitFacts, TeacherFacts, TokenFacts } from '../stream/facts.ts'
import type { DropExample, StageCounts } from '../stream/ledger.ts'
import type { RunContext } from '../stream/run-context.ts'
import { withoutSecrets } from '../teacher/secrets.ts'
import { packageName, packageVersion } from '../version.ts'
import { Coverage, type CoverageCounts } from './coverage.ts'

export interface Report {
  name: string
  version: string
  totals: { read: number; written: number; dropped: number; tokens: number; mock: boolean }
  stages: Record<string, StageCounts>
  /** By stage and reason: one of the rows that were dropped. */
  examples: Record<string, Record<string, DropExample>>
  prompts: PromptFacts | null
  levels: NonNullable<Facts['levels']> | null
  mistakes: MistakeFacts | null
  selection: SelectionFacts | null
  split: SplitFacts | null
  rows: RowFacts | null
  tokens: TokenFacts | null
  pairs: PairFacts | null
  coverage: CoverageCounts | null
  /** `cost_per_row_usd`: of a row that was written, what came to nothing included; null when not all prices are known. */
  teacher: (TeacherFacts & { cost_per_row_usd: number | null }) | null
  attempts: AttemptFacts | null
  run: Record<string, unknown>
}

/** The report as it stands now. All that varies between equal runs is in `run`; a stage that did not run is null. */
export function buildReport(context: RunContext, now: Date = new Date()): Report {
  const { facts } = context
  const stages = context.ledger.counts()
  const tallies = context.ledger.tallies()
  return {
    name: packageName,
    version: packageVersion,
    totals: {
      read: tallies[0]?.in ?? 0,
      written: facts.written?.rows ?? tallies.at(-1)?.out ?? 0,
      dropped: tallies.reduce((sum, tally) => sum + tally.droppedTotal, 0),
      tokens: facts.written?.tokens ?? 0,
      mock: facts.written?.mock ?? false,
    },
    stages,
    examples: Object.fromEntries(tallies.map((tally) => [tally.stage, tally.examples()])),
    prompts: facts.prompts ?? null,
    levels: facts.levels ?? null,
    mistakes: facts.mistakes?.() ?? null,
    selection: facts.selection ?? null,
    split: facts.split ?? null,
    rows: facts.rows ?? null,
    tokens: facts.tokens ?? null,
    pairs: facts.pairs ?? null,
    coverage: Coverage.of(context).counts(),
    teacher: facts.teacher ? { ...facts.teacher, cost_per_row_usd: costPerRow(facts) } : null,
    attempts: facts.attempts ?? null,
    run: { ...runFacts(context, now), ...(facts.latency ? { latency: facts.latency() } : {}), ...facts.run },
  }
}

function costPerRow({ teacher, written }: Facts): number | null {
  const { cost_usd: cost = null } = teacher ?? {}
  return cost === null || !written?.rows ? null : cost / written.rows
}

/** Writes a report where --report says. Throws ERR_IO. */
export function saveReport(path: string, report: Report): void {
  try {
    writeFileSync(path, renderReport(report))
  } catch (cause) {
    throw ioError('write the report', path, cause)
  }
}

/** The text of report.json. */
export function renderReport(report: Report): string {
  // A list of counts on one line; no text in JSON holds a line break.
  const text = JSON.stringify(report, null, 2).replace(/\[\n([\d\s,.eE+-]*)\]/g, (_, list: string) => `[${list.replace(/\s+/g, '')}]`)
  return text + '\n'
}

function runFacts({ options, facts, env }: RunContext, now: Date): Record<string, unknown> {
  const started = Date.parse(String(facts.run?.started_at ?? ''))
  return {
    finished_at: now.toISOString(),
    ...(Number.isNaN(started) ? {} : { seconds: (now.getTime() - started) / 1000 }),
    host: hostname(),
    platform: `${process.platform}-${process.arch}`,
    node: process.version,
    cores: availableParallelism(),
    options: withoutSecrets(options, env),
  }
}
