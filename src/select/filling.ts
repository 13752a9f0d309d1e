/** Fills a difficulty that has more rows than it may keep: with rows that differ as much as still fills it. */
import type { Difficulty } from '../record.ts'
import { part, type Loop } from '../stream/work.ts'
import { lengthBands, offerInTurn } from './length-bands.ts'
import { LEAST_ALIKE } from './likeness.ts'
import type { Contender, Team } from './team.ts'

/** Trials of a threshold: each halves its error, to 0.005 at the end. */
const TRIALS = 7

/** How far the mean length of the chosen rows may be from that of all: a little less than the tenth that is promised. */
const LENGTH_DRIFT = 0.08

export class Filling {
  readonly #rows: readonly Contender[]
  readonly #team: Team
  readonly #difficulty: Difficulty
  readonly #present: readonly number[]
  /** The rows that may join, by length. */
  readonly #bands: readonly (readonly number[])[]
  /** By band: how many rows of about that length are in the team already. */
  readonly #taken: readonly number[]

  /** `present`: all rows of the difficulty; `open`: those of them that may join. */
  constructor(rows: readonly Contender[], team: Team, present: readonly number[], open: readonly number[], difficulty: Difficulty) {
    this.#rows = rows
    this.#team = team
    this.#difficulty = difficulty
    this.#present = present
    const bands = lengthBands(rows, present)
    const isOpen = new Set(open)
    this.#bands = bands.map((band) => band.filter((row) => isOpen.has(row)))
    this.#taken = bands.map((band) => band.filter((row) => team.has(row)).length)
  }

  /** Lets rows join by `join`, at the threshold that it returns; the rows that are left over are offered as well. */
  *fill(join: (row: number, threshold: number) => boolean): Loop<number> {
    const threshold = yield* this.#leastThreshold()
    const left = yield* part(1, 1, offerInTurn(this.#bands, this.#taken, (row) => join(row, threshold), () => this.#team.isFull(this.#difficulty)))
    for (const row of left) join(row, threshold)
    return threshold
  }

  /** The least similarity that rows may be kept below; 1 when the difficulty cannot be filled otherwise. */
  *#leastThreshold(): Loop<number> {
    let [low, high] = [LEAST_ALIKE, 1]
    if (yield* part(0, 1 / (TRIALS + 1), this.#does(low))) return low
    for (let trial = 1; trial <= TRIALS; trial++) {
      const middle = (low + high) / 2
      if (yield* part(trial / (TRIALS + 1), (trial + 1) / (TRIALS + 1), this.#does(middle))) high = middle
      else low = middle
    }
    return high
  }

  /** Whether a threshold fills the difficulty with programs of the usual length. Leaves the team as it was. */
  *#does(threshold: number): Loop<boolean> {
    const joined: number[] = []
    const take = (row: number): boolean => this.#team.join(row, threshold) === undefined && joined.push(row) > 0
    yield* offerInTurn(this.#bands, this.#taken, take, () => this.#team.isFull(this.#difficulty))
    const does = this.#team.isFull(this.#difficulty) && this.#drift() <= LENGTH_DRIFT
    for (const row of joined.toReversed()) this.#team.leaveLast(row)
    return does
  }

  #drift(): number {
    const mean = (rows: readonly number[]): number =>
      rows.reduce((sum, row) => sum + this.#rows[row].length, 0) / (rows.length || 1)
    return Math.abs(mean(this.#present.filter((row) => this.#team.has(row))) / mean(this.#present) - 1)
  }
}
