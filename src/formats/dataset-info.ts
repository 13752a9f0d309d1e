/** dataset_info.json: how LLaMA-Factory reads the files of the folder. */
import type { Split } from '../record.ts'
import type { Format } from './format.ts'

/** An entry of dataset_info.json. */
export interface DatasetEntry {
  readonly file_name: string
  /** Whether rows are pairs of a chosen and a rejected answer. */
  readonly ranking?: boolean
  readonly formatting: Format['formatting']
  readonly columns: Format['columns']
  readonly tags?: Format['columns']
}

/**
 * The text of dataset_info.json, with an entry for each split that has rows (the trainer's loader fails on an empty
 * file), and what else the folder has. Source of the keys: data/README.md of LLaMA-Factory, checked against its 0.9.5.
 */
export function renderDatasetInfo(
  format: Format,
  splits: readonly Split[],
  further: Readonly<Record<string, DatasetEntry>> = {},
): string {
  const entry = (split: Split): DatasetEntry => ({
    file_name: `${split}.jsonl`,
    formatting: format.formatting,
    columns: format.columns,
    ...(format.tags ? { tags: format.tags } : {}),
  })
  return asciiJson({ ...Object.fromEntries(splits.map((split) => [split, entry(split)])), ...further })
}

/**
 * JSON for people, in ASCII: LLaMA-Factory opens its configuration with the encoding of the machine's locale, which is
 * not UTF-8 everywhere. The rows themselves are read as UTF-8 on every machine and stay readable.
 */
export function asciiJson(value: unknown): string {
  const text = JSON.stringify(value, null, 2) + '\n'
  return text.replace(/[\u007f-\uffff]/g, (unit) => '\\u' + unit.charCodeAt(0).toString(16).padStart(4, '0'))
}
