/** A file of verdicts, looked at twice: once for the draw, once for the rows that were drawn. */
import { open } from 'node:fs/promises'
import { SftError, messageOf } from '../errors.ts'
import { LEVELS, type Verdict } from '../record.ts'
import { PASSED } from '../select/gates.ts'
import { readLineAt, readLines } from '../store/lines.ts'
import { foreignFormat } from '../stream/foreign-format.ts'
import { BadLine, attempt } from '../stream/json-value.ts'
import { MAX_LINE_BYTES } from '../stream/line-guard.ts'
import { parseRecord } from '../stream/read-records.ts'
import type { RunContext } from '../stream/run-context.ts'
import { textOfLine } from '../stream/plain-text.ts'
import type { Drawable } from './draw.ts'

export interface VerdictIndex {
  readonly rows: readonly Drawable[]
  /** Where the line of a row begins. */
  readonly offsets: ReadonlyMap<string, number>
}

/** Some 200 bytes of memory a row; of a repeated id the first counts. Throws as verdictsOf does. */
export async function indexVerdicts(context: RunContext, path: string): Promise<VerdictIndex> {
  const rows: Drawable[] = []
  const offsets = new Map<string, number>()
  for await (const { offset, verdict } of verdictsOf(context, path)) {
    if (offsets.has(verdict.id)) continue
    offsets.set(verdict.id, offset)
    rows.push(drawableOf(verdict))
  }
  return { rows, offsets }
}

/**
 * The verdicts of a file with the places of their lines. A line that is none is dropped with its number, as `read`. Throws
 * ERR_NO_INPUT, and ERR_BAD_INPUT for what is no text, or a bad line under --on-error fail.
 */
export async function* verdictsOf(
  { ledger, options }: RunContext,
  path: string,
): AsyncGenerator<{ offset: number; verdict: Verdict }> {
  const file = await openFile(path)
  let number = 0
  try {
    for await (const { offset, bytes } of readLines(file, MAX_LINE_BYTES)) {
      number++
      const foreign = number === 1 && bytes ? foreignFormat(bytes) : undefined
      if (foreign !== undefined) throw new SftError('ERR_BAD_INPUT', `${path}: ${foreign}`)
      if (bytes && isBlank(bytes)) continue
      const verdict = attempt(() => verdictIn(bytes))
      if (!(verdict instanceof BadLine)) {
        yield { offset, verdict }
        continue
      }
      const message = `${path}:${number}: ${verdict.message}`
      if (options.onError === 'fail') throw new SftError('ERR_BAD_INPUT', message)
      const tally = ledger.stage('read')
      tally.in++
      tally.drop(verdict.reason, { line: number, message })
    }
  } finally {
    await file.close()
  }
}

/** The verdicts of these ids, which the index knows, in their order. Throws ERR_NO_INPUT, or BadLine for a changed file. */
export async function readVerdicts(
  path: string,
  { offsets }: VerdictIndex,
  ids: readonly string[],
): Promise<Verdict[]> {
  const file = await openFile(path)
  try {
    const verdicts: Verdict[] = []
    for (const id of ids) verdicts.push(verdictIn(await readLineAt(file, offsets.get(id)!, MAX_LINE_BYTES)))
    return verdicts
  } finally {
    await file.close()
  }
}

/** What failed first: the level, and the first of its errors. */
export function failureOf(
  verdict: Pick<Verdict, 'l1_passed' | 'l2_passed' | 'l3_passed' | 'l4_passed' | 'validation'>,
): Drawable['failed'] {
  const level = LEVELS.find((name) => verdict[PASSED[name]] === false)
  if (level === undefined) return undefined
  const error = verdict.validation.levels[level]?.issues.find(({ severity }) => severity === 'error')
  return { level, code: error?.code ?? '' }
}

function drawableOf(verdict: Verdict): Drawable {
  const { id, prompt } = verdict
  return { id, difficulty: prompt.difficulty, modules: prompt.modules, failed: failureOf(verdict) }
}

function isBlank(bytes: Buffer): boolean {
  return bytes.length < 100 && bytes.toString().replace('\ufeff', '').trim() === ''
}

/** The verdict on a line; undefined stands for a line that is too long. Throws BadLine. */
function verdictIn(bytes: Buffer | undefined): Verdict {
  return parseRecord('verdict', textOfLine(bytes)) as Verdict
}

async function openFile(path: string) {
  try {
    return await open(path, 'r')
  } catch (cause) {
    throw new SftError('ERR_NO_INPUT', `cannot open ${path}: ${messageOf(cause)}`, { cause })
  }
}
