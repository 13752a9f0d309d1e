import type { ApiIndex, ApiSymbol } from './api-index.ts'
import type { ApiSearch } from './search.ts'

interface ContextRequest {
  /** The words of the task. */
  readonly query: string
  /** Symbols that the program must use, as people write them; unknown ones are passed over. */
  readonly mustUse: readonly string[]
}

/** Ways to get at a required type that are shown: the factory method and, say, the property that holds the main one. */
const SOURCES_SHOWN = 2

/**
 * The symbols that a teacher should see for a task, at most `k`: what it must use and how to get at it, then what the
 * search finds, members of required types before others. Deterministic.
 */
export function chooseContext(
  index: ApiIndex,
  search: ApiSearch,
  { query, mustUse }: ContextRequest,
  k: number,
): ApiSymbol[] {
  const required = mustUse.flatMap((id) => index.resolve(id)?.symbol ?? [])
  const chosen = new Map<string, ApiSymbol>()
  for (const symbol of required) chosen.set(symbol.id, symbol)
  for (const symbol of required) for (const source of sourcesOf(index, search, symbol)) chosen.set(source.id, source)
  const prefer = new Set(required.map(({ id }) => id))
  const rest = search.search(query, Math.max(0, k - chosen.size), { prefer, exclude: new Set(chosen.keys()) })
  return [...chosen.values(), ...rest.map(({ symbol }) => symbol)].slice(0, k)
}

// Factories may promise more than the type itself: a sprite with a body is a typedef that extends the sprite.
function sourcesOf(index: ApiIndex, search: ApiSearch, { id, kind }: ApiSymbol): ApiSymbol[] {
  if (kind !== 'class') return []
  const typedefs = index.subtypes(id).filter((type) => index.get(type)?.kind === 'typedef')
  const sources = [id, ...typedefs].flatMap((type) => search.sourcesOf(type, SOURCES_SHOWN))
  return sources.slice(0, SOURCES_SHOWN).flatMap((source) => index.get(source) ?? [])
}
