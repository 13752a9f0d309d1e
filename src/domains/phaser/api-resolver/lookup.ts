/** Whether a member exists: in the engine, in the program, or nowhere. */
import type { Node } from 'estree'
import type { ApiIndex, ResolvedMember } from '../../../api-index/api-index.ts'
import { hasUndeclared, isRemoved } from '../engine-names/index.ts'
import type { Resolver } from './resolver.ts'
import type { InstanceType, StaticType, Type } from './types.ts'
import { ancestors } from './types.ts'

export type Lookup =
  /** Declared by the engine, for at least one of the types that the object may have. */
  | { readonly found: 'engine'; readonly members: readonly ResolvedMember[] }
  /** There, but not declared: set by the program, by the running engine, by a subtype, by the language. */
  | { readonly found: 'elsewhere' }
  | { readonly found: 'missing' }

const ELSEWHERE: Lookup = { found: 'elsewhere' }
const MISSING: Lookup = { found: 'missing' }

/** Looks a member up on an object whose type is known. */
export function lookupMember(resolver: Resolver, type: InstanceType | StaticType, name: string): Lookup {
  if (resolver.isOwn(type, name)) return ELSEWHERE
  const members = engineMembers(resolver.index, type, name)
  if (members.length > 0)
    return members.every(({ symbol }) => isRemoved(symbol.owner, name)) ? MISSING : { found: 'engine', members }
  if (onOwnSubclass(resolver, type, name)) return ELSEWHERE
  return resolver.remember(`${type.kind} ${idsOf(type).join()} ${name}`, () => isElsewhere(resolver, type, name))
    ? ELSEWHERE
    : MISSING
}

/** The declared members of this name of every engine type that the object may have. */
export function engineMembers(index: ApiIndex, type: InstanceType | StaticType, name: string): ResolvedMember[] {
  return idsOf(type)
    .map((id) => (type.kind === 'static' ? index.staticMember(id, name) : index.member(id, name)))
    .filter((member) => member !== undefined)
}

function isElsewhere(resolver: Resolver, type: InstanceType | StaticType, name: string): boolean {
  const { index, facts } = resolver
  // A leading underscore marks what is private to the engine: neither declared nor ours to judge.
  if (name.startsWith('_') || name in (type.kind === 'static' ? Function.prototype : Object.prototype)) return true
  if (facts.assigned.has(name) || facts.strings.has(name) || isWrittenOrTested(resolver, type, name)) return true
  const ids = idsOf(type)
  const access = type.kind === 'static' ? '.' : '#'
  if (ids.some((id) => ancestors(index, id).some((each) => hasUndeclared(each, access, name)))) return true
  return type.kind === 'instance' && ids.some((id) => onSubtype(index, id, name))
}

/** Whether a class of the program that specialises this type has the member: `this` of a base may be any of them. */
function onOwnSubclass(resolver: Resolver, type: InstanceType | StaticType, name: string): boolean {
  if (type.kind === 'static') return type.hosts.length > 0
  return resolver.hosts.classesWith(name).some((host) => {
    const own = resolver.typeOf(host.node)
    if (own?.kind !== 'static') return true
    if (type.hosts.length > 0) return own.hosts.includes(type.hosts[0]!)
    return own.id !== '' && ancestors(resolver.index, own.id).some((id) => type.ids.includes(id))
  })
}

/** Whether the program writes such a member to an object that may be of this type, or asks whether it is there. */
function isWrittenOrTested(resolver: Resolver, type: InstanceType | StaticType, name: string): boolean {
  const made = (resolver.facts.memberWrites.get(name) ?? []).filter(({ makes }) => makes)
  return [...made, ...asked(resolver, name)].some(({ object }) => {
    const target = resolver.typeOf(object as Node)
    return !target || (target.kind === type.kind && isRelated(resolver.index, idsOf(target), idsOf(type)))
  })
}

/**
 * Where the program asks whether a member is there before it uses it. One that is only asked for, and never used, is
 * one that the program believes in: `if (key.isPressed)`.
 */
function asked({ facts }: Resolver, name: string): readonly { readonly object: Node }[] {
  const tests = facts.tested.get(name) ?? []
  const isUsed = (facts.membersByName.get(name) ?? []).length > tests.length
  return isUsed ? tests : tests.filter(({ kind }) => kind === 'presence')
}

function isRelated(index: ApiIndex, some: readonly string[], others: readonly string[]): boolean {
  return some.some((a) => others.some((b) => ancestors(index, a).includes(b) || ancestors(index, b).includes(a)))
}

function idsOf(type: InstanceType | StaticType): readonly string[] {
  return type.kind === 'static' ? [type.id] : type.ids
}

/** Whether some kind of this type has the member: a list of `GameObject`s may well hold sprites. */
function onSubtype(index: ApiIndex, id: string, name: string): boolean {
  // `GameObjectWithBody` is no class of its own: whatever has a body is one.
  const base = id.includes('.Types.') ? index.get(id)?.bases[0] : undefined
  return (base !== undefined && onSubtype(index, base, name)) || index.subtypes(id).some((each) => index.member(each, name) !== undefined || hasUndeclared(each, '#', name))
}

/** Narrows a type to those that have members to look up. */
export function isOwner(type: Type | undefined): type is InstanceType | StaticType {
  return (type?.kind === 'instance' && type.ids.length > 0) || (type?.kind === 'static' && type.id !== '')
}
