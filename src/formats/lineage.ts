/** lineage.jsonl: where each row comes from, and what it hashes to. */
import * as z from 'zod'
import { SPLITS, originSchema, traceSchema, type Origin, type Sample } from '../record.ts'
import { sha256 } from '../sha256.ts'

export const LINEAGE_FILE = 'lineage.jsonl'

/** A line of it. */
export const lineageSchema = z.looseObject({
  id: z.string().describe('that of the row'),
  prompt_id: z.string().describe('the id of the seed'),
  request_id: z.string().describe("what the program answers; '' for examples of others"),
  version: z.int().describe('of the seed; 0 for examples of others'),
  turn: z.int().describe('which repair; 0: none'),
  reply_key: z.string().describe('its place in the journal'),
  code_hash: z.string().describe('SHA-256 of the program'),
  teacher_model: z.string(),
  source: z.string().describe('distill, mock, official, …'),
  group: z.string().describe('rows of one group never part between splits'),
  split: z.enum(SPLITS),
  quality_score: z.number(),
  row_sha256: z.string().describe('of the line in its file, line break included'),
  ...originSchema.shape,
  ...traceSchema.shape,
})

export type Lineage = z.infer<typeof lineageSchema>

const NO_ORIGIN: Origin = { licence: '', repository: '', commit: '', path: '', assets: '' }

/** `distill_<seed id>_v<version>`, and `_r<turn>` after it for a repaired answer. */
const REQUEST_ID = /_v(\d{1,9})(?:_r(\d{1,9}))?$/

/**
 * The lineage of one row, told from the row alone, so that it is the same in a pipe and in `run`. `line` is the row as
 * it stands in its file, line break included; `row_sha256` its hash. Rows that answer no request (official examples)
 * have '' and 0, and all others no licence, repository, commit and path. The trace (seed, levels, versions, conditions,
 * quality) is what `explain` shows and `verify` judges a row by.
 */
export function lineageOf(sample: Sample, line: string): object {
  const { id, prompt_id, reply_key, code_hash, teacher_model, source, group, split, quality_score } = sample.metadata
  const [, version = '0', turn = '0'] = REQUEST_ID.exec(id) ?? []
  return {
    id,
    prompt_id,
    request_id: version === '0' ? '' : id,
    version: Number(version),
    turn: Number(turn),
    reply_key,
    code_hash,
    teacher_model,
    source,
    group,
    split,
    quality_score,
    ...(sample.origin ?? NO_ORIGIN),
    ...sample.trace,
    row_sha256: sha256(line),
  }
}
