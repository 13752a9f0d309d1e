/** Every place of a program that names a member of the engine. */
import type { CallExpression, MemberExpression, NewExpression, Node, ObjectExpression, Property } from 'estree'
import type { ApiSymbol } from '../../../api-index/api-index.ts'
import { calledSymbol } from './callbacks.ts'
import { KEY_CODES, keyIds, keyOfEvent } from './events.ts'
import { valueOf } from './facts.ts'
import type { Lookup } from './lookup.ts'
import { engineMembers, isOwner, lookupMember } from './lookup.ts'
import { eventIds } from './parameters.ts'
import type { Resolver } from './resolver.ts'
import { nameOf } from './syntax.ts'
import { instanceOfHost } from './this-types.ts'
import type { Host, InstanceType, StaticType, Type } from './types.ts'
import { typeFromText } from './types.ts'

/** A member that a program asks an engine type for. */
export interface ApiReference {
  readonly node: Node
  /** The types asked, any of which the object may have. */
  readonly owners: readonly string[]
  readonly name: string
  /** What the engine declares under that name; empty when it does not, or not for this type. */
  readonly symbols: readonly ApiSymbol[]
  /** What the expression gives: the type of a property, of a call's result, of a new object. */
  readonly result: Type | undefined
  readonly missing: boolean
  readonly called: boolean
  /** Whether the type asked is one of the program's own, on top of the engine's. */
  readonly own: boolean
}

/** All member references on known types: `object.name` in source order, then those of `const { name } = object`. */
export function memberReferences(resolver: Resolver): ApiReference[] {
  const taken = [...resolver.facts.properties.values()].flat()
  return [
    ...resolver.facts.members.map((node) => memberReference(resolver, node)),
    ...taken.map((node) => patternReference(resolver, node)),
  ].filter((reference) => reference !== undefined)
}

/** What a destructuring pattern takes out of an object; undefined for a property of an object literal. */
function patternReference(resolver: Resolver, node: Property): ApiReference | undefined {
  const name = nameOf(node)
  const pattern = resolver.facts.parents.get(node)
  const type = name !== undefined && pattern?.type === 'ObjectPattern' ? patternType(resolver, pattern) : undefined
  if (name === undefined || !isOwner(type)) return undefined
  const lookup = lookupMember(resolver, type, name)
  return {
    node,
    ...foundIn(type, name, lookup),
    result: resolver.memberType(type, name),
    // A default says that the member need not be there.
    missing: lookup.found === 'missing' && (node.value as Node).type !== 'AssignmentPattern',
    called: false,
  }
}

/** The type of what is taken apart by a pattern. */
function patternType(resolver: Resolver, pattern: Node): Type | undefined {
  const parent = resolver.facts.parents.get(pattern)
  if (parent?.type === 'VariableDeclarator') return parent.init ? resolver.typeOf(parent.init) : undefined
  if (parent?.type === 'AssignmentExpression' && parent.operator === '=') return resolver.typeOf(parent.right)
  if (parent?.type !== 'Property') return undefined
  const name = nameOf(parent)
  const outer = name === undefined ? undefined : patternType(resolver, resolver.facts.parents.get(parent)!)
  return outer && resolver.memberType(outer, name!)
}

function foundIn(type: InstanceType | StaticType, name: string, lookup: Lookup) {
  return {
    owners: type.kind === 'static' ? [type.id] : type.ids,
    name,
    symbols: lookup.found === 'engine' ? lookup.members.map(({ symbol }) => symbol) : [],
    own: type.hosts.length > 0,
  }
}

function memberReference(resolver: Resolver, node: MemberExpression): ApiReference | undefined {
  const name = nameOf(node)
  const type = name === undefined ? undefined : resolver.typeOf(node.object as Node)
  if (name === undefined || !isOwner(type)) return undefined
  const lookup = lookupMember(resolver, type, name)
  const use = useOf(resolver, node)
  return {
    node,
    ...foundIn(type, name, lookup),
    result: resolver.typeOf(use.result),
    missing: lookup.found === 'missing' && !use.written,
    called: use.called,
  }
}

interface Use {
  /** The expression whose value the member ends up in: itself, its call, its `new`. */
  readonly result: Node
  readonly called: boolean
  readonly written: boolean
}

function useOf(resolver: Resolver, node: MemberExpression): Use {
  const parent = resolver.facts.parents.get(node)
  const called = (parent?.type === 'CallExpression' || parent?.type === 'NewExpression') && parent.callee === node
  const written = parent?.type === 'AssignmentExpression' && parent.left === node && parent.operator === '='
  return { result: called ? (parent as Node) : node, called, written }
}

/** A symbol that a program uses without naming it as a member. */
export interface ImplicitUse {
  readonly node: Node
  readonly ids: readonly string[]
}

/** Event strings, key names, config fields and lifecycle functions that the program hands to the engine. */
export function implicitUses(resolver: Resolver): ImplicitUse[] {
  const hosts = [...resolver.hosts.classes.values(), ...resolver.hosts.scenes]
  return [
    ...resolver.facts.calls.flatMap((call) => callUses(resolver, call)),
    ...hosts.flatMap((host) => hostUses(resolver, host)),
  ]
}

const LISTENING = new Set(['on', 'once', 'off', 'addListener', 'removeListener', 'emit'])

/** What createCursorKeys() gives: the engine makes it by addKeys() with the key codes of the same names. */
const CURSOR_KEYS = 'Phaser.Types.Input.Keyboard.CursorKeys'

function callUses(resolver: Resolver, call: CallExpression | NewExpression): ImplicitUse[] {
  const { callee } = call
  const name = callee.type === 'MemberExpression' ? nameOf(callee) : undefined
  const first = call.arguments[0] as Node | undefined
  const uses: ImplicitUse[] = []
  if (name !== undefined && first && LISTENING.has(name)) {
    uses.push({ node: first, ids: [...eventIds(resolver, first), ...withKeyCodes(resolver, keysOfEvent(first))] })
  }
  if ((name === 'addKey' || name === 'addKeys') && first)
    uses.push({ node: first, ids: withKeyCodes(resolver, keyNames(first)) })
  if (name === 'createCursorKeys')
    uses.push({ node: call, ids: withKeyCodes(resolver, resolver.index.memberNames(CURSOR_KEYS)) })
  return [...uses, ...configUses(resolver, call)].filter(({ ids }) => ids.length > 0)
}

function keysOfEvent(node: Node): string[] {
  const key = node.type === 'Literal' && typeof node.value === 'string' ? keyOfEvent(node.value) : undefined
  return key === undefined ? [] : [key]
}

/** `'W,A,S,D'`, `'SPACE'`, `{ up: 'W' }` */
function keyNames(node: Node): string[] {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value.split(',').map((key) => key.trim())
  if (node.type !== 'ObjectExpression') return []
  return node.properties.flatMap((property) => (property.type === 'Property' ? keyNames(property.value) : []))
}

function withKeyCodes({ index }: Resolver, names: readonly string[]): string[] {
  return names.flatMap((name) => keyIds(index, name)).flatMap((id) => [id, KEY_CODES])
}

/** Fields of the config objects that an engine function or class takes. */
function configUses(resolver: Resolver, call: CallExpression | NewExpression): ImplicitUse[] {
  const symbol = calledSymbol(resolver, call)
  if (!symbol) return []
  return call.arguments.flatMap((argument, at) => {
    const object = valueOf(argument as Node, resolver.facts)
    const type = typeFromText(symbol.params[at]?.type ?? '', undefined, resolver.index)
    return object?.type === 'ObjectExpression' && type?.kind === 'instance' ? fieldUses(resolver, object, type.ids) : []
  })
}

function fieldUses(resolver: Resolver, object: ObjectExpression, typeIds: readonly string[]): ImplicitUse[] {
  return object.properties.flatMap((property) => {
    const name = property.type === 'Property' ? nameOf(property) : undefined
    if (property.type !== 'Property' || name === undefined) return []
    const fields = typeIds.map((id) => resolver.index.member(id, name)?.symbol).filter((field) => field !== undefined)
    const below = fields
      .map((field) => typeFromText(field.type, undefined, resolver.index))
      .find((type) => type?.kind === 'instance')
    const inner =
      property.value.type === 'ObjectExpression' && below?.kind === 'instance'
        ? fieldUses(resolver, property.value, below.ids)
        : []
    return [{ node: property, ids: fields.map(({ id }) => id) }, ...inner]
  })
}

/** What a class or scene object overrides or fills in for the engine to call. */
function hostUses(resolver: Resolver, host: Host): ImplicitUse[] {
  const type = instanceOfHost(resolver, host)
  if (!type || type.ids.length === 0) return []
  const overridden = [...host.members.keys()].flatMap((name) => [
    ...engineMembers(resolver.index, type, name).flatMap(({ symbol, from }) => [symbol.id, `${from}#${name}`]),
    ...(type.ids.includes('Phaser.Scene') ? [`Phaser.Scene#${name}`] : []),
  ])
  return [{ node: host.node, ids: [...type.ids, ...overridden] }]
}
