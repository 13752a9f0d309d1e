import { Readable, Writable, type Duplex } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** Runs rows through stages and resolves to what comes out. */
export async function through<Out>(
  rows: Iterable<unknown> | AsyncIterable<unknown>,
  ...stages: (Duplex | readonly Duplex[])[]
): Promise<Out[]> {
  const out: Out[] = []
  await pipeline([Readable.from(rows, { objectMode: true }), ...stages.flat(), sinkInto(out)])
  return out
}

export function sinkInto<Out>(out: Out[], delay?: () => Promise<void>): Writable {
  return new Writable({
    objectMode: true,
    highWaterMark: 1,
    write(row: Out, _encoding, done) {
      out.push(row)
      if (delay) delay().then(() => done(), done)
      else done()
    },
  })
}

/** Bytes cut into chunks of one size: parsers must not care where the cuts fall. */
export function chunked(bytes: Buffer, size: number): Buffer[] {
  const chunks: Buffer[] = []
  for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size))
  return chunks
}

export const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
