/** What people decided about rows: `--decisions FILE`, a line of JSON each. */
import { readFileSync } from 'node:fs'
import * as z from 'zod'
import { SftError, messageOf } from '../errors.ts'
import { parseJson } from '../text/parse-json.ts'

const decisionSchema = z.strictObject({
  id: z.string().min(1),
  decision: z.enum(['keep', 'reject']),
  note: z.string().optional(),
})

export type Decision = z.infer<typeof decisionSchema>['decision']

/** By id. A review says one thing of a row. */
export type Decisions = ReadonlyMap<string, Decision>

/** Nothing was decided about any row. */
export const NO_DECISIONS: Decisions = new Map()

/** Reads a review. Throws ERR_NO_INPUT, and ERR_USAGE with the line that is no decision or contradicts an earlier one. */
export function readDecisions(file: string): Decisions {
  const decisions = new Map<string, Decision>()
  for (const [at, line] of textOf(file).split('\n').entries()) {
    if (line.trim() === '') continue
    const read = decisionSchema.safeParse(parseJson(line))
    if (!read.success) throw badLine(file, at, problemOf(read.error))
    const { id, decision } = read.data
    const before = decisions.get(id)
    if (before !== undefined && before !== decision)
      throw badLine(file, at, `${id} is decided twice: ${before}, then ${decision}`)
    decisions.set(id, decision)
  }
  return decisions
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new SftError('ERR_NO_INPUT', `cannot open the decisions ${file}: ${messageOf(cause)}`, { cause })
  }
}

function problemOf({ issues: [{ path, message }] }: z.ZodError): string {
  return path.length === 0 ? message : `${path.join('.')}: ${message}`
}

function badLine(file: string, at: number, problem: string): SftError {
  const hint = 'a line is {"id": …, "decision": "keep" or "reject", "note": …}'
  return new SftError('ERR_USAGE', `--decisions ${file}:${at + 1}: ${problem}`, { hint })
}
