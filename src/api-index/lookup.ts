import { nearestNames } from '../text/nearest-names.ts'
import type { ApiIndex, ApiSymbol, ResolvedMember } from './api-index.ts'
import type { SymbolTable } from './index-file.ts'

/** An ApiIndex over a symbol table. */
export function lookup(table: SymbolTable): ApiIndex {
  return new Lookup(table)
}

type BasesOf = (type: ApiSymbol) => readonly string[]

class Lookup implements ApiIndex {
  readonly version: string
  readonly root: string
  readonly size: number
  readonly #table: SymbolTable
  readonly #memberNames = new Map<string, string[]>()
  #byName: Map<string, string[]> | undefined
  #subtypes: Map<string, string[]> | undefined
  #events: Map<string, string[]> | undefined

  constructor(table: SymbolTable) {
    this.#table = table
    this.version = table.version
    this.root = table.root
    this.size = table.ids.length
  }

  get(id: string): ApiSymbol | undefined {
    const position = this.#table.lowerBound(id)
    return this.#table.ids[position] === id ? this.#table.at(position) : undefined
  }

  resolve(id: string): ResolvedMember | undefined {
    const symbol = this.get(id)
    if (symbol) return { symbol, from: symbol.owner, inherited: false }
    const cut = Math.max(id.lastIndexOf('#'), id.lastIndexOf('.'))
    const owner = id.slice(0, Math.max(0, cut))
    const name = id.slice(cut + 1)
    return id[cut] === '#'
      ? (this.member(owner, name) ?? this.staticMember(owner, name))
      : (this.staticMember(owner, name) ?? this.member(owner, name))
  }

  member(typeId: string, name: string): ResolvedMember | undefined {
    return this.#find(typeId, name, (type) => this.#ownMember(type, name), (type) => type.bases)
  }

  staticMember(ownerId: string, name: string): ResolvedMember | undefined {
    const own = (owner: ApiSymbol) => (owner.kind === 'typedef' ? undefined : this.get(`${owner.id}.${name}`))
    // Statics come down from the extended class alone; what a class implements are interfaces, and those have none.
    return this.#find(ownerId, name, own, (owner) => (owner.kind === 'class' ? owner.bases : []))
  }

  memberNames(typeId: string): string[] {
    let names = this.#memberNames.get(typeId)
    if (!names) {
      const all = [...this.#lineage(typeId, (type) => type.bases)].flatMap((type) => this.#ownMemberNames(type))
      names = sorted(all)
      this.#memberNames.set(typeId, names)
    }
    return [...names]
  }

  staticNames(ownerId: string): string[] {
    const owners = [...this.#lineage(ownerId, (owner) => (owner.kind === 'class' ? owner.bases : []))]
    return sorted(owners.flatMap((owner) => (owner.kind === 'typedef' ? [] : this.#namesBelow(`${owner.id}.`))))
  }

  named(name: string): readonly string[] {
    this.#byName ??= groupBy(this.#table.ids, (id) => id.slice(Math.max(id.lastIndexOf('#'), id.lastIndexOf('.')) + 1))
    return this.#byName.get(name) ?? []
  }

  subtypes(typeId: string): readonly string[] {
    this.#subtypes ??= this.#readSubtypes()
    return this.#subtypes.get(typeId) ?? []
  }

  eventsByValue(value: string): readonly string[] {
    this.#events ??= this.#readEvents()
    return this.#events.get(value) ?? []
  }

  suggest(ownerId: string, name: string, limit = 3): string[] {
    const known = this.get(ownerId)
    const names = known ? [...this.memberNames(ownerId), ...this.staticNames(ownerId)] : this.#allNames()
    return nearestNames(name, names, limit)
  }

  *symbols(): Iterable<ApiSymbol> {
    for (let position = 0; position < this.size; position++) yield this.#table.parse(position)
  }

  // Depth first: a type before its bases, the extended class with all its bases before the implemented interfaces.
  *#lineage(id: string, basesOf: BasesOf, seen = new Set<string>()): Iterable<ApiSymbol> {
    const type = seen.has(id) ? undefined : this.get(id)
    if (!type) return
    seen.add(id)
    yield type
    for (const base of basesOf(type)) yield* this.#lineage(base, basesOf, seen)
  }

  #find(
    id: string,
    name: string,
    own: (type: ApiSymbol) => ApiSymbol | undefined,
    basesOf: BasesOf,
  ): ResolvedMember | undefined {
    // A name with a separator would reach below the type; asked for a member, that is an unknown name.
    if (/[.#]/.test(name)) return undefined
    for (const type of this.#lineage(id, basesOf)) {
      const symbol = own(type)
      if (symbol) return { symbol, from: id, inherited: type.id !== id }
    }
    return undefined
  }

  #ownMember(type: ApiSymbol, name: string): ApiSymbol | undefined {
    return type.kind === 'typedef' ? this.get(`${type.id}.${name}`) : this.get(`${type.id}#${name}`)
  }

  #ownMemberNames(type: ApiSymbol): string[] {
    return this.#namesBelow(type.kind === 'typedef' ? `${type.id}.` : `${type.id}#`)
  }

  #namesBelow(prefix: string): string[] {
    const names: string[] = []
    const { ids } = this.#table
    for (let at = this.#table.lowerBound(prefix); at < ids.length && ids[at].startsWith(prefix); at++) {
      const name = ids[at].slice(prefix.length)
      if (!/[.#]/.test(name)) names.push(name)
    }
    return names
  }

  #allNames(): string[] {
    this.named('')
    return [...(this.#byName ?? new Map<string, string[]>()).keys()]
  }

  #readSubtypes(): Map<string, string[]> {
    const pairs: [base: string, type: string][] = []
    for (const position of this.#table.containing('"bases":["')) {
      const type = this.#table.ids[position]
      for (const base of this.#lineage(type, ({ bases }) => bases)) if (base.id !== type) pairs.push([base.id, type])
    }
    const groups = [...groupBy(pairs, ([base]) => base)]
    return new Map(groups.map(([base, group]) => [base, sorted(group.map(([, type]) => type))]))
  }

  #readEvents(): Map<string, string[]> {
    const events = [...this.#table.containing('"kind":"event"')].map((position) => this.#table.at(position))
    const groups = [...groupBy(events, ({ value }) => String(value))]
    return new Map(groups.map(([value, group]) => [value, group.map(({ id }) => id)]))
  }
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].toSorted()
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}
