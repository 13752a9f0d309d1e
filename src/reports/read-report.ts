/** A report.json that was written before, read back. */
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import type { Report } from './report.ts'

/** Larger files are no reports; rows go line by line. */
const MAX_BYTES = 16 * 1024 * 1024

const number = z.number()
const counts = z.record(z.string(), number)

/** A section of the report: null where a stage did not run, or in the reports of versions that did not have it. */
const section = <Type extends z.ZodType>(type: Type) => type.nullish().transform((value) => value ?? null)
const any = z.looseObject({})

const share = z.looseObject({ seeds: number, survived: number })
const mistake = z.looseObject({
  level: z.string(),
  code: z.string(),
  topic: z.string(),
  count: number,
  symbols: z.array(z.looseObject({ symbol: z.string(), count: number, suggestion: z.string().optional() })),
  messages: z.array(z.looseObject({ message: z.string(), count: number })),
})

/** What the page and the list of pitfalls read. */
const reportSchema = z.looseObject({
  name: z.string(),
  version: z.string(),
  totals: z.looseObject({ read: number, written: number, dropped: number, tokens: number }),
  stages: z.record(z.string(), z.looseObject({ in: number, out: number, dropped: counts })),
  prompts: section(any),
  levels: section(z.record(z.string(), z.looseObject({ in: number, passed: number, issues: counts }))),
  mistakes: section(z.looseObject({ programs: number, failed: number, ranked: z.array(mistake) })),
  selection: section(any),
  split: section(z.looseObject({ train: number, val: number, test: number })),
  tokens: section(any),
  pairs: section(any),
  coverage: section(
    z.looseObject({ seeds: share, by_difficulty: z.record(z.string(), share), by_module: z.record(z.string(), share) }),
  ),
  teacher: section(any),
  attempts: section(any),
  run: any.default({}),
})

/** The file that an operand means: report.json of a dataset folder, else the operand itself. */
export function reportFile(operand: string): string {
  return isFolder(operand) ? join(operand, 'report.json') : operand
}

/** The report in a file; undefined when it holds something else, or cannot be read. */
export function readReport(file: string): Report | undefined {
  try {
    if (statSync(file).size > MAX_BYTES) return undefined
    return reportSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) as unknown as Report
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
