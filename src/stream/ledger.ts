import { closeSync, openSync } from 'node:fs'
import type { Reject } from '../record.ts'
import { ioError } from '../errors.ts'
import { byCodeUnits, sortedByKey } from '../order.ts'
import { writeBytes } from './file-bytes.ts'
import { jsonLine } from './json-line.ts'

export interface StageCounts {
  in: number
  out: number
  dropped: Record<string, number>
}

/** What is known of a dropped row, besides its stage and reason. */
export type DropDetail = Omit<Partial<Reject>, 'stage' | 'reason'>

/** One row that was dropped for a reason: the first by id, or by line where it has none. Texts are cut. */
export interface DropExample {
  id?: string
  line?: number
  message?: string
}

/** Of a text in an example; ids and messages are as long as their rows like. */
const MAX_TEXT = 120

/** Counts one stage. Whoever takes a row in owes the tally one `out` or one `drop` for it: in = out + dropped. */
export class Tally {
  readonly stage: string
  in = 0
  out = 0
  readonly #dropped = new Map<string, number>()
  readonly #examples = new Map<string, DropExample>()
  readonly #reject: (row: Reject) => void

  constructor(stage: string, reject: (row: Reject) => void) {
    this.stage = stage
    this.#reject = reject
  }

  /** Counts a dropped row under a machine-readable (kebab-case) reason and writes it to the dead-letter file. */
  drop(reason: string, detail: DropDetail = {}): void {
    this.#dropped.set(reason, (this.#dropped.get(reason) ?? 0) + 1)
    this.#keepExample(reason, detail)
    this.#reject({ stage: this.stage, reason, ...detail })
  }

  get droppedTotal(): number {
    let total = 0
    for (const count of this.#dropped.values()) total += count
    return total
  }

  counts(): StageCounts {
    return { in: this.in, out: this.out, dropped: sortedByKey(this.#dropped) }
  }

  /** By reason. */
  examples(): Record<string, DropExample> {
    return sortedByKey(this.#examples)
  }

  #keepExample(reason: string, { id, line, message }: DropDetail): void {
    const example: DropExample = {
      ...(typeof id === 'string' ? { id: id.slice(0, MAX_TEXT) } : {}),
      ...(typeof line === 'number' ? { line } : {}),
      ...(typeof message === 'string' ? { message: message.slice(0, MAX_TEXT) } : {}),
    }
    const known = this.#examples.get(reason)
    if (!known || byPlace(example, known) < 0) this.#examples.set(reason, example)
  }
}

function byPlace(a: DropExample, b: DropExample): number {
  return byCodeUnits(a.id ?? '', b.id ?? '') || (a.line ?? 0) - (b.line ?? 0)
}

/** For links that are no stage of their own, and so in no report. */
export function unreported(): Tally {
  return new Tally('', () => {})
}

/** All counters of a run, and its dead-letter files. */
export class Ledger {
  readonly #tallies = new Map<string, Tally>()
  /** Descriptors of the dead-letter files, by path. */
  readonly #files = new Map<string, number>()

  /** Writes dropped rows to a file from now on, besides those that are open (it is truncated). Throws ERR_IO. */
  openRejects(path: string): void {
    try {
      this.#files.set(path, openSync(path, 'w'))
    } catch (cause) {
      throw ioError('write the rejects file', path, cause)
    }
  }

  closeRejects(path: string): void {
    const descriptor = this.#files.get(path)
    if (descriptor !== undefined) closeSync(descriptor)
    this.#files.delete(path)
  }

  /** The tally of a stage; the same name gives the same tally. Stages are reported in the order of their first use. */
  stage(name: string): Tally {
    let tally = this.#tallies.get(name)
    if (!tally) {
      tally = new Tally(name, (row) => this.#write(row))
      this.#tallies.set(name, tally)
    }
    return tally
  }

  tallies(): Tally[] {
    return [...this.#tallies.values()]
  }

  counts(): Record<string, StageCounts> {
    return Object.fromEntries(this.tallies().map((tally) => [tally.stage, tally.counts()]))
  }

  // Synchronous on purpose: a dead-letter row must not queue up in memory nor be lost when the run dies.
  #write(row: Reject): void {
    for (const [path, descriptor] of this.#files) {
      try {
        writeBytes(descriptor, Buffer.from(jsonLine(row)))
      } catch (cause) {
        throw ioError('write the rejects file', path, cause)
      }
    }
  }
}
