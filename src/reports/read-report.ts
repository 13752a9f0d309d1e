/** A report.json that was written before, read back. */
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { plainText } from '../stream/plain-text.ts'
import type { Report } from './report.ts'

/** Larger files are no reports; rows go line by line. */
const MAX_BYTES = 16 * 1024 * 1024

const number = z.number()
const counts = z.record(z.string(), number)

/** A section of the report: null where a stage did not run, or in the reports of versions that did not have it, or another. */
const section = <Type extends z.ZodType>(type: Type) => type.nullish().transform((value) => value ?? null).catch(null)
const any = z.looseObject({})
const list = <Type extends z.ZodType>(type: Type) => z.array(type)
const record = <Type extends z.ZodType>(type: Type) => z.record(z.string(), type)

const named = list(z.looseObject({ symbol: z.string(), count: number, suggestion: z.string().optional() }))
const excerpt = z.looseObject({ from: number, lines: list(z.string()) })
const share = z.looseObject({ seeds: number, survived: number })
const mistake = z.looseObject({
  level: z.string(),
  code: z.string(),
  topic: z.string(),
  count: number,
  symbols: named,
  messages: list(z.looseObject({ message: z.string(), count: number })),
  example: z.looseObject({ id: z.string(), message: z.string(), excerpt: excerpt.optional() }).optional(),
})

const dropped = z.looseObject({ id: z.string().optional(), line: number.optional(), message: z.string().optional() })
const clusters = z.looseObject({ clusters: number, programs: number, largest: number, sizes: counts })
const diversity = z.looseObject({
  rows: number,
  api_coverage: number,
  vendi: number,
  compression: number,
  nearest_mean: number,
  nearest_half: number,
  mean_tokens: number,
  near_duplicates: clusters.optional(),
})
const selection = z.looseObject({
  achieved: counts,
  target: number.nullable(),
  binding: list(z.string()),
  decisions: counts.optional(),
  before: diversity,
  after: diversity,
})
const perSplit = <Type extends z.ZodType>(type: Type) => z.looseObject({ train: type, val: type, test: type })
const split = perSplit(number).extend({
  groups: number,
  largest_group: number,
  purged: number,
  shares: perSplit(number),
  held_out: z.looseObject({ template: number, prompt: number }),
  leakage: z.looseObject({ same_prompt: number, same_template: number, near_duplicate: number }),
})
const hundredths = list(number).length(101)
const histogram = z.looseObject({ step: number.positive(), counts: list(number), mean: number, most: number })
const rows = z.looseObject({
  score: record(hundredths).refine((all) => Object.keys(all).length > 0),
  quality: hundredths,
  tokens: histogram,
  lines: histogram,
  splits: perSplit(z.looseObject({ rows: number, tokens: number, difficulties: counts })),
})
const account = {
  replies: number,
  from_journal: number,
  calls: number,
  retries: number,
  tokens: z.looseObject({ input: number, output: number, cached: number }),
  cost_usd: number.nullable(),
  spent_usd: number.nullable(),
}
const model = z.looseObject({ ...account, provider: z.string(), model: z.string().nullable() })
const teacher = z.looseObject({ ...account, cost_per_row_usd: number.nullable(), models: list(model) })
const latency = z.looseObject({ provider: z.string(), model: z.string().nullable(), median_ms: number, p95_ms: number, most_ms: number })
const run = z.looseObject({
  latency: list(latency).optional().catch(undefined),
  verdict_cache: z.looseObject({ verdicts: number, known: number }).optional().catch(undefined),
})

/** What the page and the list of pitfalls read. */
const reportSchema = z.looseObject({
  name: z.string(),
  version: z.string(),
  totals: z.looseObject({ read: number, written: number, dropped: number, tokens: number }),
  stages: z.record(z.string(), z.looseObject({ in: number, out: number, dropped: counts })),
  examples: record(record(dropped)).catch({}),
  prompts: section(any),
  levels: section(z.record(z.string(), z.looseObject({ in: number, passed: number, issues: counts }))),
  mistakes: section(z.looseObject({ programs: number, failed: number, ranked: list(mistake), invented: named.optional() })),
  selection: section(selection),
  split: section(split),
  rows: section(rows),
  tokens: section(any),
  pairs: section(any),
  coverage: section(
    z.looseObject({ seeds: share, by_difficulty: record(share), by_module: record(share), cells: record(record(share)).default({}) }),
  ),
  teacher: section(teacher),
  attempts: section(z.looseObject({ repairs: number, repaired: number })),
  run: run.default({}).catch({}),
})

/** The file that an operand means: report.json of a dataset folder, else the operand itself. */
export function reportFile(operand: string): string {
  return isFolder(operand) ? join(operand, 'report.json') : operand
}

/** The report in a file; undefined when it holds something else, or cannot be read. */
export function readReport(file: string): Report | undefined {
  try {
    if (statSync(file).size > MAX_BYTES) return undefined
    return reportSchema.parse(JSON.parse(plainText(readFileSync(file)))) as unknown as Report
  } catch {
    return undefined
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}
