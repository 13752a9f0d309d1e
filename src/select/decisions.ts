/** What people decided about rows: `--decisions FILE`, a line of JSON each. `review` writes them. */
import { readFileSync } from 'node:fs'
import * as z from 'zod'
import { SftError, messageOf } from '../errors.ts'
import type { Verdict } from '../record.ts'
import { plainText } from '../stream/plain-text.ts'
import { parseJson } from '../text/parse-json.ts'

const no_yes = z.union([z.literal(0), z.literal(1)])
const grade = z.union([z.literal(0), z.literal(1), z.literal(2)])

/** What a reviewer says of a row besides the decision. */
export const rubricSchema = z.strictObject({
  runs: no_yes.optional(),
  function: grade.optional(),
  quality: grade.optional(),
  /** Of rows that have a plan. */
  plan_agrees: no_yes.optional(),
  note: z.string().max(10_000).optional(),
})

export const decisionSchema = rubricSchema.extend({
  id: z.string().min(1),
  /** undo: the decision before it counts no more. */
  decision: z.enum(['keep', 'reject', 'undo']),
  /** Of the program that was seen: about another one, nothing was decided. */
  code_hash: z.string().optional(),
  reviewer: z.string().optional(),
})

export type DecisionLine = z.infer<typeof decisionSchema>
export type Judgement = DecisionLine & { readonly decision: 'keep' | 'reject' }

/** By id; of each reviewer the last. */
export type Decisions = ReadonlyMap<string, readonly Judgement[]>

/** Nothing was decided about any row. */
export const NO_DECISIONS: Decisions = new Map()

/**
 * What the reviews of a row come to: of several reviewers one that rejects is enough. 'stale': all of them were of
 * another program. undefined: there is none.
 */
export function decisionOn(
  decisions: Decisions,
  { id, code_hash }: Pick<Verdict, 'id' | 'code_hash'>,
): 'keep' | 'reject' | 'stale' | undefined {
  const all = decisions.get(id)
  if (all === undefined) return undefined
  const valid = all.filter((judgement) => isOf(judgement, code_hash))
  if (valid.length === 0) return 'stale'
  return valid.some(({ decision }) => decision === 'reject') ? 'reject' : 'keep'
}

/** Whether a judgement is of this program; one that names none is. */
export function isOf(judgement: Pick<Judgement, 'code_hash'>, codeHash: string): boolean {
  return judgement.code_hash === undefined || judgement.code_hash === codeHash
}

/**
 * Reads reviews, one file after the other: the last word of a reviewer counts. Throws ERR_NO_INPUT, and ERR_USAGE with
 * the line that is no decision, or that contradicts an earlier one where no reviewer is named.
 */
export function readDecisions(...files: readonly string[]): Decisions {
  const decisions = new Map<string, Judgement[]>()
  for (const file of files) {
    for (const [at, line] of textOf(file).split('\n').entries()) {
      if (line.trim() === '') continue
      const value = parseJson(line)
      if (value === undefined) throw badLine(file, at, 'not JSON')
      const read = decisionSchema.safeParse(value)
      if (!read.success) throw badLine(file, at, problemOf(read.error))
      const problem = take(decisions, read.data)
      if (problem !== undefined) throw badLine(file, at, problem)
    }
  }
  for (const [id, left] of decisions) if (left.length === 0) decisions.delete(id)
  return decisions
}

/** Puts a line in the place of what its reviewer said before; returns what is wrong with that. */
function take(decisions: Map<string, Judgement[]>, line: DecisionLine): string | undefined {
  const all = decisions.get(line.id) ?? []
  decisions.set(line.id, all)
  const at = all.findIndex(({ reviewer }) => reviewer === line.reviewer)
  const before = all[at]?.decision
  if (line.reviewer === undefined && line.decision !== 'undo' && before !== undefined && before !== line.decision)
    return `${line.id} is decided twice: ${before}, then ${line.decision}`
  if (at !== -1) all.splice(at, 1)
  if (line.decision !== 'undo') all.push(line as Judgement)
  return undefined
}

function textOf(file: string): string {
  let bytes: Buffer
  try {
    bytes = readFileSync(file)
  } catch (cause) {
    throw new SftError('ERR_NO_INPUT', `cannot open the decisions ${file}: ${messageOf(cause)}`, { cause })
  }
  try {
    return plainText(bytes)
  } catch (cause) {
    throw badLine(file, 0, messageOf(cause))
  }
}

function problemOf({ issues: [{ path, message }] }: z.ZodError): string {
  return path.length === 0 ? message : `${path.join('.')}: ${message}`
}

function badLine(file: string, at: number, problem: string): SftError {
  const hint = 'a line is {"id": …, "decision": "keep" or "reject", "note": …}'
  return new SftError('ERR_USAGE', `--decisions ${file}:${at + 1}: ${problem}`, { hint })
}
