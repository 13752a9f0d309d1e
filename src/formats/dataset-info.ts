/** dataset_info.json: how LLaMA-Factory reads the files of the folder. */
import type { Split } from '../record.ts'
import type { Format } from './format.ts'

/** An entry of dataset_info.json. */
export interface DatasetEntry {
  readonly file_name: string
  /** Whether rows are pairs of a chosen and a rejected answer. */
  readonly ranking?: boolean
  readonly formatting: 'alpaca' | 'sharegpt'
  readonly columns: Readonly<Record<string, string>>
  readonly tags?: Readonly<Record<string, string>>
}

/**
 * The entries of the splits that have rows (the trainer's loader fails on an empty file) and of the pairs; none for a
 * format that LLaMA-Factory cannot read. Source of the keys: data/README.md of LLaMA-Factory, checked against its 0.9.5.
 */
export function datasetEntries(
  format: Format,
  splits: readonly Split[],
  pairs: readonly ('dpo' | 'kto')[] = [],
): Record<string, DatasetEntry> {
  const { formatting, tags } = format
  if (formatting === null) return {}
  const entry = (name: string, columns: DatasetEntry['columns']): DatasetEntry => ({
    file_name: `${name}.jsonl`,
    ...(name === 'dpo' ? { ranking: true } : {}),
    formatting,
    columns,
    ...(tags ? { tags } : {}),
  })
  const columnsOf = { dpo: format.pair.columns, kto: format.answer.columns }
  return Object.fromEntries([
    ...splits.map((split) => [split, entry(split, format.sample.columns)] as const),
    ...pairs.map((name) => [name, entry(name, columnsOf[name])] as const),
  ])
}

/**
 * JSON for people, in ASCII: LLaMA-Factory opens its configuration with the encoding of the machine's locale, which is
 * not UTF-8 everywhere. The rows themselves are read as UTF-8 on every machine and stay readable.
 */
export function asciiJson(value: unknown): string {
  const text = JSON.stringify(value, null, 2) + '\n'
  return text.replace(/[\u007f-\uffff]/g, (unit) => '\\u' + unit.charCodeAt(0).toString(16).padStart(4, '0'))
}
