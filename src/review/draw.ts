/** Which rows people look at: a share of every kind of row, drawn by a seed. */
import { byCodeUnits } from '../order.ts'
import type { Difficulty, Level } from '../record.ts'
import { sha256 } from '../sha256.ts'

/** What the draw needs to know of a row. */
export interface Drawable {
  readonly id: string
  readonly difficulty: Difficulty
  readonly modules: readonly string[]
  /** Why the levels rejected it; undefined: they did not. */
  readonly failed?: { readonly level: Level; readonly code: string } | undefined
}

export interface DrawRules {
  /** Percent of the rows that passed. */
  readonly share: number
  /** Rows in place of a share. */
  readonly rows: number | undefined
  /** Rows that were rejected, besides. */
  readonly rejected: number
  readonly seed: number
}

/** The main module of a row is the first that its seed names. */
const kindOf = ({ difficulty, modules }: Drawable): string => `${difficulty} ${modules[0] ?? ''}`
const faultOf = ({ failed }: Drawable): string => `${failed!.level} ${failed!.code}`

/**
 * The ids of the drawn rows, in the order in which they are shown: the same for the same rows and seed, whatever the order
 * of the rows. Those that passed are stratified by difficulty and module, the rejected ones by what they failed by.
 */
export function drawRows(rows: readonly Drawable[], { share, rows: wanted, rejected, seed }: DrawRules): string[] {
  const lotOf = (name: string) => sha256(`${seed}:${name}`)
  const lot = new Map(rows.map(({ id }) => [id, lotOf(id)]))
  const byLot = (a: Drawable, b: Drawable) => byCodeUnits(lot.get(a.id)!, lot.get(b.id)!)
  const passed = rows.filter(({ failed }) => failed === undefined)
  const others = rows.filter(({ failed }) => failed !== undefined)
  const drawn = [
    ...stratified(passed, kindOf, wanted ?? Math.ceil((passed.length * share) / 100), byLot, lotOf),
    ...stratified(others, faultOf, rejected, byLot, lotOf),
  ]
  // Mixed: a reviewer does not know from the place of a row what the levels said.
  return drawn.toSorted(byLot).map(({ id }) => id)
}

type Order = (a: Drawable, b: Drawable) => number

/** `total` rows, from each stratum its part by the method of largest remainders (Hamilton); ties by `tie`. */
function stratified(
  rows: readonly Drawable[],
  stratumOf: (row: Drawable) => string,
  total: number,
  order: Order,
  tie: (stratum: string) => string,
): Drawable[] {
  const places = Math.min(total, rows.length)
  const strata = new Map<string, Drawable[]>()
  for (const row of rows) strata.set(stratumOf(row), [...(strata.get(stratumOf(row)) ?? []), row])
  // In whole numbers: place × members = rows × share + remainder.
  const parts = [...strata].map(([name, members]) => {
    const remainder = (places * members.length) % rows.length
    return { members, remainder, share: (places * members.length - remainder) / rows.length, lot: tie(name) }
  })
  const left = places - parts.reduce((sum, { share }) => sum + share, 0)
  const lucky = new Set(parts.toSorted((a, b) => b.remainder - a.remainder || byCodeUnits(a.lot, b.lot)).slice(0, left))
  return parts.flatMap((part) => part.members.toSorted(order).slice(0, part.share + Number(lucky.has(part))))
}
