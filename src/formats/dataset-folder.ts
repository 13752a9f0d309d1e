/** The dataset folder while it grows: rows go to their split's file, the rest is derived from them at the end. */
import type { Options } from '../config.ts'
import { SPLITS, type Sample } from '../record.ts'
import { jsonLine } from '../stream/json-line.ts'
import { asciiJson, datasetEntries } from './dataset-info.ts'
import { ANSWER_METADATA, PAIR_METADATA, sampleMetadata, type Feature } from './feature.ts'
import type { Format } from './format.ts'
import { HashedFile, type FileFacts } from './hashed-file.ts'
import { LINEAGE_FILE, lineageOf } from './lineage.ts'
import { MANIFEST_FILE, renderManifest } from './manifest.ts'
import { OutFolder } from './out-folder.ts'
import type { PairRows } from './pairs/pair-pool.ts'
import { writeParquet } from './parquet.ts'
import { CONVERSATIONS_FILE, PAIRS_FILE, REPAIR_ENTRIES, conversationOf, pairOf } from './repairs.ts'
import type { Statistics } from './statistics.ts'
import { renderTrainingFiles } from './training/index.ts'

/** The row as a line of its file: sorted keys, so that equal rows are equal bytes. */
export function rowLine(format: Format, sample: Sample): string {
  return jsonLine(format.sample.row(sample))
}

/** What the derived files must know besides the rows. */
export interface FolderFacts {
  readonly options: Options
  /** Name and version of the engine. */
  readonly engine: string
  /** What tokens were counted with. */
  readonly tokens: string
}

export class DatasetFolder {
  readonly #folder: OutFolder
  readonly #format: Format
  readonly #files = new Map<string, HashedFile>()
  readonly #finished = new Map<string, FileFacts>()
  #pairs: PairRows | undefined

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

  /** Writes dpo.jsonl and kto.jsonl. Throws ERR_IO. */
  addPairs(rows: PairRows): void {
    this.#pairs = rows
    const dpo = this.#create('dpo.jsonl')
    for (const pair of rows.pairs()) dpo.append(jsonLine(this.#format.pair.row(pair)))
    const kto = this.#create('kto.jsonl')
    for (const answer of rows.answers()) kto.append(jsonLine(this.#format.answer.row(answer)))
  }

  /**
   * Writes what follows from the rows, then `texts` (file name to content: card and reports, which may tell of this run
   * and are in no manifest), and puts the folder in its place. Throws ERR_IO; then the old folder is as it was.
   */
  async finish(statistics: Statistics, facts: FolderFacts, texts: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, text] of Object.entries(this.#derived(statistics, facts))) this.#create(name).append(text)
    for (const [name, file] of this.#files) this.#finished.set(name, file.finish())
    if (facts.options.parquet) await this.#addParquet(statistics, facts.options)
    const rows = Object.fromEntries(statistics.splits)
    this.#write(MANIFEST_FILE, renderManifest({ ...facts, rows, files: this.#finished }))
    for (const [name, text] of Object.entries(texts)) this.#write(name, text)
    this.#folder.commit()
  }

  /** Closes and removes what was made. Does nothing after finish(). */
  abandon(): void {
    for (const file of this.#files.values()) file.close()
    this.#folder.abandon()
  }

  #derived(statistics: Statistics, { options }: FolderFacts): Record<string, string> {
    const splits = statistics.filledSplits()
    const hasPairs = (this.#pairs?.facts.dpo ?? 0) > 0
    const entries = {
      ...datasetEntries(this.#format, splits, hasPairs ? ['dpo', 'kto'] : []),
      ...(this.#hasRepairs && this.#format.formatting !== null ? REPAIR_ENTRIES : {}),
    }
    const training = renderTrainingFiles({
      format: this.#format,
      hasVal: splits.includes('val'),
      longestRow: statistics.longest,
      longestRepair: statistics.longestRepair,
      longestPair: hasPairs ? this.#pairs!.longest : undefined,
      cutoffLen: options.cutoffLen,
    })
    return { 'dataset_info.json': asciiJson(entries), ...training }
  }

  async #addParquet(statistics: Statistics, { cutoffLen }: Options): Promise<void> {
    const { sample, pair, answer } = this.#format
    const ofRows = [...sample.features, sampleMetadata(cutoffLen !== undefined)]
    const files: [string, readonly Feature[]][] = statistics.filledSplits().map((split) => [split, ofRows])
    if (this.#pairs)
      files.push(['dpo', [...pair.features, PAIR_METADATA]], ['kto', [...answer.features, ANSWER_METADATA]])
    for (const [name, features] of files) {
      const file = this.#create(`${name}.parquet`)
      await writeParquet(this.path(`${name}.jsonl`), file, features)
      this.#finished.set(`${name}.parquet`, file.finish())
    }
  }

  get #hasRepairs(): boolean {
    return this.#files.has(CONVERSATIONS_FILE)
  }

  #addRepair(sample: Sample): void {
    if (!this.#hasRepairs) for (const name of [CONVERSATIONS_FILE, PAIRS_FILE]) this.#create(name)
    this.#files.get(CONVERSATIONS_FILE)!.append(jsonLine(conversationOf(sample, this.#format)))
    this.#files.get(PAIRS_FILE)!.append(jsonLine(pairOf(sample, this.#format)))
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
