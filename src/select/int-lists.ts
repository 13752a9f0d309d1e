/** Lists of whole numbers, behind each other in one array: a list of its own would take a hundred bytes more. */
export class IntLists {
  #numbers = new Int32Array(1024)
  readonly #ends: number[] = []

  /** Appends a list; its position is the number of lists before it. */
  push(list: Int32Array): void {
    const start = this.#ends.at(-1) ?? 0
    const end = start + list.length
    if (end > this.#numbers.length) {
      const grown = new Int32Array(Math.max(end, Math.ceil(this.#numbers.length * 1.5)))
      grown.set(this.#numbers)
      this.#numbers = grown
    }
    this.#numbers.set(list, start)
    this.#ends.push(end)
  }

  /** The list at a position: a view that must not be written to. */
  at(position: number): Int32Array {
    return this.#numbers.subarray(this.#ends[position - 1] ?? 0, this.#ends[position])
  }
}
