/** The classes and scene objects of a program, and what each puts on its instances. */
import type { Class, MethodDefinition, Node, ObjectExpression, PropertyDefinition } from 'estree'
import type { Facts } from './facts.ts'
import { addTo } from './multimap.ts'
import { sceneObjects } from './scenes.ts'
import { isFunction, nameOf, type FunctionNode } from './syntax.ts'
import type { Host } from './types.ts'

type Values = Map<string, (Node | null)[]>

/** A host while it is being filled. */
interface OpenHost extends Host {
  readonly members: Values
  readonly statics: Values
}

/** All hosts of one program. What the program writes to them later is added by `write`. */
export class Hosts {
  readonly classes = new Map<Node, Host>()
  readonly scenes: readonly Host[]
  /** The scene object that a function belongs to. */
  readonly #sceneOf = new Map<FunctionNode, Host>()
  readonly #objects = new Map<Node, Host>()
  #byMember: ReadonlyMap<string, readonly Host[]> | undefined
  /** Values given to `this.name` where nobody can say what `this` is. */
  readonly loose: Values = new Map()

  constructor(facts: Facts) {
    for (const node of facts.classes) this.classes.set(node, classHost(node))
    const scenes = new Set<Host>()
    for (const scene of sceneObjects(facts)) {
      // A function that two scene objects share makes them one: its `this` may be either.
      const shared = scene.functions.map((fn) => this.#sceneOf.get(fn)).find((each) => each !== undefined)
      const host = shared ?? openHost(scene.node, null)
      for (const [name, value] of scene.members) addValue((host as OpenHost).members, name, value)
      for (const fn of scene.functions) this.#sceneOf.set(fn, host)
      scenes.add(host)
    }
    this.scenes = [...scenes]
  }

  /** The scene object that holds a function; undefined for any other. */
  sceneOf(fn: FunctionNode): Host | undefined {
    return this.#sceneOf.get(fn)
  }

  /** What an object literal holds; one that is a scene is among `scenes`. */
  objectOf(node: ObjectExpression): Host {
    const known = this.scenes.find((scene) => scene.node === node) ?? this.#objects.get(node)
    if (known) return known
    const host = objectHost(node)
    this.#objects.set(node, host)
    return host
  }

  /** The classes that define a member of this name. */
  classesWith(name: string): readonly Host[] {
    this.#byMember ??= byMember(this.classes.values())
    return this.#byMember.get(name) ?? []
  }

  /** Notes that the program writes a member of a host, or of `this` when it is unknown whose. */
  write(host: Host | undefined, name: string, value: Node | null): void {
    addValue(host ? (host as OpenHost).members : this.loose, name, value)
  }
}

function openHost(node: Node, superClass: Node | null): OpenHost {
  return { node, members: new Map(), statics: new Map(), superClass }
}

function classHost(node: Class): Host {
  const host = openHost(node as Node, (node.superClass as Node | null | undefined) ?? null)
  for (const member of node.body.body) {
    if (member.type === 'StaticBlock') continue
    const name = nameOf(member)
    if (name === undefined || (member.type === 'MethodDefinition' && member.kind === 'constructor')) continue
    const value = memberValue(member)
    addValue(member.static ? host.statics : host.members, name, value)
  }
  return host
}

function objectHost(node: ObjectExpression): Host {
  const host = openHost(node, null)
  for (const property of node.properties) {
    const name = property.type === 'Property' ? nameOf(property) : undefined
    if (property.type === 'Property' && name !== undefined)
      addValue(host.members, name, property.kind === 'init' ? property.value : null)
  }
  return host
}

/** The node that tells the type of a class member: undefined for a bare field, null for what nobody can tell. */
function memberValue(member: MethodDefinition | PropertyDefinition): Node | null | undefined {
  if (member.type === 'PropertyDefinition') return member.value ?? undefined
  if (member.kind === 'set') return null
  // A getter stands for what it returns: its own node marks it.
  return member.kind === 'get' ? member : member.value
}

function byMember(hosts: Iterable<Host>): Map<string, Host[]> {
  const found = new Map<string, Host[]>()
  for (const host of hosts) for (const name of host.members.keys()) addTo(found, name, host)
  return found
}

function addValue(map: Values, name: string, value: Node | null | undefined): void {
  const list = map.get(name) ?? []
  map.set(name, list)
  if (value !== undefined) list.push(value)
}

/** The function, class field or program that `this` belongs to at a node. */
export function thisOwner(facts: Facts, node: Node): Node {
  let at = node
  for (let parent = facts.parents.get(at); parent; parent = facts.parents.get(at)) {
    if (isFunction(parent) && parent.type !== 'ArrowFunctionExpression') {
      // Default values of parameters belong to the function as well; decorators and computed keys do not exist here.
      return parent
    }
    if (parent.type === 'PropertyDefinition' && parent.value === at) return parent
    if (parent.type === 'StaticBlock') return parent
    at = parent
  }
  return at
}
