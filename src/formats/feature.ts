/** The columns of a file, declared once: the dataset card and the Parquet schema both follow from it. */

/** A column as a Hugging Face dataset card declares it. */
export type Feature =
  | { readonly name: string; readonly dtype: 'string' | 'int64' | 'float64' | 'bool' }
  | { readonly name: string; readonly sequence: 'string' }
  | { readonly name: string; readonly struct: readonly Feature[] }
  | { readonly name: string; readonly list: readonly Feature[] }

export function strings(...names: string[]): Feature[] {
  return names.map((name) => ({ name, dtype: 'string' }))
}

/** `metadata` of a dataset row; `flagged`: it says whether the row is above --cutoff-len. */
export function sampleMetadata(flagged: boolean): Feature {
  return {
    name: 'metadata',
    struct: [
      ...strings('id', 'prompt_id', 'source', 'difficulty'),
      { name: 'modules', sequence: 'string' },
      ...strings('split', 'group', 'held_out'),
      { name: 'quality_score', dtype: 'float64' },
      ...strings('teacher_model', 'code_hash', 'reply_key'),
      { name: 'tokens', dtype: 'int64' },
      ...(flagged ? ([{ name: 'over_long', dtype: 'bool' }] as const) : []),
    ],
  }
}

/** `metadata` of a pair. */
export const PAIR_METADATA: Feature = {
  name: 'metadata',
  struct: [
    ...strings(
      'prompt_id',
      'source',
      'difficulty',
      'group',
      'chosen_id',
      'rejected_id',
      'chosen_hash',
      'rejected_hash',
    ),
    ...strings('level', 'code', 'message'),
    { name: 'similarity', dtype: 'float64' },
    { name: 'chosen_tokens', dtype: 'int64' },
    { name: 'rejected_tokens', dtype: 'int64' },
  ],
}

/** `metadata` of an answer that is labelled good or bad. */
export const ANSWER_METADATA: Feature = {
  name: 'metadata',
  struct: [
    ...strings('id', 'prompt_id', 'source', 'difficulty', 'group', 'code_hash', 'level', 'code', 'message'),
    { name: 'tokens', dtype: 'int64' },
  ],
}
