import { terms } from '../text/words.ts'
import type { ApiIndex, ApiSymbol } from './api-index.ts'
import { Corpus, Postings, type PostingsData } from './postings.ts'

interface Hit {
  symbol: ApiSymbol
  score: number
}

export interface ApiSearch {
  /** The `k` symbols that answer a query best, best first; ties by id. Under 1 ms of CPU over 14,000 symbols (measured). */
  search(query: string, k: number): Hit[]
  /** The best symbols for a query by score alone, best first, ties by id: at least `count`, if so many have a word of it. */
  rank(query: string, count: number): Ranked[]
  /** Ids of the methods and properties through which a program usually gets a value of this type, best first. */
  sourcesOf(typeId: string): readonly string[]
  /** How likely a program is to touch a symbol, whatever its task: 0 = never shown. */
  prior(id: string): number
  /** Whether some symbol has this index term. */
  knows(term: string): boolean
}

export interface Ranked {
  id: string
  owner: string
  name: string
  score: number
}

/** All that a search needs, as it lies in a file. A document is a symbol that may be shown. */
export interface SearchData {
  readonly ids: readonly string[]
  readonly priors: Float32Array
  readonly postings: PostingsData
  /** By type: the documents that give a value of it, best first. */
  readonly sources: Readonly<Record<string, readonly number[]>>
}

/** Field weights: a name says what a symbol is for, its doc only speaks of it. Tuned by eye on 2000 real tasks. */
const FIELD_WEIGHTS = { name: 3, owner: 1.2, params: 0.4, doc: 1 } as const

/** Candidates looked at for each hit wanted: enough that a list of `k` can avoid saying the same thing twice. */
const POOL = 8
/** What each earlier hit of the same owner, or of the same name, leaves of a score. */
const SAME_OWNER = 0.82
const SAME_NAME = 0.45

/** Sources kept for a type. */
const SOURCES = 2
/** A source this much less usual than the best one would only mislead: `make.text` beside `add.text`. */
const USUAL = 0.6

/** Reads all symbols once (some 400 ms of CPU); `priors` in the order of `index.symbols()`. */
export function buildSearchData(index: ApiIndex, priors: ArrayLike<number>): SearchData {
  const ids: string[] = []
  const kept: number[] = []
  const corpus = new Corpus()
  const sources = new Map<string, number[]>()
  let position = 0
  for (const symbol of index.symbols()) {
    const prior = priors[position++]
    if (prior <= 0) continue
    for (const type of typesGiven(symbol)) sources.set(type, [...(sources.get(type) ?? []), ids.length])
    ids.push(symbol.id)
    kept.push(prior)
    corpus.add(fieldsOf(symbol), prior)
  }
  const postings = Postings.of(corpus, Object.values(FIELD_WEIGHTS)).data
  const usualSources = [...sources].map(([type, documents]) => [type, usual(documents, kept)])
  return { ids, priors: Float32Array.from(kept), postings, sources: Object.fromEntries(usualSources) }
}

/** The search over what was built. */
export function searchOver(index: ApiIndex, { ids, priors, postings, sources }: SearchData): ApiSearch {
  const scorer = new Postings(postings)
  const documents = new Map(ids.map((id, document) => [id, document]))
  const rank = (query: string, count: number) =>
    scorer
      .best(terms(query), count)
      .map(([document, score]) => ranked(ids[document], score))
      .toSorted(byScore)
  return {
    rank,
    search: (query, k) => diverse(index, rank(query, k * POOL), k),
    sourcesOf: (typeId) => (Object.hasOwn(sources, typeId) ? sources[typeId].map((document) => ids[document]) : []),
    prior: (id) => priors[documents.get(id) ?? -1] ?? 0,
    knows: (term) => postings.termIds.has(term),
  }
}

// In the order of FIELD_WEIGHTS. Of an owner only the last two names: the root is in every id.
function fieldsOf({ name, owner, params, value, doc, type }: ApiSymbol): string[][] {
  const parameters = params.map((param) => `${param.name} ${lastName(param.type)}`)
  return [
    terms(typeof value === 'string' ? `${name} ${value}` : name),
    terms(owner.split('.').slice(1).slice(-2).join(' ')),
    terms(`${parameters.join(' ')} ${lastName(type)}`),
    terms(doc),
  ]
}

function lastName(type: string): string {
  return type.length > 120 ? '' : type.slice(type.lastIndexOf('.') + 1)
}

const GIVING = new Set(['method', 'function', 'property', 'constant'])

function typesGiven({ kind, type }: ApiSymbol): Iterable<string> {
  if (!GIVING.has(kind) || type.length > 200) return []
  return new Set(type.split('|').map((part) => part.trim().replace(/(\[\])+$/, '')))
}

function usual(documents: readonly number[], priors: readonly number[]): number[] {
  const best = documents.toSorted((a, b) => priors[b] - priors[a] || a - b)
  return best.filter((document) => priors[document] >= USUAL * priors[best[0]]).slice(0, SOURCES)
}

function ranked(id: string, score: number): Ranked {
  const cut = Math.max(id.lastIndexOf('#'), id.lastIndexOf('.'))
  return { id, owner: id.slice(0, cut), name: id.slice(cut + 1), score }
}

function byScore(a: Ranked, b: Ranked): number {
  return b.score - a.score || (a.id < b.id ? -1 : 1)
}

/**
 * Greedy choice that discounts what resembles earlier choices, after maximal marginal relevance (Carbonell & Goldstein,
 * SIGIR 1998): one owner does not fill the list, and `setAlpha` of thirty classes is said once.
 */
function diverse(index: ApiIndex, pool: readonly Ranked[], k: number): Hit[] {
  const discounts = pool.map(() => 1)
  const chosen: Hit[] = []
  while (chosen.length < Math.min(k, pool.length)) {
    let best = 0
    for (const [at, { score }] of pool.entries()) {
      if (score * discounts[at] > pool[best].score * discounts[best]) best = at
    }
    const { id, owner, name, score } = pool[best]
    const symbol = index.get(id)
    if (symbol) chosen.push({ symbol, score: score * discounts[best] })
    for (const [at, other] of pool.entries()) {
      discounts[at] *= (other.owner === owner ? SAME_OWNER : 1) * (other.name === name ? SAME_NAME : 1)
    }
    discounts[best] = -1
  }
  return chosen
}
