/** Which symbols of the engine a program really uses. */
import type { ApiIndex, ApiSymbol } from '../../../api-index/api-index.ts'
import { madeBy, makersOf } from './makers.ts'
import type { ApiReference, ImplicitUse } from './references.ts'
import type { Type } from './types.ts'
import { ancestors } from './types.ts'

/** Symbol ids that reachable code uses. */
export type Usage = ReadonlySet<string>

/**
 * The symbols behind references: each member under the type asked and under the one that declares it, the types on the
 * way to it, what it gives, and the bases of all these, so that a subclass counts for its base.
 */
export function usageOf(index: ApiIndex, references: readonly ApiReference[], implicit: readonly ImplicitUse[]): Usage {
  const used = new Set<string>()
  const types = new Set<string>()
  const useType = (id: string): void => {
    if (types.has(id)) return
    types.add(id)
    for (const each of ancestors(index, id)) used.add(each)
  }
  for (const { owners, name, symbols, result } of references) {
    if (symbols.length === 0) continue
    for (const id of owners) {
      useType(id)
      for (const each of ancestors(index, id)) used.add(`${each}#${name}`)
    }
    for (const symbol of symbols) for (const id of sameEvent(index, symbol)) used.add(id)
    for (const id of typeIds(result)) useType(id)
  }
  for (const { ids } of implicit) {
    for (const id of ids) {
      useType(id)
      const owner = index.get(id)?.owner
      if (owner) useType(owner)
    }
  }
  return used
}

/** Engine types that a value is surely one of. */
export function typeIds(type: Type | undefined): readonly string[] {
  if (type?.kind === 'instance') return type.ids
  if (type?.kind === 'list') return typeIds(type.of)
  return type?.kind === 'static' && type.id !== '' ? [type.id] : []
}

/** Whether a symbol counts as used: itself, what a namespace or enum holds, or the product of a factory method. */
export function isUsed(symbol: ApiSymbol, index: ApiIndex, usage: Usage): boolean {
  const ids = [symbol.id, ...madeBy(index, symbol), ...makersOf(index, symbol.id)]
  if (ids.some((id) => usage.has(id))) return true
  const isContainer = symbol.kind === 'namespace' || symbol.kind === 'enum'
  return isContainer && [...usage].some((id) => id.startsWith(`${symbol.id}.`))
}

/** Constants of one value are one event: `GAMEOBJECT_DRAG` and `DRAG` are both 'drag'. */
function sameEvent(index: ApiIndex, symbol: ApiSymbol): readonly string[] {
  return symbol.kind === 'event' && typeof symbol.value === 'string'
    ? [symbol.id, ...index.eventsByValue(symbol.value)]
    : [symbol.id]
}
