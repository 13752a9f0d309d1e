import { Transform, type TransformCallback } from 'node:stream'
import { Breath } from './breath.ts'
import type { Tally } from './ledger.ts'

export interface RowHandlers<In, Out> {
  /** Called for each row; what it yields goes on. A row for which nothing does must be dropped in the tally. */
  each: (row: In) => Iterable<Out>
  /** Called once after the last row; what it yields goes on, at the pace of the reader. */
  end?: () => Iterable<Out> | AsyncIterable<Out>
  /**
   * Called exactly once when the stage is over, whether it ended or was destroyed. The end of the rows is not announced
   * before it is done: pipeline() resolves without waiting for the 'close' of a stage in the middle.
   */
  close?: () => void | Promise<void>
}

/** Rows kept ready between two stages. Small: rows are kilobytes, and the point is overlap, not storage. */
export const ROW_BUFFER = 16

/** A synchronous row stage as a Transform; counts rows in and out. Errors thrown by the handlers fail the chain. */
export function rowTransform<In, Out>(tally: Tally, handlers: RowHandlers<In, Out>): Transform {
  return new RowTransform(tally, handlers)
}

class RowTransform<In, Out> extends Transform {
  readonly #tally: Tally
  readonly #handlers: RowHandlers<In, Out>
  #roomAgain: (() => void) | undefined
  #closing: Promise<void> | undefined

  constructor(tally: Tally, handlers: RowHandlers<In, Out>) {
    super({ objectMode: true, highWaterMark: ROW_BUFFER })
    this.#tally = tally
    this.#handlers = handlers
  }

  override _transform(row: In, _encoding: BufferEncoding, done: TransformCallback): void {
    try {
      this.#tally.in++
      for (const out of this.#handlers.each(row)) this.#emit(out)
      done()
    } catch (error) {
      done(error as Error)
    }
  }

  override _flush(done: TransformCallback): void {
    this.#finish().then(() => done(), done)
  }

  override _read(size: number): void {
    this.#wake()
    super._read(size)
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#wake()
    this.#close().then(() => done(error), (failure) => done(error ?? failure))
  }

  async #finish(): Promise<void> {
    const rows = this.#handlers.end?.()
    if (rows) await this.#emitAll(rows)
    await this.#close()
  }

  #close(): Promise<void> {
    this.#closing ??= Promise.resolve().then(() => this.#handlers.close?.())
    return this.#closing
  }

  #emit(row: Out): boolean {
    this.#tally.out++
    return this.push(row)
  }

  // The final pass may yield more rows than memory holds: after a full buffer wait for the next _read(). Where the reader
  // is a stage of ours, neither that nor `await` lets timers and signals have a turn.
  async #emitAll(rows: Iterable<Out> | AsyncIterable<Out>): Promise<void> {
    const breath = new Breath()
    for await (const row of rows) {
      if (this.destroyed) return
      if (!this.#emit(row)) await new Promise<void>((resolve) => (this.#roomAgain = resolve))
      if (breath.isDue) await breath.take()
    }
  }

  #wake(): void {
    this.#roomAgain?.()
    this.#roomAgain = undefined
  }
}
