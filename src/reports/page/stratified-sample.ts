/** A bounded sample of any number of rows in which each kind has its turn. */
import { byCodeUnits } from '../../order.ts'
import { hash32, mix32 } from '../../stream/random.ts'

interface Entry<Value> {
  readonly id: string
  readonly stratum: string
  /** Its place among those of its stratum, drawn by the seed. */
  readonly lot: number
  readonly value: Value
}

/** Rows are drawn by their ids, so that their order has no say. Memory: twice as many values as are drawn. */
export class StratifiedSample<Value> {
  readonly #size: number
  readonly #seed: number
  #entries: Entry<Value>[] = []
  #seen = 0

  constructor(size: number, seed: number) {
    this.#size = size
    this.#seed = seed
  }

  /** Rows that were added. */
  get seen(): number {
    return this.#seen
  }

  add(id: string, stratum: string, value: Value): void {
    this.#seen++
    this.#entries.push({ id, stratum, lot: mix32(hash32(`${this.#seed} ${id}`)), value })
    if (this.#entries.length >= 2 * this.#size) this.#entries = this.#first()
  }

  /** The first of each stratum, then the second of each, and so on: every beginning of it is such a sample too. */
  drawn(): Value[] {
    return this.#first().map(({ value }) => value)
  }

  // Whoever is not among the first now will not be later: others can only come before.
  #first(): Entry<Value>[] {
    const turns = new Map<string, number>()
    const inLots = this.#entries.toSorted((a, b) => a.lot - b.lot || byCodeUnits(a.id, b.id))
    const turned = inLots.map((entry) => {
      const turn = turns.get(entry.stratum) ?? 0
      turns.set(entry.stratum, turn + 1)
      return { entry, turn }
    })
    // Sorting is stable: within a turn the lots decide.
    const order = turned.toSorted((a, b) => a.turn - b.turn)
    return order.slice(0, this.#size).map(({ entry }) => entry)
  }
}
