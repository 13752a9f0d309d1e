/**
 * What is known of open batches, in `<cache>/batches`: `<name>.json` the state, `<name>.requests` a line for each
 * request with its key, `<name>.body` what is sent, until it is sent. Names are ours, never the server's. Whoever holds
 * the lock of the journal is the one writer here too.
 */
import * as nodeFs from 'node:fs/promises'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import { SftError, ioError } from '../../errors.ts'
import { readLineAt, readLines } from '../../store/lines.ts'
import { syncFolder } from '../../store/sync-folder.ts'
import { Draft } from './draft.ts'

/** What the store needs of a file system: `node:fs/promises`, or one that plants faults. */
export type BatchFs = Pick<typeof nodeFs, 'mkdir' | 'open' | 'readdir' | 'readFile' | 'rename' | 'rm'>

const stateSchema = z.object({
  version: z.literal(1),
  name: z.string().regex(/^[0-9a-f]{32}$/),
  /** Where the batch is, and for which model: a run goes on with those of its own server and model. */
  url: z.string(),
  model: z.string(),
  count: z.int().positive(),
  /** Which try of its requests this is, from 1. */
  attempt: z.int().positive(),
  /** planned: nothing is paid; creating: it may exist on the server; open: it does, under `id`. */
  stage: z.enum(['planned', 'creating', 'open']),
  fileId: z.string().nullable(),
  mark: z.string().nullable(),
  id: z.string().nullable(),
  /** Whether `id` is this batch for certain. */
  isCertain: z.boolean(),
  /** Ids that were taken for this batch and are others. */
  not: z.array(z.string()),
})

export type BatchState = Readonly<z.infer<typeof stateSchema>>

/** Larger than any request: prompts are not in it. */
const MAX_REQUEST_BYTES = 64 * 1024 * 1024

const KEY = /^\{"key":"([0-9a-f]{64})","request":/

const SUFFIXES = ['.body', '.requests', '.json.tmp', '.json']

export class Batch {
  state: BatchState
  /** Byte offset of each request's line, by key. */
  readonly places: ReadonlyMap<string, number>

  constructor(state: BatchState, places: ReadonlyMap<string, number>) {
    this.state = state
    this.places = places
  }

  has(key: string): boolean {
    return this.places.has(key)
  }
}

/** How many batches are open in a folder of caches, whoever sent them. */
export async function countOpen(cache: string): Promise<number> {
  const names = await nodeFs.readdir(join(cache, 'batches')).catch(() => [])
  return names.filter((name) => name.endsWith('.json')).length
}

export class BatchStore {
  readonly #dir: string
  readonly #fs: BatchFs

  constructor(dir: string, fs: BatchFs = nodeFs) {
    this.#dir = dir
    this.#fs = fs
  }

  /** The batches of one server and model; what a killed run left of plans is removed. Throws ERR_IO. */
  async load(url: string, model: string): Promise<Batch[]> {
    const names = await this.#acting('read', this.#dir, async () => {
      await this.#fs.mkdir(this.#dir, { recursive: true })
      return await this.#fs.readdir(this.#dir)
    })
    const batches: Batch[] = []
    for (const file of names.toSorted()) {
      const [, name, suffix] = /^([0-9a-f]{32})(\..+)$/.exec(file) ?? []
      if (name === undefined) continue
      if (suffix !== '.json' && SUFFIXES.includes(suffix) && !names.includes(`${name}.json`)) await this.#remove(name)
      if (suffix !== '.json') continue
      const state = await this.#state(name)
      if (state.url !== url || state.model !== model) continue
      if (state.stage === 'planned') await this.#remove(name)
      else batches.push(new Batch(state, await this.#places(name)))
    }
    return batches
  }

  /** A batch that is being written. */
  async draft(frame: { head: string; between: string; tail: string }): Promise<Draft> {
    const name = randomBytes(16).toString('hex')
    const files = [this.#path(name, '.body'), this.#path(name, '.requests')] as const
    return await this.#acting('write', files[0], () => Draft.open(this.#fs, name, files, frame))
  }

  /** Makes a finished draft a batch that outlives this process. */
  async plan(draft: Draft, more: Pick<BatchState, 'url' | 'model' | 'attempt'>): Promise<Batch> {
    await this.#acting('write', this.#path(draft.name, '.body'), () => draft.finish())
    const state: BatchState = {
      version: 1,
      name: draft.name,
      count: draft.places.size,
      stage: 'planned',
      fileId: null,
      mark: null,
      id: null,
      isCertain: true,
      not: [],
      ...more,
    }
    const batch = new Batch(state, draft.places)
    await this.save(batch, {})
    return batch
  }

  async abandon(draft: Draft): Promise<void> {
    await draft.close()
    await this.#remove(draft.name)
  }

  /** Changes the state of a batch: when this resolves, a kill or a power cut cannot take it back. Throws ERR_IO. */
  async save(batch: Batch, change: Partial<BatchState>): Promise<void> {
    const state = { ...batch.state, ...change }
    const path = this.#path(state.name, '.json')
    await this.#acting('write', path, async () => {
      const file = await this.#fs.open(`${path}.tmp`, 'w')
      try {
        await file.writeFile(`${JSON.stringify(state)}\n`)
        await file.sync()
      } finally {
        await file.close()
      }
      await this.#fs.rename(`${path}.tmp`, path)
      await syncFolder(this.#fs, this.#dir)
    })
    batch.state = state
    if (state.stage === 'open') await this.#acting('remove', path, () => this.#rm(state.name, '.body'))
  }

  async remove(batch: Batch): Promise<void> {
    await this.#remove(batch.state.name)
  }

  body(batch: Batch): { bytes: () => Promise<number>; read: () => AsyncIterable<Buffer> } {
    const path = this.#path(batch.state.name, '.body')
    const fs = this.#fs
    return {
      async bytes() {
        const file = await fs.open(path, 'r')
        try {
          return (await file.stat()).size
        } finally {
          await file.close()
        }
      },
      async *read() {
        const file = await fs.open(path, 'r')
        // The stream closes the file.
        yield* file.createReadStream() as AsyncIterable<Buffer>
      },
    }
  }

  /** The fields of a request that its reply carries on. Throws ERR_IO. */
  async request(batch: Batch, key: string): Promise<Readonly<Record<string, unknown>>> {
    const path = this.#path(batch.state.name, '.requests')
    return await this.#acting('read', path, async () => {
      const file = await this.#fs.open(path, 'r')
      try {
        const line = await readLineAt(file, batch.places.get(key)!, MAX_REQUEST_BYTES)
        return (JSON.parse(line!.toString()) as { request: Record<string, unknown> }).request
      } finally {
        await file.close()
      }
    })
  }

  async #state(name: string): Promise<BatchState> {
    const path = this.#path(name, '.json')
    try {
      return stateSchema.parse(JSON.parse(await this.#fs.readFile(path, 'utf8')))
    } catch (cause) {
      // What it says may be paid for: passing over it would buy the same again.
      throw new SftError('ERR_IO', `cannot read the open batch ${path}`, {
        cause,
        hint: 'repair it, or move it away to accept that its requests are bought again',
      })
    }
  }

  async #places(name: string): Promise<Map<string, number>> {
    const places = new Map<string, number>()
    const path = this.#path(name, '.requests')
    await this.#acting('read', path, async () => {
      const file = await this.#fs.open(path, 'r')
      try {
        for await (const { offset, bytes } of readLines(file, MAX_REQUEST_BYTES)) {
          const [, key] = KEY.exec(bytes?.toString('latin1', 0, 90) ?? '') ?? []
          if (key === undefined) throw new Error('a line of it is no request')
          // A string of its own, not a slice of the line.
          places.set(Buffer.from(key).toString('latin1'), offset)
        }
      } finally {
        await file.close()
      }
    })
    return places
  }

  /** The state goes first: without it the rest is nothing. */
  async #remove(name: string): Promise<void> {
    await this.#acting('remove', this.#path(name, '.json'), async () => {
      for (const suffix of SUFFIXES.toReversed()) await this.#rm(name, suffix)
      await syncFolder(this.#fs, this.#dir)
    })
  }

  async #rm(name: string, suffix: string): Promise<void> {
    await this.#fs.rm(this.#path(name, suffix), { force: true })
  }

  async #acting<T>(action: string, path: string, act: () => Promise<T>): Promise<T> {
    try {
      return await act()
    } catch (cause) {
      if (cause instanceof SftError) throw cause
      throw ioError(action, path, cause)
    }
  }

  #path(name: string, suffix: string): string {
    return join(this.#dir, name + suffix)
  }
}
