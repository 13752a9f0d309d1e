/** Whether a dataset still is what it says: its files, its rows, and what the levels say of them today. */
import { createReadStream } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import stableStringify from 'fast-json-stable-stringify'
import type { Options } from '../config.ts'
import { ioError, systemCode } from '../errors.ts'
import type { Lineage } from '../formats/lineage.ts'
import { LEVELS, type Candidate, type Level, type Verdict } from '../record.ts'
import { PASSED } from '../select/gates.ts'
import { sha256 } from '../sha256.ts'
import { candidateOf, judgedUnder } from './candidate.ts'
import type { DatasetReader } from './folder.ts'

export interface FileFinding {
  readonly file: string
  readonly problem: 'missing' | 'changed'
}

/** A row that is not what its lineage says. */
export interface RowFinding {
  readonly id: string
  /** 'train.jsonl:3', where it is there. */
  readonly place: string | undefined
  /**
   * gone: its file lacks it. row: its line has another hash. program: so has its program. verdict: a level says something
   * else today. stranger: no lineage tells of it.
   */
  readonly changed: 'gone' | 'row' | 'program' | 'verdict' | 'stranger'
  readonly levels?: Partial<Record<Level, { readonly was: boolean; readonly is: boolean | null }>>
  /** The errors of those levels. */
  readonly issues?: readonly string[]
}

/** Versions that verdicts of the dataset rest on, with the number of rows. */
interface VersionCount {
  readonly versions: Readonly<Record<string, string>>
  rows: number
}

export interface Findings {
  readonly dir: string
  readonly files: { readonly checked: number; readonly findings: readonly FileFinding[] }
  readonly rows: { readonly total: number; judged: number; readonly findings: RowFinding[] }
  readonly versions: { now: Readonly<Record<string, string>> | undefined; readonly recorded: readonly VersionCount[] }
}

/** Rows that were judged under the same options. */
export interface Batch {
  readonly options: Options
  readonly ids: string[]
}

/** The files of the manifest that are missing or have other bytes. Throws ERR_IO. */
export async function verifyFiles({ path, manifest }: DatasetReader): Promise<FileFinding[]> {
  const findings: FileFinding[] = []
  for (const [file, { sha256: expected }] of Object.entries(manifest.files)) {
    const found = await hashOf(join(path, file))
    if (found !== expected) findings.push({ file, problem: found === undefined ? 'missing' : 'changed' })
  }
  return findings
}

async function hashOf(file: string): Promise<string | undefined> {
  const digest = createHash('sha256')
  try {
    for await (const chunk of createReadStream(file)) digest.update(chunk as Buffer)
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return undefined
    throw ioError('read', file, cause)
  }
  return digest.digest('hex')
}

/** `count` ids drawn by `seed`, the same for any order; all without a count. In the order of `ids`. */
export function drawn(ids: readonly string[], count: number | undefined, seed: number): string[] {
  if (count === undefined || count >= ids.length) return [...ids]
  const lot = new Map(ids.map((id) => [id, sha256(`${seed}:${id}`)]))
  const chosen = new Set(ids.toSorted((a, b) => (lot.get(a)! < lot.get(b)! ? -1 : 1)).slice(0, count))
  return ids.filter((id) => chosen.has(id))
}

/** Collects what is found of the rows, one after the other. */
export class RowVerifier {
  readonly #reader: DatasetReader
  readonly #options: Options
  readonly #findings: RowFinding[]
  readonly #recorded = new Map<string, VersionCount>()
  /** Of the rows that are being judged. */
  readonly #underWay = new Map<string, { lineage: Lineage; place: string }>()
  #judged = 0
  #now: Readonly<Record<string, string>> | undefined

  constructor(reader: DatasetReader, options: Options) {
    this.#reader = reader
    this.#options = options
    this.#findings = reader.strangers.map((id) => ({ id, place: undefined, changed: 'stranger' }))
  }

  /** Rows by the options that they were judged under: the cache of verdicts is not asked. Throws ERR_BAD_INPUT. */
  async batches(ids: readonly string[]): Promise<Batch[]> {
    const batches = new Map<string, Batch>()
    for (const id of ids) {
      const lineage = await this.#reader.lineage(id)
      const judging = judgedUnder(lineage, this.#options)
      this.#countVersions(lineage)
      const key = stableStringify(judging)
      const batch = batches.get(key) ?? { options: { ...this.#options, ...judging, verdictCache: false }, ids: [] }
      batches.set(key, batch)
      batch.ids.push(id)
    }
    return [...batches.values()]
  }

  /** The programs of rows, to be judged; what is wrong with a row as such is noted. */
  async *candidates(ids: readonly string[]): AsyncGenerator<Candidate> {
    for (const id of ids) {
      const lineage = await this.#reader.lineage(id)
      const stored = await this.#reader.row(lineage)
      const place = stored && `${stored.file}:${stored.number}`
      if (stored?.output === undefined) {
        this.#findings.push({ id, place, changed: stored ? 'row' : 'gone' })
        continue
      }
      const candidate = candidateOf(lineage, stored.output)
      const isOther = candidate.code_hash !== lineage.code_hash
      if (isOther) this.#findings.push({ id, place, changed: 'program' })
      else if (sha256(stored.line + '\n') !== lineage.row_sha256) this.#findings.push({ id, place, changed: 'row' })
      this.#underWay.set(id, { lineage, place: place! })
      yield candidate
    }
  }

  /** Compares today's verdict on a program with that of the dataset. */
  compare(verdict: Verdict): void {
    const { id, validation } = verdict
    const { lineage, place } = this.#underWay.get(id)!
    this.#underWay.delete(id)
    this.#judged++
    this.#now ??= validation.versions && known(validation.versions)
    const levels: RowFinding['levels'] = {}
    for (const level of LEVELS) {
      const [was, is] = [lineage.levels[level], verdict[PASSED[level]]]
      if (typeof was === 'boolean' && was !== is) levels[level] = { was, is }
    }
    const changed = Object.keys(levels) as Level[]
    if (changed.length === 0) return
    const issues = changed.flatMap((level) => validation.levels[level]?.issues ?? [])
    const errors = issues
      .filter(({ severity }) => severity === 'error')
      .map(({ code, message }) => `${code}: ${message}`)
    this.#findings.push({ id, place, changed: 'verdict', levels, issues: errors })
  }

  findings(files: readonly FileFinding[]): Findings {
    const { path, manifest, ids } = this.#reader
    return {
      dir: path,
      files: { checked: Object.keys(manifest.files).length, findings: files },
      rows: { total: ids.length, judged: this.#judged, findings: this.#findings },
      versions: { now: this.#now, recorded: [...this.#recorded.values()] },
    }
  }

  #countVersions({ versions }: Lineage): void {
    const key = stableStringify(versions)
    const count = this.#recorded.get(key) ?? { versions, rows: 0 }
    this.#recorded.set(key, count)
    count.rows++
  }
}

function known({
  validator,
  engine,
  index,
}: Readonly<Record<'validator' | 'engine' | 'index', string>>): Record<string, string> {
  return { validator, engine, index }
}
