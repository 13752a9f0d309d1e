/** Arrays whose elements have one type: what goes in, and what comes out. */
import type { Scope } from 'eslint'
import type { Node } from 'estree'
import type { Facts } from './facts.ts'
import type { Resolver } from './resolver.ts'
import { nameOf } from './syntax.ts'
import type { ListType, Type } from './types.ts'

const ELEMENT_METHODS = new Set(['pop', 'shift', 'find', 'at', 'findLast'])
const LIST_METHODS = new Set(['filter', 'slice', 'concat', 'reverse', 'sort', 'toSorted', 'toReversed', 'splice'])

/** What is pushed onto lists, by the variable or member name that holds the list; null is what nobody knows. */
export type Pushes = ReadonlyMap<Scope.Variable | string, readonly (Node | null)[]>

/** What an array method gives that hands on elements. */
export function listCallType(list: ListType, name: string | undefined): Type | undefined {
  if (name !== undefined && ELEMENT_METHODS.has(name)) return list.of
  return name !== undefined && LIST_METHODS.has(name) ? list : undefined
}

/** A list of these values; unknown when they have no common type. */
export function listOf(resolver: Resolver, values: readonly (Node | null)[] | undefined): ListType | undefined {
  const of = values && values.length > 0 ? resolver.commonType(values) : undefined
  return of && { kind: 'list', of }
}

/** The type of a value as its holder knows it: an empty array becomes a list of what is pushed onto it. */
export function storedType(
  resolver: Resolver,
  value: Node,
  holder: Scope.Variable | string | undefined,
): Type | undefined {
  const isEmptyList = value.type === 'ArrayExpression' && value.elements.length === 0
  if (!isEmptyList) return resolver.typeOf(value)
  return holder === undefined ? undefined : listOf(resolver, resolver.pushes.get(holder))
}

/** Everything that the program pushes onto lists. */
export function pushesOf(facts: Facts): Pushes {
  const pushes = new Map<Scope.Variable | string, (Node | null)[]>()
  for (const push of facts.membersByName.get('push') ?? []) {
    const holder =
      push.object.type === 'MemberExpression' ? nameOf(push.object) : facts.variables.get(push.object as Node)
    if (holder === undefined) continue
    const call = facts.parents.get(push)
    const values = call?.type === 'CallExpression' && call.callee === push ? (call.arguments as Node[]) : [null]
    const known = pushes.get(holder)
    if (known) for (const value of values) known.push(value)
    else pushes.set(holder, [...values])
  }
  return pushes
}
