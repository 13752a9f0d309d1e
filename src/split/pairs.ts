/** A growing list of pairs of row numbers, 8 bytes a pair: programs that are all alike have many. */
export class Pairs {
  #flat = new Int32Array(1024)
  #length = 0

  add(a: number, b: number): void {
    if (this.#length === this.#flat.length) {
      const larger = new Int32Array(2 * this.#length)
      larger.set(this.#flat)
      this.#flat = larger
    }
    this.#flat[this.#length++] = a
    this.#flat[this.#length++] = b
  }

  forEach(visit: (a: number, b: number) => void): void {
    for (let at = 0; at < this.#length; at += 2) visit(this.#flat[at], this.#flat[at + 1])
  }
}
