import { nearestNames } from '../text/nearest-names.ts'
import type { ApiIndex } from './api-index.ts'

/**
 * The ids most like an id that nothing has, best first, at most `limit`: another name of the same owner, or, where there
 * is no such owner, the same name or one like it of another.
 */
export function nearestSymbols(index: ApiIndex, id: string, limit: number): string[] {
  const cut = Math.max(id.lastIndexOf('#'), id.lastIndexOf('.'))
  const [owner, name] = [id.slice(0, Math.max(cut, 0)), id.slice(cut + 1)]
  if (!index.get(owner)) {
    const names = index.named(name).length > 0 ? [name] : index.suggest(owner, name, limit)
    return nearestNames(
      id,
      names.flatMap((each) => index.named(each)),
      limit,
    )
  }
  const idOf = (other: string) => owner + (index.staticMember(owner, other) ? '.' : '#') + other
  return index.suggest(owner, name, limit).map(idOf)
}
