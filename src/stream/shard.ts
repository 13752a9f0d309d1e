/** A part of the input, by content: any number of machines can take one each, and no two have a row in common. */
import { sha256 } from '../sha256.ts'

/** Part `index` (from 1) of `count`. */
export interface Shard {
  readonly index: number
  readonly count: number
}

/** Hex digits of the hash that decide: 48 bits, which a number holds exactly. */
const DIGITS = 12

/** Whether the row of this id is in the shard: the same on every machine, whatever the order of the rows. */
export function isInShard(id: string, { index, count }: Shard): boolean {
  return Number.parseInt(sha256(id).slice(0, DIGITS), 16) % count === index - 1
}
