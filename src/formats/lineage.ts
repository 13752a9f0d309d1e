/** lineage.jsonl: where each row comes from, and what it hashes to. */
import type { Sample } from '../record.ts'
import { sha256 } from '../sha256.ts'

/** `distill_<seed id>_v<version>`, and `_r<turn>` after it for a repaired answer. */
const REQUEST_ID = /_v(\d{1,9})(?:_r(\d{1,9}))?$/

/**
 * The lineage of one row, told from the row alone, so that it is the same in a pipe and in `run`. `line` is the row as
 * it stands in its file, line break included; `row_sha256` its hash. Rows that answer no request (official examples)
 * have '' and 0.
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
    row_sha256: sha256(line),
  }
}
