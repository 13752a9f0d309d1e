/** A dataset folder, read back: its manifest, the lineage of each row, the rows themselves, and what was dropped. */
import { readFileSync } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { SftError, ioError, messageOf, systemCode } from '../errors.ts'
import { formatNamed } from '../formats/registry.ts'
import { LINEAGE_FILE, lineageSchema, type Lineage } from '../formats/lineage.ts'
import { MANIFEST_FILE, manifestSchema, type Manifest } from '../formats/manifest.ts'
import { SPLITS, rejectSchema, type Reject, type Split } from '../record.ts'
import { readLineAt, readLines } from '../store/lines.ts'

/** Longer lines are none of ours: a row is a program of some kilobytes with its prompt. */
const MAX_LINE = 16 << 20

/** A row as it stands in its file. */
export interface StoredRow {
  readonly file: string
  /** From 1. */
  readonly number: number
  /** Without its line break. */
  readonly line: Buffer
  /** The answer in it; undefined when the line is no row of the folder's format. */
  readonly output: string | undefined
}

interface Place {
  readonly offset: number
  readonly number: number
}

/** Rows and lineage are found by their places: about 200 bytes a row in memory. Every method throws ERR_IO. */
export class DatasetReader {
  readonly path: string
  readonly manifest: Manifest
  readonly #files: ReadonlyMap<string, FileHandle>
  readonly #lineage: ReadonlyMap<string, Place>
  readonly #rows: ReadonlyMap<Split, ReadonlyMap<string, Place>>

  private constructor(
    path: string,
    manifest: Manifest,
    files: ReadonlyMap<string, FileHandle>,
    lineage: ReadonlyMap<string, Place>,
    rows: ReadonlyMap<Split, ReadonlyMap<string, Place>>,
  ) {
    this.path = path
    this.manifest = manifest
    this.#files = files
    this.#lineage = lineage
    this.#rows = rows
  }

  /** Throws ERR_NO_INPUT for what is no dataset folder of ours, ERR_BAD_INPUT for one of another layout, ERR_IO. */
  static async open(path: string): Promise<DatasetReader> {
    const manifest = readManifest(path)
    const files = new Map<string, FileHandle>()
    try {
      for (const name of [LINEAGE_FILE, ...SPLITS.map(fileOf)]) {
        const file = await openIfThere(join(path, name))
        if (file) files.set(name, file)
      }
      const places = async (name: string, idOf: (row: unknown) => unknown) => indexLines(files.get(name), idOf)
      const lineage = await places(LINEAGE_FILE, (row) => (row as { id?: unknown }).id)
      if (lineage.size === 0) throw new SftError('ERR_NO_INPUT', `${path}: ${LINEAGE_FILE} is missing or empty`)
      const ofRow = (row: unknown) => (row as { metadata?: { id?: unknown } }).metadata?.id
      const rows = new Map<Split, ReadonlyMap<string, Place>>()
      for (const split of SPLITS) rows.set(split, await places(fileOf(split), ofRow))
      return new DatasetReader(path, manifest, files, lineage, rows)
    } catch (error) {
      for (const file of files.values()) await file.close()
      throw error
    }
  }

  /** The ids of the rows, in the order of lineage.jsonl. */
  get ids(): string[] {
    return [...this.#lineage.keys()]
  }

  /** The lineage of a row that is one of `ids`. Throws ERR_BAD_INPUT when it is not what this version writes. */
  async lineage(id: string): Promise<Lineage> {
    const { offset, number } = this.#lineage.get(id)!
    const line = await readLineAt(this.#files.get(LINEAGE_FILE)!, offset, MAX_LINE)
    const read = lineageSchema.safeParse(parsed(line))
    if (read.success) return read.data
    const [{ path, message }] = read.error.issues
    throw new SftError('ERR_BAD_INPUT', `${this.#place(LINEAGE_FILE, number)}: ${path.join('.')}: ${message}`, {
      hint: 'the folder is of another version of sft-stream, or was changed: make it anew',
    })
  }

  /** The row that a lineage tells of; undefined when its file lacks it. */
  async row({ id, split }: Lineage): Promise<StoredRow | undefined> {
    const place = this.#rows.get(split)!.get(id)
    const file = fileOf(split)
    const line = place && (await readLineAt(this.#files.get(file)!, place.offset, MAX_LINE))
    if (!line) return undefined
    const row = parsed(line) as Record<string, unknown>
    const output = formatNamed(this.manifest.options.format).outputOf(row)
    return { file, number: place.number, line, output: typeof output === 'string' ? output : undefined }
  }

  /** Ids in the files of the splits that lineage.jsonl does not tell of. */
  get strangers(): string[] {
    return [...this.#rows.values()].flatMap((places) => [...places.keys()]).filter((id) => !this.#lineage.has(id))
  }

  /** What rejects.jsonl says, line by line; nothing without the file. */
  async *rejects(): AsyncGenerator<Reject> {
    const file = await openIfThere(join(this.path, 'rejects.jsonl'))
    if (!file) return
    try {
      for await (const { bytes } of readLines(file, MAX_LINE)) {
        const reject = rejectSchema.safeParse(parsed(bytes))
        if (reject.success) yield reject.data
      }
    } finally {
      await file.close()
    }
  }

  async close(): Promise<void> {
    for (const file of this.#files.values()) await file.close()
  }

  #place(file: string, number: number): string {
    return `${join(this.path, file)}:${number}`
  }
}

const fileOf = (split: Split): string => `${split}.jsonl`

function readManifest(path: string): Manifest {
  const file = join(path, MANIFEST_FILE)
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    const hint = 'name a folder that --out made'
    throw new SftError('ERR_NO_INPUT', `${path} is no dataset folder: ${messageOf(cause)}`, { cause, hint })
  }
  const read = manifestSchema.safeParse(parsed(text))
  if (read.success) return read.data
  const [{ path: field, message }] = read.error.issues
  throw new SftError('ERR_BAD_INPUT', `${file}: ${field.join('.')}: ${message}`)
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'r')
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return undefined
    throw ioError('open', path, cause)
  }
}

/** The places of lines by id; of a repeated id the first. Lines without one are left out. */
async function indexLines(file: FileHandle | undefined, idOf: (row: unknown) => unknown): Promise<Map<string, Place>> {
  const places = new Map<string, Place>()
  if (!file) return places
  let number = 0
  for await (const { offset, bytes } of readLines(file, MAX_LINE)) {
    number++
    const row = parsed(bytes)
    const id = row === undefined ? undefined : idOf(row)
    if (typeof id === 'string' && !places.has(id)) places.set(id, { offset, number })
  }
  return places
}

/** The object in a text; undefined when there is none. */
function parsed(text: Buffer | string | undefined): object | undefined {
  try {
    const value: unknown = JSON.parse(String(text))
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}
