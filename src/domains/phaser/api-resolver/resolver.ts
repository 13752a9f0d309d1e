/** Says what the expressions of one program statically are, in terms of the API index. */
import type { Scope } from 'eslint'
import type { CallExpression, Identifier, MemberExpression, NewExpression, Node, ObjectExpression } from 'estree'
import type { ApiIndex } from '../../../api-index/api-index.ts'
import type { Contexts } from './contexts.ts'
import { contextsOf } from './contexts.ts'
import type { Facts } from './facts.ts'
import { Hosts, thisOwner } from './hosts.ts'
import type { Pushes } from './lists.ts'
import { listCallType, listOf, pushesOf, storedType } from './lists.ts'
import { engineMemberType, engineStaticType } from './members.ts'
import { callsOf } from './parameters.ts'
import { isFunction, isNullish, nameOf, type FunctionNode } from './syntax.ts'
import { classType, instanceOfHost, superType, thisType } from './this-types.ts'
import type { Host, InstanceType, StaticType, Type } from './types.ts'
import { instanceOf, joinTypes, typeFromText } from './types.ts'
import { variableTypes, writtenTypes } from './variables.ts'

const ROOT = 'Phaser'

// Deeper expressions than any person writes; the limit keeps hostile ones from exhausting the stack.
const MAX_DEPTH = 200

/**
 * Answers by need and keeps the answers. The kinds of expression are told apart here; what it takes to know variables,
 * parameters, `this` and lists stands in files of its own, as functions of a resolver.
 */
export class Resolver {
  readonly facts: Facts
  readonly index: ApiIndex
  readonly hosts: Hosts
  readonly contexts: Contexts
  readonly pushes: Pushes
  readonly #types = new Map<Node | Scope.Variable, Type | undefined>()
  readonly #ownTypes = new Map<Host, Map<string, Type | undefined>>()
  readonly #busy = new Set<Node | Scope.Variable>()
  readonly #answers = new Map<string, boolean>()
  readonly #calls = new Map<Node, readonly (readonly (Node | null)[])[] | undefined>()
  #depth = 0
  /** While the writes to `this.x` are being gathered, nothing that depends on them may be concluded. */
  #gathering = true

  constructor(facts: Facts, index: ApiIndex) {
    this.facts = facts
    this.index = index
    this.hosts = new Hosts(facts)
    this.contexts = contextsOf(facts)
    this.pushes = pushesOf(facts)
    this.#gather()
  }

  /** The type of an expression, or undefined when it is not certain. */
  typeOf(node: Node): Type | undefined {
    return this.#once(node, () => this.#compute(node))
  }

  /** The answer to a question about this program that is asked time and again. */
  remember(question: string, answer: () => boolean): boolean {
    const known = this.#answers.get(question)
    if (known !== undefined) return known
    const fresh = answer()
    this.#answers.set(question, fresh)
    return fresh
  }

  /** The type of a member of a type; undefined when it has none or when it is unknown. */
  memberType(type: Type, name: string): Type | undefined {
    if (type.kind === 'instance') return this.#instanceMember(type, name)
    if (type.kind === 'static') return this.#staticMember(type, name)
    return undefined
  }

  /** Whether the program's own classes and scenes define a member. */
  isOwn(type: InstanceType | StaticType, name: string): boolean {
    if (type.kind === 'static') return type.hosts.some((host) => host.statics.has(name))
    return type.hosts.some((host) => host.members.has(name)) || (type.hosts.length > 0 && this.hosts.loose.has(name))
  }

  /** The arguments of every call of a function; undefined when some of its callers are unknown. */
  callsOf(fn: FunctionNode): readonly (readonly (Node | null)[])[] | undefined {
    if (!this.#calls.has(fn)) this.#calls.set(fn, callsOf(this, fn, this.facts.parents.get(fn)))
    return this.#calls.get(fn)
  }

  /** The type of what a call of a program's function gives. */
  returnType(fn: Node): Type | undefined {
    const returns = this.facts.returns.get(fn)
    if (!returns || (isFunction(fn) && (fn.async || fn.generator))) return undefined
    return this.commonType(returns.filter((each) => each !== null))
  }

  /** The type of a variable by all that is ever assigned to it. */
  variableType(variable: Scope.Variable): Type | undefined {
    return this.#once(variable, () => joinTypes(variableTypes(this, variable)))
  }

  /** The common type of several values; `null` and `undefined` among them say nothing. */
  commonType(nodes: readonly (Node | null)[]): Type | undefined {
    const telling = nodes.filter((node) => !node || !isNullish(node))
    return joinTypes(telling.map((node) => (node ? this.typeOf(node) : undefined)))
  }

  /** Computes once. A question that leads back to itself has no answer, and none of those on the way. */
  #once(key: Node | Scope.Variable, compute: () => Type | undefined): Type | undefined {
    if (this.#types.has(key)) return this.#types.get(key)
    if (this.#busy.has(key) || this.#depth >= MAX_DEPTH) return undefined
    this.#busy.add(key)
    this.#depth++
    const type = compute()
    this.#depth--
    this.#busy.delete(key)
    this.#types.set(key, type)
    return type
  }

  #gather(): void {
    for (const [name, writes] of this.facts.memberWrites) {
      for (const { object, value } of writes) {
        if (object.type !== 'ThisExpression' && object.type !== 'Identifier') continue
        const type = this.typeOf(object)
        const host = type?.kind === 'instance' ? type.hosts[0] : undefined
        if (host || (!type && object.type === 'ThisExpression')) this.hosts.write(host, name, value)
      }
    }
    // All that was concluded so far did without the members.
    this.#types.clear()
    this.#calls.clear()
    this.#gathering = false
  }

  #compute(node: Node): Type | undefined {
    switch (node.type) {
      case 'Identifier':
        return this.#identifier(node)
      case 'ThisExpression':
        return thisType(this, thisOwner(this.facts, node))
      case 'Super':
        return superType(this, node)
      case 'MemberExpression':
        return this.#member(node)
      case 'CallExpression':
        return this.#call(node)
      case 'NewExpression':
        return this.#construct(node)
      case 'ClassDeclaration':
      case 'ClassExpression':
        return classType(this, this.hosts.classes.get(node)!)
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        return { kind: 'function', node }
      case 'MethodDefinition':
        return this.returnType(node.value)
      case 'ObjectExpression':
        return this.#object(node)
      case 'ArrayExpression':
        return listOf(this, node.elements as (Node | null)[])
      case 'ChainExpression':
        return this.typeOf(node.expression)
      case 'AssignmentExpression':
        return node.operator === '=' ? this.typeOf(node.right) : undefined
      case 'SequenceExpression':
        return this.typeOf(node.expressions.at(-1)!)
      case 'ConditionalExpression':
        return this.commonType([node.consequent, node.alternate])
      case 'LogicalExpression':
        return node.operator === '&&' ? this.typeOf(node.right) : this.commonType([node.left, node.right])
      default:
        return undefined
    }
  }

  #object(node: ObjectExpression): Type | undefined {
    const host = this.hosts.objectOf(node)
    if (this.hosts.scenes.includes(host)) return instanceOfHost(this, host)
    // What a spread puts in is known to nobody.
    const isOpen = node.properties.some(({ type }) => type === 'SpreadElement')
    return isOpen ? undefined : { kind: 'instance', ids: [], hosts: [host] }
  }

  #identifier(node: Identifier): Type | undefined {
    const variable = this.facts.variables.get(node)
    if (variable) return this.variableType(variable)
    const writes = this.facts.globalWrites.get(node.name)
    if (!writes) return node.name === ROOT ? { kind: 'static', id: ROOT, hosts: [] } : undefined
    return joinTypes(writes.flatMap((write) => writtenTypes(this, write)))
  }

  #member(node: MemberExpression): Type | undefined {
    const name = nameOf(node)
    const object = node.object as Node
    if (object.type === 'Identifier' && name === ROOT && isGlobalObject(object, this.facts))
      return { kind: 'static', id: ROOT, hosts: [] }
    const type = this.typeOf(object)
    if (!type) return undefined
    if (type.kind === 'list') return node.computed ? type.of : undefined
    return name === undefined ? undefined : this.memberType(type, name)
  }

  #call(node: CallExpression): Type | undefined {
    const { callee } = node
    if (callee.type === 'MemberExpression') {
      const list = this.typeOf(callee.object as Node)
      if (list?.kind === 'list') return listCallType(list, nameOf(callee))
    }
    const type = this.typeOf(callee as Node)
    if (type?.kind === 'method') return typeFromText(type.symbol.type, type.receiver, this.index)
    return type?.kind === 'function' ? this.returnType(type.node) : undefined
  }

  #construct(node: NewExpression): Type | undefined {
    const type = this.typeOf(node.callee as Node)
    if (type?.kind !== 'static') return undefined
    if (type.hosts.length > 0) return instanceOfHost(this, type.hosts[0]!)
    return this.index.get(type.id)?.kind === 'class' ? instanceOf(type.id) : undefined
  }

  #instanceMember(type: InstanceType, name: string): Type | undefined {
    const host = type.hosts[0]
    const known = host && this.#ownTypes.get(host)
    if (known?.has(name)) return known.get(name)
    if (host && this.#gathering) return undefined
    if (!host || !this.isOwn(type, name)) return engineMemberType(this.index, type, name)
    const member = this.#ownMember(name, [...type.hosts.map(({ members }) => members), this.hosts.loose])
    this.#ownTypes.set(host, (known ?? new Map<string, Type | undefined>()).set(name, member))
    return member
  }

  /** The type of a member by all that the program gives it, on whichever of its classes. */
  #ownMember(name: string, sources: readonly ReadonlyMap<string, readonly (Node | null)[]>[]): Type | undefined {
    const given = sources.flatMap((source) => source.get(name) ?? []).filter((value) => !value || !isNullish(value))
    return joinTypes(given.map((value) => (value ? storedType(this, value, name) : undefined)))
  }

  #staticMember(type: StaticType, name: string): Type | undefined {
    if (this.isOwn(type, name))
      return this.#gathering ? undefined : this.commonType(type.hosts.flatMap(({ statics }) => statics.get(name) ?? []))
    return engineStaticType(this.index, type, name)
  }
}

function isGlobalObject(node: Identifier, facts: Facts): boolean {
  return (node.name === 'window' || node.name === 'globalThis') && !facts.variables.has(node)
}
