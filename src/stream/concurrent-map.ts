import { Duplex } from 'node:stream'
import type { Tally } from './ledger.ts'
import { ROW_BUFFER } from './transform.ts'

export interface ConcurrentMapOptions {
  /** How many rows are worked on at once. */
  concurrency: number
  /** Keep the order of the input (default), at the price of waiting for the slowest; else rows leave as they finish. */
  ordered?: boolean
  /**
   * Called exactly once when the stage is over, whether it ended or was destroyed. The end of the rows is not announced
   * before it is done: pipeline() resolves without waiting for the 'close' of a stage in the middle.
   */
  close?: () => void | Promise<void>
}

/**
 * The one concurrent stage: at most `concurrency` calls of `fn` at once, backpressure on both sides, and at most
 * 2 x concurrency rows inside. `fn` resolves to the row that goes on, or to undefined when it dropped the row in the
 * tally. The first rejection fails the chain and aborts the signal that the others were given.
 */
export function concurrentMap<In, Out>(
  tally: Tally,
  fn: (row: In, signal: AbortSignal) => Promise<Out | undefined>,
  { concurrency, ordered = true, close }: ConcurrentMapOptions,
): Duplex {
  return new ConcurrentMap(tally, fn, concurrency, ordered, close)
}

interface Slot<Out> {
  done: boolean
  row: Out | undefined
}

class ConcurrentMap<In, Out> extends Duplex {
  readonly #tally: Tally
  readonly #fn: (row: In, signal: AbortSignal) => Promise<Out | undefined>
  readonly #concurrency: number
  readonly #ordered: boolean
  readonly #closeHook: (() => void | Promise<void>) | undefined
  readonly #controller = new AbortController()
  /** Rows taken in and not yet pushed: in input order, or in order of completion. */
  readonly #slots: Slot<Out>[] = []
  #running = 0
  #unordered = 0
  #wanted = false
  #writeDone: (() => void) | undefined
  #finalDone: ((error?: Error | null) => void) | undefined
  #closing: Promise<void> | undefined

  constructor(
    tally: Tally,
    fn: (row: In, signal: AbortSignal) => Promise<Out | undefined>,
    concurrency: number,
    ordered: boolean,
    closeHook: (() => void | Promise<void>) | undefined,
  ) {
    super({ objectMode: true, highWaterMark: ROW_BUFFER })
    this.#tally = tally
    this.#fn = fn
    this.#concurrency = Math.max(1, concurrency)
    this.#ordered = ordered
    this.#closeHook = closeHook
  }

  override _write(row: In, _encoding: BufferEncoding, done: () => void): void {
    this.#tally.in++
    this.#start(row)
    this.#writeDone = done
    this.#advance()
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#finalDone = done
    this.#advance()
  }

  override _read(): void {
    this.#wanted = true
    this.#advance()
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#controller.abort(error ?? new Error('stream closed'))
    this.#close().then(() => done(error), (failure) => done(error ?? failure))
  }

  #close(): Promise<void> {
    this.#closing ??= Promise.resolve().then(() => this.#closeHook?.())
    return this.#closing
  }

  #start(row: In): void {
    const slot: Slot<Out> = { done: false, row: undefined }
    if (this.#ordered) this.#slots.push(slot)
    else this.#unordered++
    this.#running++
    // A call that throws before its first await must not escape into the caller of write().
    new Promise<Out | undefined>((resolve) => resolve(this.#fn(row, this.#controller.signal))).then(
      (result) => {
        slot.done = true
        slot.row = result
        this.#running--
        if (!this.#ordered) {
          this.#unordered--
          this.#slots.push(slot)
        }
        this.#advance()
      },
      (error) => this.destroy(error instanceof Error ? error : new Error(String(error))),
    )
  }

  /** Rows taken in that have not left. */
  get #inside(): number {
    return this.#slots.length + this.#unordered
  }

  #advance(): void {
    if (this.destroyed) return
    while (this.#wanted && this.#slots[0]?.done) {
      const { row } = this.#slots.shift()!
      if (row === undefined) continue
      this.#tally.out++
      // push() may call _read() before it returns: what that asks for must not be overwritten here.
      this.#wanted = false
      if (this.push(row)) this.#wanted = true
    }
    if (this.#writeDone && this.#running < this.#concurrency && this.#inside < 2 * this.#concurrency) {
      const done = this.#writeDone
      this.#writeDone = undefined
      done()
    }
    // Counted anew: done() may have brought the next row, and the end after it, before it returned.
    if (this.#finalDone && this.#inside === 0) {
      const done = this.#finalDone
      this.#finalDone = undefined
      this.#close().then(() => {
        this.push(null)
        done()
      }, done)
    }
  }
}
