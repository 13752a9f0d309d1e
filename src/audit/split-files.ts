/** Which files of a folder are its splits. */
import { readdirSync, statSync } from 'node:fs'
import { join, parse } from 'node:path'
import { SftError, messageOf } from '../errors.ts'
import { byCodeUnits } from '../order.ts'
import { SPLITS, type Split } from '../record.ts'

export interface SplitFile {
  readonly split: Split
  readonly path: string
  /** From the folder. */
  readonly name: string
}

const SPLIT_OF: Readonly<Record<string, Split>> = {
  train: 'train',
  training: 'train',
  val: 'val',
  valid: 'val',
  validation: 'val',
  dev: 'val',
  eval: 'val',
  evaluation: 'val',
  test: 'test',
}

/** Of files that differ in this only, the first is read: the others hold the same rows. */
const EXTENSIONS = ['.jsonl', '.ndjson', '.json', '.parquet']

/** Where a hub keeps the files of a dataset. */
const SUBFOLDER = 'data'

/**
 * The files of a folder, or of its `data`, whose name has train, val, dev, eval, test or the like as its first such word,
 * by split and name. Throws ERR_NO_INPUT when the folder cannot be read or has none.
 */
export function splitFiles(folder: string): SplitFile[] {
  const files = [folder, join(folder, SUBFOLDER)]
    .map((each, at) => filesIn(each, at === 0))
    .find((some) => some.length > 0)
  if (files) return files
  const hint = `names such as train.jsonl, val.json, test-00000-of-00001.parquet`
  throw new SftError('ERR_NO_INPUT', `${folder} has no files of splits`, { hint })
}

function filesIn(folder: string, mustBe: boolean): SplitFile[] {
  const byStem = new Map<string, string>()
  for (const name of namesIn(folder, mustBe)) {
    const { name: stem, ext } = parse(name)
    const known = byStem.get(stem)
    if (rank(ext) < (known === undefined ? EXTENSIONS.length : rank(parse(known).ext))) byStem.set(stem, name)
  }
  const files = [...byStem.values()].flatMap((name) => {
    const split = splitIn(parse(name).name)
    const path = join(folder, name)
    return split && statSync(path, { throwIfNoEntry: false })?.isFile() ? [{ split, path, name }] : []
  })
  return files.toSorted((a, b) => SPLITS.indexOf(a.split) - SPLITS.indexOf(b.split) || byCodeUnits(a.name, b.name))
}

function namesIn(folder: string, mustBe: boolean): string[] {
  try {
    return readdirSync(folder)
  } catch (cause) {
    if (!mustBe) return []
    throw new SftError('ERR_NO_INPUT', `cannot open ${folder}: ${messageOf(cause)}`, { cause })
  }
}

function rank(extension: string): number {
  const at = EXTENSIONS.indexOf(extension)
  return at === -1 ? EXTENSIONS.length : at
}

function splitIn(stem: string): Split | undefined {
  const word = stem
    .toLowerCase()
    .split(/[^a-z]+/)
    .find((each) => Object.hasOwn(SPLIT_OF, each))
  return word === undefined ? undefined : SPLIT_OF[word]
}
