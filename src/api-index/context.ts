/** Which symbols a teacher is shown for a task. */
import type { ApiIndex, ApiSymbol } from './api-index.ts'
import type { ApiSearch } from './search.ts'

/** A symbol that goes with something a task asks for, as people write its id, on whichever type they use it. */
export interface Companion {
  readonly id: string
  /** How likely a program for the task is to use it: 0..1; below 0, what share of its chances this takes away. */
  readonly likelihood: number
}

export interface ContextRequest {
  /** The words of the task. */
  readonly query: string
  /** Symbols that the program must use, as people write them; unknown ones are passed over. */
  readonly mustUse: readonly string[]
  readonly companions: readonly Companion[]
}

export interface ContextLimits {
  /** Members at most. */
  readonly items: number
  /** Tokens at most, as `cost` counts them for a context of these symbols. */
  readonly tokens: number
  readonly cost: (symbols: readonly ApiSymbol[]) => number
}

/** The best hit of the search is about as likely as what goes along at times. */
const FOUND = 0.15
const POOL = 60
/** What is left of a hit when the same name is likely on another type: it is the other one that is meant. */
const NAMESAKE = 0.3
/** The factory method that makes a required type, and, say, the property that holds the main one. */
const SOURCE = [0.9, 0.3]
/** Members of a required type of which nothing more is known than its structure. */
const MEMBER = 0.35
const MEMBERS = 6
/** What each earlier symbol of the same owner, or of the same name, leaves of a faint chance; a sure one stays whole. */
const SAME_OWNER = 0.96
const SAME_NAME = 0.6

/** Kinds that the search may bring: a type teaches less than its members, and stands above them as their heading. */
const SHOWN = new Set(['method', 'function', 'property', 'constant', 'event'])

/**
 * The symbols that a teacher should see for a task: as many members as the limits allow, those that it must use first, then those that
 * it likeliest will; after them the types that it must use, which are no lines of their own but stand above their members.
 * Evidence adds up as independent chances do. Deterministic.
 */
export function chooseContext(
  index: ApiIndex,
  search: ApiSearch,
  { query, mustUse, companions }: ContextRequest,
  { items, tokens, cost }: ContextLimits,
): ApiSymbol[] {
  const chances = new Chances(index)
  const required = mustUse.flatMap((id) => index.resolve(id)?.symbol ?? [])
  const types = new Set(required.filter(isType))
  for (const symbol of required) if (!isType(symbol)) chances.require(symbol)
  // What speaks against a symbol has the last word.
  const ordered = companions.toSorted((a, b) => Number(a.likelihood < 0) - Number(b.likelihood < 0))
  for (const { id, likelihood } of ordered) chances.add(id, likelihood)
  for (const symbol of required) {
    if (chances.knows(symbol)) continue
    for (const { id, likelihood } of waysTo(index, search, symbol)) chances.add(id, likelihood)
  }
  const hits = search.rank(query, POOL)
  const names = chances.names()
  for (const { id, name, score } of hits) {
    if (!SHOWN.has(index.get(id)?.kind ?? '')) continue
    const found = (FOUND * score) / hits[0].score
    chances.add(id, names.has(name) && !chances.has(id) ? NAMESAKE * found : found)
  }
  const members = chances.best(items)
  while (members.length > 0 && cost([...members, ...types]) > tokens) members.pop()
  return members.length > 0 ? [...members, ...types] : []
}

function isType({ kind }: ApiSymbol): boolean {
  return !SHOWN.has(kind) && kind !== 'config-field' && kind !== 'enum-member'
}

/** How a program gets at a required symbol, and what it may do with it. */
function waysTo(index: ApiIndex, search: ApiSearch, symbol: ApiSymbol): Companion[] {
  const type = symbol.kind === 'class' ? symbol.id : symbol.static ? '' : symbol.owner
  if (index.get(type)?.kind !== 'class') return []
  const sources = sourcesOf(index, search, type).map((id, at) => ({ id, likelihood: SOURCE[at] ?? 0 }))
  return [...sources, ...(symbol.id === type ? everydayMembers(index, search, type) : [])]
}

// Factories may promise more than the type itself: a sprite with a body is a typedef that extends the sprite.
function sourcesOf(index: ApiIndex, search: ApiSearch, id: string): readonly string[] {
  const typedefs = index.subtypes(id).filter((type) => index.get(type)?.kind === 'typedef')
  return [id, ...typedefs].flatMap((type) => search.sourcesOf(type)).slice(0, SOURCE.length)
}

function everydayMembers(index: ApiIndex, search: ApiSearch, type: string): Companion[] {
  const methods = index.memberNames(type).flatMap((name) => {
    const symbol = index.member(type, name)?.symbol
    return symbol?.kind === 'method' && symbol.owner === type ? [{ id: symbol.id, prior: search.prior(symbol.id) }] : []
  })
  const best = methods.filter(({ prior }) => prior > 0).toSorted((a, b) => b.prior - a.prior || (a.id < b.id ? -1 : 1))
  return best.slice(0, MEMBERS).map(({ id }) => ({ id, likelihood: MEMBER }))
}

interface Chance {
  readonly symbol: ApiSymbol
  chance: number
}

/** Above all that evidence can add up to. */
const REQUIRED = 2

class Chances {
  readonly #index: ApiIndex
  readonly #chances = new Map<string, Chance>()

  constructor(index: ApiIndex) {
    this.#index = index
  }

  require(symbol: ApiSymbol): void {
    this.#chances.set(symbol.id, { symbol, chance: REQUIRED })
  }

  add(id: string, likelihood: number): void {
    const symbol = this.#index.resolve(id)?.symbol
    if (!symbol) return
    const known = this.#chances.get(symbol.id) ?? { symbol, chance: 0 }
    this.#chances.set(symbol.id, known)
    if (known.chance > 1) return
    known.chance = likelihood < 0 ? known.chance * (1 + likelihood) : 1 - (1 - known.chance) * (1 - likelihood)
  }

  has(id: string): boolean {
    return this.#chances.has(id)
  }

  names(): Set<string> {
    return new Set([...this.#chances.values()].map(({ symbol }) => symbol.name))
  }

  /** Whether a member of a type, or a way to get at one, is among the likely symbols already. */
  knows({ id, kind, owner }: ApiSymbol): boolean {
    const type = kind === 'class' ? id : owner
    const known = [...this.#chances.values()].filter(({ chance }) => chance <= 1)
    return known.some(({ symbol }) => symbol.owner === type || symbol.type === type)
  }

  /** Greedy choice that discounts what resembles earlier choices (maximal marginal relevance). */
  best(k: number): ApiSymbol[] {
    // Required symbols in the order in which they are asked for; all others so that ties go by id.
    const all = [...this.#chances.values()]
    const required = all.filter(({ chance }) => chance > 1).map(({ symbol }) => symbol)
    const left = all.filter(({ chance }) => chance <= 1).toSorted((a, b) => (a.symbol.id < b.symbol.id ? -1 : 1))
    const chosen = required.slice(0, k)
    while (chosen.length < k && left.length > 0) {
      const at = left.reduce((best, { chance }, place) => (chance > left[best].chance ? place : best), 0)
      const [{ symbol }] = left.splice(at, 1)
      chosen.push(symbol)
      for (const other of left) {
        if (other.symbol.owner === symbol.owner) other.chance *= discount(SAME_OWNER, other.chance)
        if (other.symbol.name === symbol.name) other.chance *= discount(SAME_NAME, other.chance)
      }
    }
    return chosen
  }
}

function discount(share: number, chance: number): number {
  return 1 - (1 - share) * (1 - chance)
}
