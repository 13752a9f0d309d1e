/** Likeness of short texts: Jaccard similarity of their sets of character trigrams. */

/** The trigrams of a text, in lower case, white space as one blank. */
export function trigramsOf(text: string): Set<string> {
  const plain = text.toLowerCase().replace(/\s+/g, ' ').trim()
  const found = new Set<string>()
  for (let at = 0; at + 3 <= plain.length; at++) found.add(plain.slice(at, at + 3))
  return found
}

/** Texts, and how like each of them a further one is. */
export class TrigramIndex {
  /** By trigram: the texts that have it, by number. */
  readonly #holders = new Map<string, number[]>()
  readonly #sizes: number[] = []

  /** The similarity to each text of the index, 0 to 1, in the order in which they were added. */
  similarities(trigrams: ReadonlySet<string>): Float32Array {
    const shared = new Float32Array(this.#sizes.length)
    for (const trigram of trigrams) {
      const holders = this.#holders.get(trigram)
      if (holders) for (let at = 0; at < holders.length; at++) shared[holders[at]]++
    }
    for (let at = 0; at < shared.length; at++) shared[at] /= this.#sizes[at] + trigrams.size - shared[at] || 1
    return shared
  }

  /** The greatest similarity to a text of the index; 0 when it is empty. */
  nearest(trigrams: ReadonlySet<string>): number {
    let greatest = 0
    for (const similarity of this.similarities(trigrams)) if (similarity > greatest) greatest = similarity
    return greatest
  }

  add(trigrams: ReadonlySet<string>): void {
    const number = this.#sizes.push(trigrams.size) - 1
    for (const trigram of trigrams) {
      const holders = this.#holders.get(trigram)
      if (holders) holders.push(number)
      else this.#holders.set(trigram, [number])
    }
  }
}
