/** What an expression statically is, as far as that is certain. Unknown is `undefined`, never a guess. */
import type { Node } from 'estree'
import type { ApiIndex, ApiSymbol } from '../../../api-index/api-index.ts'

/** A class or scene object of the program: what it puts on its instances, on top of an engine type. */
export interface Host {
  /** The class, object literal or creating expression that it stands for. */
  readonly node: Node
  /** Names of the members that the program writes down for it, with every value each one gets. */
  readonly members: ReadonlyMap<string, readonly (Node | null)[]>
  /** Names of static members of a class. */
  readonly statics: ReadonlyMap<string, readonly (Node | null)[]>
  readonly superClass: Node | null
}

/** An object of one of these engine types; `hosts` are the program's classes on the way to it, nearest first. */
export interface InstanceType {
  readonly kind: 'instance'
  /** Engine types, any of which the object may be; empty for an object of a plain class of the program. */
  readonly ids: readonly string[]
  readonly hosts: readonly Host[]
}

/** A class, namespace or enum itself. `id` is '' for a plain class of the program. */
export interface StaticType {
  readonly kind: 'static'
  readonly id: string
  readonly hosts: readonly Host[]
}

/** A method of the engine, not yet called. */
interface MethodType {
  readonly kind: 'method'
  readonly symbol: ApiSymbol
  readonly receiver: Type
}

/** A function of the program. */
interface FunctionType {
  readonly kind: 'function'
  readonly node: Node
}

/** An array whose elements all have one known type. */
export interface ListType {
  readonly kind: 'list'
  readonly of: Type
}

export type Type = InstanceType | StaticType | MethodType | FunctionType | ListType

const INSTANCE_KINDS = new Set(['class', 'interface', 'typedef'])
const EMPTY = new Set(['null', 'undefined', 'void', 'false'])

/** An object of one of these engine types. */
export function instanceOf(...ids: string[]): InstanceType {
  return { kind: 'instance', ids, hosts: [] }
}

/** Whether two types say the same. */
function sameType(a: Type, b: Type): boolean {
  if (a.kind === 'instance' && b.kind === 'instance') {
    return (
      a.ids.join() === b.ids.join() &&
      a.hosts.length === b.hosts.length &&
      a.hosts.every((host, i) => host === b.hosts[i])
    )
  }
  if (a.kind === 'static' && b.kind === 'static') return a.id === b.id && a.hosts[0] === b.hosts[0]
  if (a.kind === 'list' && b.kind === 'list') return sameType(a.of, b.of)
  if (a.kind === 'method' && b.kind === 'method') return a.symbol === b.symbol
  return a.kind === 'function' && b.kind === 'function' && a.node === b.node
}

/** The type of a place that holds any of these; unknown as soon as one of them is, or when they differ in kind. */
export function joinTypes(types: readonly (Type | undefined)[]): Type | undefined {
  let joined: Type | undefined
  for (const type of types) {
    if (!type) return undefined
    if (!joined || sameType(joined, type)) joined = type
    else if (joined.kind === 'instance' && type.kind === 'instance' && !joined.hosts.length && !type.hosts.length) {
      joined = instanceOf(...new Set([...joined.ids, ...type.ids]))
    } else return undefined
  }
  return joined
}

/** Splits `A | B<C | D>` at the separators that stand in no brackets. */
export function outerParts(text: string, separator: '|' | ','): string[] {
  const parts: string[] = []
  let depth = 0
  let start = 0
  for (let i = 0; i < text.length; i++) {
    const char = text[i]
    if (char === '<' || char === '(' || char === '{') depth++
    else if ((char === '>' && text[i - 1] !== '=') || char === ')' || char === '}') depth--
    else if (char === separator && depth === 0) {
      parts.push(text.slice(start, i))
      start = i + 1
    }
  }
  parts.push(text.slice(start))
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}

/** The type that a declaration writes, seen on a receiver; unknown for primitives, `any`, generics and functions. */
export function typeFromText(text: string, receiver: Type | undefined, index: ApiIndex): Type | undefined {
  const parts = outerParts(text, '|').filter((part) => !EMPTY.has(part))
  if (parts.length === 0 || parts.length > MAX_ALTERNATIVES) return undefined
  return joinTypes(parts.map((part) => oneType(part, receiver, index)))
}

// The longest union of the declarations that is of any use has six parts; longer ones accept anything.
const MAX_ALTERNATIVES = 8

function oneType(text: string, receiver: Type | undefined, index: ApiIndex): Type | undefined {
  if (text === 'this') return receiver
  if (text.endsWith('[]')) {
    const element = typeFromText(text.slice(0, -2), receiver, index)
    return element && { kind: 'list', of: element }
  }
  const id = text.replace(/<.*>$/s, '')
  const symbol = index.get(id)
  if (!symbol || !INSTANCE_KINDS.has(symbol.kind)) return undefined
  // A name for a union is that union; a name for a function or a literal is nothing we know.
  if (symbol.kind === 'typedef' && symbol.type !== '')
    return symbol.type === id ? undefined : typeFromText(symbol.type, receiver, index)
  return instanceOf(id)
}

/** All bases of a type, itself first. */
export function ancestors(index: ApiIndex, id: string): readonly string[] {
  const seen = new Set([id])
  for (const each of seen) for (const base of index.get(each)?.bases ?? []) seen.add(base)
  return [...seen]
}
