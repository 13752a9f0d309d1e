/** The values that were asked for last, by number. */
export class Recent<Value> {
  readonly #values = new Map<number, Value>()
  /** How many values are kept. */
  limit: number

  constructor(limit: number) {
    this.limit = limit
  }

  /** The value of a number, made anew when it was not asked for of late. */
  get(key: number, make: () => Value): Value {
    const known = this.#values.get(key)
    const value = known ?? make()
    this.#values.delete(key)
    this.#values.set(key, value)
    if (this.#values.size > this.limit) this.#values.delete(this.#values.keys().next().value!)
    return value
  }
}
