import { Duplex } from 'node:stream'
import type { Tally } from './ledger.ts'
import { ROW_BUFFER } from './transform.ts'

export interface GeneratorStageOptions {
  /**
   * Called exactly once when the stage is over, whether it ended or was destroyed. The end of the rows is not announced
   * before it is done: pipeline() resolves without waiting for the 'close' of a stage in the middle.
   */
  close?: () => void | Promise<void>
}

/**
 * A stage that is one generator over all rows, for what cannot be said row by row. It takes a row in when the generator
 * asks for one, and waits with each row that it yields until the reader has room. Rows that do not come out again are
 * dropped in the tally by the generator. When the stage is destroyed, the generator's input ends with an error.
 */
export function generatorStage<In, Out>(
  tally: Tally,
  generate: (rows: AsyncIterable<In>) => AsyncIterable<Out>,
  { close }: GeneratorStageOptions = {},
): Duplex {
  return new GeneratorStage(tally, generate, close)
}

class GeneratorStage<In, Out> extends Duplex {
  readonly #tally: Tally
  readonly #closeHook: (() => void | Promise<void>) | undefined
  /** The row that was written last, until the generator takes it. */
  #row: { value: In; taken: () => void } | undefined
  #hasEnded = false
  #rowCame: (() => void) | undefined
  #roomAgain: (() => void) | undefined
  #finalDone: (() => void) | undefined
  #closing: Promise<void> | undefined

  constructor(
    tally: Tally,
    generate: (rows: AsyncIterable<In>) => AsyncIterable<Out>,
    close: (() => void | Promise<void>) | undefined,
  ) {
    super({ objectMode: true, readableHighWaterMark: ROW_BUFFER, writableHighWaterMark: ROW_BUFFER })
    this.#tally = tally
    this.#closeHook = close
    this.#run(generate(this.#rows())).catch((error) => this.destroy(error as Error))
  }

  override _write(value: In, _encoding: BufferEncoding, taken: () => void): void {
    this.#tally.in++
    this.#row = { value, taken }
    this.#rowCame?.()
  }

  override _final(done: () => void): void {
    this.#hasEnded = true
    this.#finalDone = done
    this.#rowCame?.()
  }

  override _read(): void {
    this.#roomAgain?.()
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    const closing = this.#close()
    this.#rowCame?.()
    this.#roomAgain?.()
    closing.then(
      () => done(error),
      (failure) => done(error ?? failure),
    )
  }

  /** Runs the hook at once, so that the generator is not awake before it. */
  #close(): Promise<void> {
    this.#closing ??= (async () => this.#closeHook?.())()
    return this.#closing
  }

  async *#rows(): AsyncGenerator<In> {
    for (;;) {
      if (this.destroyed) throw new Error('stream closed')
      if (this.#row) {
        const { value, taken } = this.#row
        this.#row = undefined
        yield value
        taken()
      } else if (this.#hasEnded) return
      else await new Promise<void>((resolve) => (this.#rowCame = resolve))
    }
  }

  async #run(rows: AsyncIterable<Out>): Promise<void> {
    for await (const row of rows) {
      if (this.destroyed) return
      this.#tally.out++
      if (!this.push(row)) await new Promise<void>((resolve) => (this.#roomAgain = resolve))
      if (this.destroyed) return
    }
    await this.#close()
    this.push(null)
    this.#finalDone?.()
  }
}
