/** What the parameters of a program's functions are, from the places that call them. */
import type { Identifier, MemberExpression, Node } from 'estree'
import { declaredParameter } from './callbacks.ts'
import { EVENT_FAMILIES } from './events.ts'
import type { Resolver } from './resolver.ts'
import { LIFECYCLE } from './scenes.ts'
import { isNullish, nameOf, type FunctionNode } from './syntax.ts'
import type { Type } from './types.ts'
import { instanceOf, joinTypes } from './types.ts'

const ITERATIONS = new Set(['forEach', 'map', 'filter', 'find', 'some', 'every', 'findIndex', 'findLast', 'flatMap'])

/** The members on the way from a destructured value to one of its names; undefined through arrays and rests. */
export function bindingPath(pattern: Node, name: Identifier): string[] | undefined {
  if (pattern === name) return []
  if (pattern.type !== 'ObjectPattern') return undefined
  for (const property of pattern.properties) {
    if (property.type !== 'Property') continue
    const rest = bindingPath(property.value, name)
    const key = nameOf(property)
    if (rest && key !== undefined) return [key, ...rest]
  }
  return undefined
}

/** A parameter: its function, its place, and its name there. */
interface Parameter {
  readonly fn: FunctionNode
  readonly name: Identifier
}

/**
 * The type of a parameter, when every call agrees on it. Functions that hand a parameter on to each other, in circles
 * even, add nothing to what the calls from outside say.
 */
export function parameterType(resolver: Resolver, fn: FunctionNode, name: Identifier): Type | undefined {
  const types: (Type | undefined)[] = []
  const seen = new Set<Node>([name])
  const parameters: Parameter[] = [{ fn, name }]
  for (const parameter of parameters) {
    for (const value of valuesOf(resolver, parameter) ?? [null]) {
      const passed = isNode(value) ? passedOn(resolver, value) : undefined
      if (!passed) types.push(isNode(value) ? resolver.typeOf(value) : (value ?? undefined))
      else if (!seen.has(passed.name)) {
        seen.add(passed.name)
        parameters.push(passed)
      }
    }
  }
  return joinTypes(types)
}

function isNode(value: Node | Type | null): value is Node {
  return value !== null && 'type' in value
}

/** What a parameter is given, as expressions or, of a callback, as a type; null and undefined are what nobody knows. */
function valuesOf(resolver: Resolver, { fn, name }: Parameter): readonly (Node | Type | null)[] | undefined {
  const at = fn.params.findIndex(
    (param) => param === name || (param.type === 'AssignmentPattern' && param.left === name && isNullish(param.right)),
  )
  if (at < 0) return undefined
  const parent = resolver.facts.parents.get(fn)
  if (parent?.type === 'CallExpression' && parent.callee !== fn)
    return [callbackParameter(resolver, parent, fn, at) ?? declaredParameter(resolver, fn, at) ?? null]
  if (parent?.type === 'Property' && parent.value === fn) return [declaredParameter(resolver, fn, at) ?? null]
  const values = resolver.callsOf(fn)?.map((args) => args[at])
  return values?.filter((value) => value !== undefined && !(value && isNullish(value))) as (Node | null)[] | undefined
}

/** The parameter that an argument is, when it is one that is never written. */
function passedOn({ facts }: Resolver, node: Node): Parameter | undefined {
  const variable = facts.variables.get(node)
  const [definition, ...others] = variable?.defs ?? []
  if (definition?.type !== 'Parameter' || others.length > 0) return undefined
  if ((facts.references.get(variable!) ?? []).some((reference) => reference.isWrite() && !reference.init))
    return undefined
  return { fn: definition.node as FunctionNode, name: definition.name as Identifier }
}

function callbackParameter(
  resolver: Resolver,
  call: Extract<Node, { type: 'CallExpression' }>,
  fn: Node,
  at: number,
): Type | undefined {
  const { callee } = call
  const name = callee.type === 'MemberExpression' ? nameOf(callee) : undefined
  if (callee.type !== 'MemberExpression' || name === undefined) return undefined
  const receiver = resolver.typeOf(callee.object as Node)
  if (receiver?.kind === 'list')
    return ITERATIONS.has(name) && at === 0 && call.arguments[0] === fn ? receiver.of : undefined
  if (call.arguments[1] !== fn || at !== 0) return undefined
  return eventParameter(resolver, call.arguments[0] as Node, receiver, name)
}

/** The first thing a listener is given, where the family of the event says so. */
function eventParameter(resolver: Resolver, event: Node, receiver: Type | undefined, method: string): Type | undefined {
  if (
    receiver?.kind !== 'instance' ||
    !receiver.ids.some((id) => resolver.index.member(id, method)?.symbol.owner === 'Phaser.Events.EventEmitter')
  )
    return undefined
  const family = eventIds(resolver, event).flatMap((id) => EVENT_FAMILIES.filter(({ prefix }) => id.startsWith(prefix)))
  return family.length > 0 ? instanceOf(family[0]!.gives) : undefined
}

/** The event constants that an argument stands for: a string value, or `Phaser.Input.Events.POINTER_DOWN` itself. */
export function eventIds(resolver: Resolver, node: Node): readonly string[] {
  if (node.type === 'Literal' && typeof node.value === 'string') return resolver.index.eventsByValue(node.value)
  const name = node.type === 'MemberExpression' ? nameOf(node) : undefined
  const owner = name === undefined ? undefined : resolver.typeOf((node as MemberExpression).object as Node)
  const symbol =
    owner?.kind === 'static' && name !== undefined ? resolver.index.staticMember(owner.id, name)?.symbol : undefined
  return symbol?.kind === 'event' ? [symbol.id] : []
}

/** The arguments of every call of a function; undefined when it is used in any other way and its callers are unknown. */
export function callsOf(resolver: Resolver, fn: FunctionNode, parent: Node | undefined): (Node | null)[][] | undefined {
  const { facts } = resolver
  if (parent?.type === 'MethodDefinition' || parent?.type === 'PropertyDefinition') {
    const name = nameOf(parent)
    // What the engine calls, what shares its name, what a string may name: their callers are not all to be seen.
    if (name === undefined || LIFECYCLE.has(name) || facts.strings.has(name) || overrides(resolver, parent, name))
      return undefined
    if (resolver.hosts.classesWith(name).length !== 1 || resolver.hosts.scenes.some((scene) => scene.members.has(name)))
      return undefined
    return allCalls(resolver, facts.membersByName.get(name) ?? [])
  }
  const declared =
    fn.type === 'FunctionDeclaration'
      ? fn.id
      : parent?.type === 'VariableDeclarator' && parent.init === fn
        ? parent.id
        : undefined
  const variable = declared && facts.variables.get(declared)
  const references = (variable && facts.references.get(variable)) ?? []
  return allCalls(
    resolver,
    references.filter((reference) => !reference.init).map((reference) => reference.identifier as Node),
  )
}

function overrides(resolver: Resolver, member: Node, name: string): boolean {
  const type = resolver.typeOf(resolver.facts.parents.get(resolver.facts.parents.get(member)!)!)
  return type?.kind !== 'static' || (type.id !== '' && resolver.index.member(type.id, name) !== undefined)
}

function allCalls(resolver: Resolver, uses: readonly Node[]): (Node | null)[][] | undefined {
  const calls: (Node | null)[][] = []
  for (const use of uses) {
    const parent = resolver.facts.parents.get(use)
    const outer = parent && resolver.facts.parents.get(parent)
    const rebound =
      parent?.type === 'MemberExpression' &&
      nameOf(parent) === 'call' &&
      outer?.type === 'CallExpression' &&
      outer.callee === parent
    const call = rebound ? outer : parent
    if (call?.type !== 'CallExpression' || (!rebound && call.callee !== use)) return undefined
    const spread = call.arguments.findIndex((argument) => argument.type === 'SpreadElement')
    const args = call.arguments.map((argument, at) => (spread >= 0 && at >= spread ? null : (argument as Node)))
    calls.push(rebound ? args.slice(1) : args)
  }
  return calls
}
