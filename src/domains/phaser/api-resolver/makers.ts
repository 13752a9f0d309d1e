/** Factory methods and what they make: `GameObjectFactory#graphics` and `Phaser.GameObjects.Graphics`. */
import type { ApiIndex, ApiSymbol } from '../../../api-index/api-index.ts'
import { addTo } from './multimap.ts'
import { ancestors, typeFromText } from './types.ts'

const makers = new WeakMap<ApiIndex, ReadonlyMap<string, readonly string[]>>()

/** The class that a factory method makes, or nothing: its result, or a base of it, bears the method's own name. */
export function madeBy(index: ApiIndex, symbol: ApiSymbol): readonly string[] {
  if (symbol.kind !== 'method') return []
  const type = typeFromText(symbol.type, undefined, index)
  if (type?.kind !== 'instance') return []
  const wanted = symbol.name.toLowerCase()
  return type.ids
    .flatMap((id) => ancestors(index, id))
    .filter((id) => id.slice(id.lastIndexOf('.') + 1).toLowerCase() === wanted)
    .slice(0, 1)
}

/** The factory methods that make a class. */
export function makersOf(index: ApiIndex, typeId: string): readonly string[] {
  let known = makers.get(index)
  if (!known) makers.set(index, (known = allMakers(index)))
  return known.get(typeId) ?? []
}

function allMakers(index: ApiIndex): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const symbol of index.symbols()) {
    for (const id of madeBy(index, symbol)) addTo(found, id, symbol.id)
  }
  return found
}
