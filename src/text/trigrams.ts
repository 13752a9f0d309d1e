/** How texts are compared: as plain words, and by their character trigrams. */

/** The letters and digits of a text in lower case, all else as one blank. */
export function plainWords(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** The trigrams of a text, in lower case, white space as one blank. */
export function trigramsOf(text: string): Set<string> {
  const plain = text.toLowerCase().replace(/\s+/g, ' ').trim()
  const found = new Set<string>()
  for (let at = 0; at + 3 <= plain.length; at++) found.add(plain.slice(at, at + 3))
  return found
}

/** Sets (trigrams of texts, shingles of programs), and how like each of them a further one is: Jaccard similarity. */
export class OverlapIndex<Member> {
  /** By member: the sets that have it, by number. */
  readonly #holders = new Map<Member, number[]>()
  readonly #sizes: number[] = []

  /** The similarity to each set of the index, 0 to 1, in the order in which they were added. */
  similarities(set: ReadonlySet<Member>): Float32Array {
    const shared = new Float32Array(this.#sizes.length)
    for (const member of set) {
      const holders = this.#holders.get(member)
      if (holders) for (let at = 0; at < holders.length; at++) shared[holders[at]]++
    }
    for (let at = 0; at < shared.length; at++) shared[at] /= this.#sizes[at] + set.size - shared[at] || 1
    return shared
  }

  /** The greatest similarity to a set of the index; 0 when it is empty. */
  nearest(set: ReadonlySet<Member>): number {
    let greatest = 0
    for (const similarity of this.similarities(set)) if (similarity > greatest) greatest = similarity
    return greatest
  }

  add(set: ReadonlySet<Member>): void {
    const number = this.#sizes.push(set.size) - 1
    for (const member of set) {
      const holders = this.#holders.get(member)
      if (holders) holders.push(number)
      else this.#holders.set(member, [number])
    }
  }
}
