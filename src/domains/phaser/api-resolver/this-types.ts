/** What `this` and `super` are, and the types of the program's own classes and scenes. */
import type { Node } from 'estree'
import { thisOwner } from './hosts.ts'
import type { Resolver } from './resolver.ts'
import { isFunction, type FunctionNode } from './syntax.ts'
import type { Host, InstanceType, StaticType, Type } from './types.ts'

const SCENE = 'Phaser.Scene'

/** `this` in a function, class field or program. */
export function thisType(resolver: Resolver, owner: Node): Type | undefined {
  const { parents } = resolver.facts
  const parent = parents.get(owner)
  const member = owner.type === 'PropertyDefinition' ? owner : parent
  if (
    (member?.type === 'MethodDefinition' || member?.type === 'PropertyDefinition') &&
    (member === owner || member.value === owner)
  ) {
    const host = resolver.hosts.classes.get(parents.get(parents.get(member)!)!)
    return host && (member.static ? classType(resolver, host) : instanceOfHost(resolver, host))
  }
  return isFunction(owner) ? functionThis(resolver, owner, parent) : undefined
}

function functionThis(resolver: Resolver, fn: FunctionNode, parent: Node | undefined): Type | undefined {
  const { hosts, contexts } = resolver
  const scene = hosts.sceneOf(fn)
  if (scene) return { kind: 'instance', ids: [SCENE], hosts: [scene] }
  if (parent?.type === 'AssignmentExpression' && parent.right === fn && parent.left.type === 'MemberExpression') {
    return resolver.typeOf(parent.left.object as Node)
  }
  const given = contexts.given.get(fn)
  if (given) return resolver.commonType(given)
  const emitters = contexts.emitters.get(fn)
  return emitters && resolver.commonType(emitters)
}

/** `super` where it stands for an object: `this` as the base class made it. */
export function superType(resolver: Resolver, node: Node): Type | undefined {
  const type = thisType(resolver, thisOwner(resolver.facts, node))
  return type?.kind === 'instance' ? { ...type, hosts: type.hosts.slice(1) } : undefined
}

/** A class of the program itself; unknown when its base class is. */
export function classType(resolver: Resolver, host: Host): StaticType | undefined {
  if (!host.superClass) return { kind: 'static', id: '', hosts: [host] }
  const base = resolver.typeOf(host.superClass)
  return base?.kind === 'static' ? { kind: 'static', id: base.id, hosts: [host, ...base.hosts] } : undefined
}

/** An object of a class or scene object of the program. */
export function instanceOfHost(resolver: Resolver, host: Host): InstanceType | undefined {
  if (host.node.type === 'ObjectExpression') return { kind: 'instance', ids: [SCENE], hosts: [host] }
  const type = classType(resolver, host)
  return type && { kind: 'instance', ids: type.id === '' ? [] : [type.id], hosts: type.hosts }
}
