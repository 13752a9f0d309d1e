/** The dataset folder while it grows: rows go to their split's file, the rest is derived from them at the end. */
import type { Options } from '../config.ts'
import { SPLITS, type Sample } from '../record.ts'
import { jsonLine } from '../stream/json-line.ts'
import { renderDatasetInfo } from './dataset-info.ts'
import type { Format } from './format.ts'
import { HashedFile, type FileFacts } from './hashed-file.ts'
import { lineageOf } from './lineage.ts'
import { MANIFEST_FILE, renderManifest } from './manifest.ts'
import { OutFolder } from './out-folder.ts'
import { CONVERSATIONS_FILE, PAIRS_FILE, REPAIR_ENTRIES, conversationOf, pairOf } from './repairs.ts'
import type { Statistics } from './statistics.ts'
import { renderTrainingYaml } from './training-yaml.ts'

const LINEAGE_FILE = 'lineage.jsonl'

/** The row as a line of its file: sorted keys, so that equal rows are equal bytes. */
export function rowLine(format: Format, sample: Sample): string {
  return jsonLine(format.row(sample))
}

export class DatasetFolder {
  readonly #folder: OutFolder
  readonly #format: Format
  readonly #files = new Map<string, HashedFile>()
  #hasRepairs = false

  /** Opens the files in a temporary folder beside `path`. Throws ERR_OUT_DIR, ERR_IO. */
  constructor(path: string, force: boolean, format: Format) {
    this.#folder = new OutFolder(path, force)
    this.#format = format
    try {
      for (const name of [...SPLITS.map((split) => `${split}.jsonl`), LINEAGE_FILE]) this.#create(name)
    } catch (error) {
      this.abandon()
      throw error
    }
  }

  /** Where a further file of the folder lies while it is made. */
  path(name: string): string {
    return this.#folder.path(name)
  }

  /** Throws ERR_IO. */
  add(sample: Sample): void {
    const line = rowLine(this.#format, sample)
    this.#files.get(`${sample.metadata.split}.jsonl`)!.append(line)
    this.#files.get(LINEAGE_FILE)!.append(jsonLine(lineageOf(sample, line)))
    if (sample.turns) this.#addRepair(sample)
  }

  /**
   * Writes what follows from the rows, then `texts` (file name to content: card and reports, which may tell of this run
   * and are in no manifest), and puts the folder in its place. Throws ERR_IO; then the old folder is as it was.
   */
  finish(statistics: Statistics, options: Options, engine: string, texts: Readonly<Record<string, string>>): void {
    const splits = statistics.filledSplits()
    const hasVal = splits.includes('val')
    this.#create('dataset_info.json').append(renderDatasetInfo(this.#format, splits, this.#hasRepairs ? REPAIR_ENTRIES : {}))
    this.#create('sft.yaml').append(renderTrainingYaml({ hasVal, longestRow: statistics.longest }))
    const files = new Map<string, FileFacts>()
    for (const [name, file] of this.#files) files.set(name, file.finish())
    const rows = Object.fromEntries(statistics.splits)
    this.#write(MANIFEST_FILE, renderManifest({ options, engine, rows, files }))
    for (const [name, text] of Object.entries(texts)) this.#write(name, text)
    this.#folder.commit()
  }

  /** Closes and removes what was made. Does nothing after finish(). */
  abandon(): void {
    for (const file of this.#files.values()) file.close()
    this.#folder.abandon()
  }

  #addRepair(sample: Sample): void {
    if (!this.#hasRepairs) for (const name of [CONVERSATIONS_FILE, PAIRS_FILE]) this.#create(name)
    this.#hasRepairs = true
    this.#files.get(CONVERSATIONS_FILE)!.append(jsonLine(conversationOf(sample)))
    this.#files.get(PAIRS_FILE)!.append(jsonLine(pairOf(sample)))
  }

  #create(name: string): HashedFile {
    const file = new HashedFile(this.#folder.path(name))
    this.#files.set(name, file)
    return file
  }

  #write(name: string, text: string): void {
    const file = new HashedFile(this.#folder.path(name))
    try {
      file.append(text)
      file.finish()
    } finally {
      file.close()
    }
  }
}
