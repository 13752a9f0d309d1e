/** Rows gathered into batches. */
import type { Stage } from '../stream/row-stage.ts'
import stableStringify from 'fast-json-stable-stringify'
import { sha256 } from '../sha256.ts'
import { BATCH_CHARACTERS, BATCH_ROWS, queueName } from './messages.ts'

/** A row on its way, and who waits for it. */
export interface Entry<In, Out> {
  readonly row: In
  /** With sorted keys. */
  readonly text: string
  readonly hash: string
  resolve(answer: Out): void
  reject(error: unknown): void
}

export interface Batch<In, Out> {
  readonly entries: readonly Entry<In, Out>[]
  readonly body: string
  /** Stage, version and the hash of the body: equal batches are one job. */
  readonly id: string
  /** How often it was sent. */
  sent: number
}

/** The hash that a row is known by is that of this. */
export const textOf = (row: unknown): string => stableStringify(row)

export function batchOf<In, Out>(stage: Stage<In, Out>, entries: readonly Entry<In, Out>[]): Batch<In, Out> {
  const body = `{"rows":[${entries.map(({ text }) => text).join(',')}],"settings":${stableStringify(stage.settings)}}`
  return { entries, body, id: `${queueName(stage)}-${sha256(body)}`, sent: 0 }
}

/** Both halves, for a batch of which one row is bad. */
export function halves<In, Out>(stage: Stage<In, Out>, { entries }: Batch<In, Out>): Batch<In, Out>[] {
  const middle = Math.ceil(entries.length / 2)
  return [entries.slice(0, middle), entries.slice(middle)].map((half) => batchOf(stage, half))
}

/** How long an unfinished batch waits for further rows: a teacher may be slow, and nobody is to wait for the 64th. */
const LINGER_MS = 200

/** Gathers rows until a batch is full, or nothing came for a while. */
export class Gathering<In, Out> {
  readonly #full: (entries: Entry<In, Out>[]) => void
  #entries: Entry<In, Out>[] = []
  #characters = 0
  #timer: NodeJS.Timeout | undefined

  constructor(full: (entries: Entry<In, Out>[]) => void) {
    this.#full = full
  }

  add(entry: Entry<In, Out>): void {
    if (this.#characters + entry.text.length > BATCH_CHARACTERS) this.flush()
    this.#entries.push(entry)
    this.#characters += entry.text.length
    if (this.#entries.length === BATCH_ROWS) this.flush()
    else this.#timer ??= setTimeout(() => this.flush(), LINGER_MS)
  }

  flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const entries = this.#entries
    this.#entries = []
    this.#characters = 0
    if (entries.length > 0) this.#full(entries)
  }
}
