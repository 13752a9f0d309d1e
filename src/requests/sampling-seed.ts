import { createHash } from 'node:crypto'

/** The seed of one generation, by what it is for: 0..2^31-1, which every provider takes: some read 32 bits as signed. */
export function samplingSeed(runSeed: number, id: string, version: number): number {
  const digest = createHash('sha256').update(JSON.stringify([runSeed, id, version])).digest()
  return digest.readUInt32BE() >>> 1
}
