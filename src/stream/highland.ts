import { Duplex } from 'node:stream'
import highland from 'highland'
import { ROW_BUFFER } from './transform.ts'

/**
 * A highland chain as a stage of Node's `stream/promises.pipeline`. `build` gets the rows as a highland stream and
 * returns the chain; an error in it (thrown by a callback or pushed) fails the pipeline, and a pipeline that fails or
 * is aborted destroys the chain. `close` is called exactly once when the stage is over, whether it ended (then before
 * the end is announced) or was destroyed.
 *
 * Why not `chain.toNodeStream()`: a raw highland stream inside pipeline() never settles when a neighbour fails.
 */
export function highlandStage<In, Out>(
  build: (rows: Highland.Stream<In>) => Highland.Stream<Out>,
  close: () => void = () => {},
): Duplex {
  return new HighlandStage(build, close)
}

class HighlandStage<In, Out> extends Duplex {
  readonly #input: Highland.Stream<In>
  readonly #output: Highland.Stream<Out>
  #close: (() => void) | undefined
  #pulling = false

  constructor(build: (rows: Highland.Stream<In>) => Highland.Stream<Out>, close: () => void) {
    super({ objectMode: true, highWaterMark: ROW_BUFFER })
    this.#close = close
    this.#input = highland<In>()
    this.#output = build(this.#input)
  }

  override _write(row: In, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#guard(() => {
      if (this.#input.write(row)) done()
      else this.#input.once('drain', () => done())
    })
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#guard(() => {
      this.#input.end()
      done()
    })
  }

  // One pull at a time: highland answers a pull at once or later, and a second one before that would lose its place.
  override _read(): void {
    if (this.#pulling || this.destroyed) return
    this.#pulling = true
    this.#guard(() => this.#output.pull((error, row) => this.#answer(error, row)))
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    try {
      this.#input.destroy()
      this.#output.destroy()
      this.#closeOnce()
      done(error)
    } catch (failure) {
      done(error ?? asError(failure))
    }
  }

  #answer(error: unknown, row: Out | Highland.Nil): void {
    this.#pulling = false
    if (this.destroyed) return
    if (error) this.destroy(asError(error))
    else if (highland.isNil(row)) this.#guard(() => this.#end())
    else if (this.push(row)) this._read()
  }

  #end(): void {
    this.#closeOnce()
    this.push(null)
  }

  #closeOnce(): void {
    const close = this.#close
    this.#close = undefined
    close?.()
  }

  // Highland runs callbacks inside write() and pull(): what they throw must not escape into the neighbour stream.
  #guard(action: () => void): void {
    try {
      action()
    } catch (error) {
      this.destroy(asError(error))
    }
  }
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown))
}
