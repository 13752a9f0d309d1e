/**
 * An inverted index with ready impacts: BM25F, that is BM25 over term frequencies summed over weighted fields
 * (Robertson, Zaragoza & Taylor, "Simple BM25 extension to multiple weighted fields", CIKM 2004). Postings lie in two
 * typed arrays, so that a query is additions over slices of them.
 */

// k1 and b inside the ranges that Robertson & Zaragoza (2009, section 4.1) found good; k3 is Okapi's at TREC-4.
const K1 = 1.2
const B = 0.75
const K3 = 7
/** A term in more than this share of all documents says nothing about any, and has the longest list. */
const COMMON = 0.2

/** Documents as numbers: the terms of all fields one after the other. Strings would take five times the memory. */
export class Corpus {
  readonly termIds = new Map<string, number>()
  readonly tokens: number[] = []
  /** Where each field of each document ends in `tokens`. */
  readonly fieldEnds: number[] = []
  /** A factor on all scores of each document. */
  readonly weights: number[] = []

  add(fields: readonly (readonly string[])[], weight: number): void {
    for (const field of fields) {
      for (const term of field) this.tokens.push(this.#termId(term))
      this.fieldEnds.push(this.tokens.length)
    }
    this.weights.push(weight)
  }

  #termId(term: string): number {
    let id = this.termIds.get(term)
    if (id === undefined) this.termIds.set(term, (id = this.termIds.size))
    return id
  }
}

/** Postings as they lie in a file. */
export interface PostingsData {
  /** How many documents there are. */
  readonly size: number
  readonly termIds: ReadonlyMap<string, number>
  /** Where the postings of a term begin; those of the next term end them. */
  readonly starts: Uint32Array
  readonly documents: Uint32Array
  readonly impacts: Float32Array
}

/** What a corpus says of each term, ready to be summed. */
export class Postings {
  readonly data: PostingsData
  readonly #scores: Float32Array

  constructor(data: PostingsData) {
    this.data = data
    this.#scores = new Float32Array(data.size)
  }

  /** `fieldWeights` in the order of the fields of every document. */
  static of(corpus: Corpus, fieldWeights: readonly number[]): Postings {
    const size = corpus.weights.length
    const holders = holdersOf(corpus, fieldWeights.length)
    const kept = holders.map((count) => (count > size * COMMON ? 0 : count))
    const starts = new Uint32Array(holders.length + 1)
    for (const [term, count] of kept.entries()) starts[term + 1] = starts[term] + count
    const documents = new Uint32Array(starts[holders.length])
    const data = { size, termIds: corpus.termIds, starts, documents, impacts: new Float32Array(documents.length) }
    fill(data, corpus, fieldWeights, kept)
    return new Postings(data)
  }

  /** The best `count` documents that share a term with the query, and as many more as tie with the last; unordered. */
  best(queryTerms: readonly string[], count: number): [document: number, score: number][] {
    const hits = this.#score(queryTerms)
    const scores = this.#scores
    const ranked = Float32Array.from(hits, (hit) => scores[hit]).toSorted()
    const threshold = ranked[Math.max(0, ranked.length - count)]
    const best = hits.filter((hit) => scores[hit] >= threshold).map((hit): [number, number] => [hit, scores[hit]])
    for (const hit of hits) scores[hit] = 0
    return best
  }

  #score(queryTerms: readonly string[]): number[] {
    const { termIds, starts, documents, impacts } = this.data
    const hits: number[] = []
    for (const [term, times] of counted(queryTerms)) {
      const id = termIds.get(term)
      if (id === undefined) continue
      const factor = ((K3 + 1) * times) / (K3 + times)
      for (let at = starts[id]; at < starts[id + 1]; at++) {
        const document = documents[at]
        if (this.#scores[document] === 0) hits.push(document)
        this.#scores[document] += factor * impacts[at]
      }
    }
    return hits
  }
}

function fill(data: PostingsData, corpus: Corpus, fieldWeights: readonly number[], kept: Uint32Array): void {
  const { size } = data
  const next = data.starts.slice()
  const averages = averageLengths(corpus, fieldWeights.length)
  for (let document = 0; document < size; document++) {
    for (const [term, frequency] of frequencies(corpus, document, fieldWeights, averages)) {
      if (kept[term] === 0) continue
      const rarity = Math.log(1 + (size - kept[term] + 0.5) / (kept[term] + 0.5))
      const at = next[term]++
      data.documents[at] = document
      data.impacts[at] = corpus.weights[document] * rarity * ((frequency * (K1 + 1)) / (frequency + K1))
    }
  }
}

/** In how many documents each term occurs. */
function holdersOf({ termIds, tokens, fieldEnds }: Corpus, fields: number): Uint32Array {
  const holders = new Uint32Array(termIds.size)
  const lastSeen = new Int32Array(termIds.size).fill(-1)
  let document = 0
  for (const [at, term] of tokens.entries()) {
    while (at >= fieldEnds[document * fields + fields - 1]) document++
    if (lastSeen[term] !== document) holders[term]++
    lastSeen[term] = document
  }
  return holders
}

/** Terms of a field in the average document. */
function averageLengths({ fieldEnds, weights }: Corpus, fields: number): number[] {
  const totals = Array.from({ length: fields }, () => 0)
  for (const [at, end] of fieldEnds.entries()) totals[at % fields] += end - (fieldEnds[at - 1] ?? 0)
  return totals.map((total) => Math.max(total / weights.length, 1e-9))
}

/** Weighted and length-normalised frequency of each term over the fields of a document. */
function frequencies(
  { tokens, fieldEnds }: Corpus,
  document: number,
  fieldWeights: readonly number[],
  averages: readonly number[],
): Map<number, number> {
  const sums = new Map<number, number>()
  for (const [field, weight] of fieldWeights.entries()) {
    const place = document * fieldWeights.length + field
    const start = fieldEnds[place - 1] ?? 0
    const end = fieldEnds[place]
    const share = weight / (1 - B + (B * (end - start)) / averages[field])
    for (let at = start; at < end; at++) sums.set(tokens[at], (sums.get(tokens[at]) ?? 0) + share)
  }
  return sums
}

function counted(terms: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
  return counts
}
