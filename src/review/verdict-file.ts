/** A file of verdicts, looked at twice: once for the draw, once for the rows that were drawn. */
import { open } from 'node:fs/promises'
import { SftError, messageOf } from '../errors.ts'
import { LEVELS, verdictSchema, type Verdict } from '../record.ts'
import { PASSED } from '../select/gates.ts'
import { readLineAt, readLines } from '../store/lines.ts'
import { parseJson } from '../text/parse-json.ts'
import type { Drawable } from './draw.ts'

/** Longer lines are refused everywhere in the pipeline. */
const MAX_LINE = 4 << 20

export interface VerdictIndex {
  readonly rows: readonly Drawable[]
  /** Lines that are no verdicts. */
  readonly bad: number
  /** Where the line of a row begins. */
  readonly offsets: ReadonlyMap<string, number>
}

/** Some 200 bytes of memory a row; of a repeated id the first counts. Throws ERR_NO_INPUT. */
export async function indexVerdicts(path: string): Promise<VerdictIndex> {
  const rows: Drawable[] = []
  const offsets = new Map<string, number>()
  let bad = 0
  for await (const { offset, verdict } of verdictsOf(path)) {
    if (verdict === undefined) bad++
    else if (!offsets.has(verdict.id)) {
      offsets.set(verdict.id, offset)
      rows.push(drawableOf(verdict))
    }
  }
  return { rows, bad, offsets }
}

/** Every line of a file: its verdict, or undefined for one that is none. Throws ERR_NO_INPUT. */
export async function* verdictsOf(path: string): AsyncGenerator<{ offset: number; verdict: Verdict | undefined }> {
  const file = await openFile(path)
  try {
    for await (const { offset, length, bytes } of readLines(file, MAX_LINE)) {
      if (length > 0) yield { offset, verdict: bytes && verdictIn(bytes) }
    }
  } finally {
    await file.close()
  }
}

/** The verdicts of these ids, which the index knows, in their order. Throws ERR_NO_INPUT. */
export async function readVerdicts(
  path: string,
  { offsets }: VerdictIndex,
  ids: readonly string[],
): Promise<Verdict[]> {
  const file = await openFile(path)
  try {
    const verdicts: Verdict[] = []
    for (const id of ids) verdicts.push(verdictIn((await readLineAt(file, offsets.get(id)!, MAX_LINE))!)!)
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

function verdictIn(bytes: Buffer): Verdict | undefined {
  return verdictSchema.safeParse(parseJson(String(bytes))).data
}

async function openFile(path: string) {
  try {
    return await open(path, 'r')
  } catch (cause) {
    throw new SftError('ERR_NO_INPUT', `cannot open ${path}: ${messageOf(cause)}`, { cause })
  }
}
