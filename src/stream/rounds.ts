/** A part of a chain that rows pass again and again: what the rows of one round call for is the input of the next. */
import { Duplex, PassThrough, Readable, pipeline } from 'node:stream'
import { ROW_BUFFER } from './transform.ts'

export interface RoundsOptions<In, Out> {
  /** Makes the streams of one round; each round has its own. */
  streams: () => Promise<readonly Duplex[]> | readonly Duplex[]
  /** Told of each row that came from outside. */
  entered: (row: In) => void
  /** Told of each row that leaves a round, before it goes on. */
  left: (row: Out) => void
  /** The rows of the next round, or undefined when there is none. Called when a round is over. */
  next: () => Iterable<In> | undefined
  /** Called exactly once when all is over, as that of any stage. */
  close: () => Promise<void>
}

/** The first round has the rows from outside, the others what `next` gives. Rows go on at the pace of the reader. */
export function rounds<In, Out>(options: RoundsOptions<In, Out>): Duplex {
  return new Rounds(options)
}

class Rounds<In, Out> extends Duplex {
  readonly #options: RoundsOptions<In, Out>
  /** Rows from outside, on their way into the first round. */
  readonly #head = new PassThrough({ objectMode: true, highWaterMark: ROW_BUFFER })
  /** The last stream of the round under way. */
  #tail: Readable | undefined
  #roomAgain: (() => void) | undefined
  #closing: Promise<void> | undefined

  constructor(options: RoundsOptions<In, Out>) {
    super({ objectMode: true, highWaterMark: ROW_BUFFER })
    this.#options = options
    this.#run().catch((error: Error) => this.destroy(error))
  }

  override _write(row: In, _encoding: BufferEncoding, done: (error?: Error) => void): void {
    try {
      this.#options.entered(row)
    } catch (error) {
      return done(error as Error)
    }
    // An error here only says that the round is cut off: #run() has the reason.
    this.#head.write(row, (error) => !error && done())
  }

  override _final(done: () => void): void {
    this.#head.end()
    done()
  }

  override _read(): void {
    this.#wake()
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#wake()
    // A round that is cut off says so to itself alone: the chain has the reason.
    this.#head.on('error', () => {}).destroy()
    this.#tail?.on('error', () => {}).destroy()
    this.#close().then(() => done(error), (failure) => done(error ?? failure))
  }

  async #run(): Promise<void> {
    for (let source: Readable | undefined = this.#head; source; source = this.#nextSource()) await this.#round(source)
    await this.#close()
    this.push(null)
  }

  #nextSource(): Readable | undefined {
    const rows = this.#options.next()
    return rows && Readable.from(rows, { highWaterMark: ROW_BUFFER })
  }

  async #round(source: Readable): Promise<void> {
    const streams = await this.#options.streams()
    // Whatever goes wrong in the middle reaches the reader of the last stream.
    const tail = pipeline([source, ...streams], () => {}) as unknown as Duplex
    this.#tail = tail
    if (this.destroyed) tail.destroy()
    for await (const row of tail as AsyncIterable<Out>) {
      this.#options.left(row)
      if (!this.push(row)) await new Promise<void>((resolve) => (this.#roomAgain = resolve))
      if (this.destroyed) return
    }
  }

  #wake(): void {
    this.#roomAgain?.()
    this.#roomAgain = undefined
  }

  #close(): Promise<void> {
    this.#closing ??= this.#options.close()
    return this.#closing
  }
}
