/**
 * Which code can run at all. An approximation from above: a function is out of reach only if nothing that runs names
 * it, hands it on or, for a method, mentions its name.
 */
import type { Scope } from 'eslint'
import type { MethodDefinition, Node, PropertyDefinition } from 'estree'
import type { ApiIndex } from '../../../api-index/api-index.ts'
import { deadCode } from './dead-code.ts'
import { engineMembers } from './lookup.ts'
import { addTo } from './multimap.ts'
import type { Resolver } from './resolver.ts'
import { LIFECYCLE } from './scenes.ts'
import { isFunction, nameOf } from './syntax.ts'

type Member = MethodDefinition | PropertyDefinition

/** What the code of one unit mentions. */
interface Mentions {
  readonly variables: Set<Scope.Variable>
  readonly names: Set<string>
  readonly classes: Node[]
}

/** Answers for any node of the program whether it can run. */
export function reachability(resolver: Resolver): (node: Node) => boolean {
  const search = new Search(resolver)
  search.run()
  return (node) => search.reached.has(search.unitOf(node))
}

class Search {
  readonly reached = new Set<Node>()
  readonly #resolver: Resolver
  readonly #index: ApiIndex
  /** Units that nothing ever reaches. */
  readonly #dead: ReadonlySet<Node>
  readonly #units = new Map<Node, Node>()
  readonly #mentions = new Map<Node, Mentions>()
  readonly #queue: Node[] = []
  readonly #names = new Set<string>()
  /** Methods of classes that are in use, waiting for somebody to say their name. */
  readonly #waiting = new Map<string, Node[]>()

  constructor(resolver: Resolver) {
    this.#resolver = resolver
    this.#index = resolver.index
    this.#dead = deadCode(resolver.facts.program.ast)
  }

  run(): void {
    const { facts } = this.#resolver
    for (const [variable, references] of facts.references) {
      // What gives a variable its first value does not use it.
      for (const { identifier, init } of references) if (!init) this.#mentionsOf(identifier).variables.add(variable)
    }
    for (const [name, nodes] of facts.membersByName) for (const node of nodes) this.#mentionsOf(node).names.add(name)
    for (const [name, nodes] of facts.properties) {
      for (const node of nodes)
        if (facts.parents.get(node)?.type === 'ObjectPattern') this.#mentionsOf(node).names.add(name)
    }
    for (const node of facts.classes)
      if (!this.#isNamed(node)) this.#mentionsOf(facts.parents.get(node as Node)!).classes.push(node)
    for (const name of facts.strings) this.#names.add(name)
    this.#reach(facts.program.ast)
    for (let unit = this.#queue.pop(); unit; unit = this.#queue.pop()) this.#follow(unit)
  }

  /** The program, named function, class or class member whose running makes a node run. */
  unitOf(node: Node): Node {
    const known = this.#units.get(node)
    if (known) return known
    const path: Node[] = []
    let at: Node | undefined = node
    while (at && !this.#units.has(at) && !this.#isUnit(at)) {
      path.push(at)
      at = this.#resolver.facts.parents.get(at)
    }
    const unit = at ? (this.#units.get(at) ?? at) : this.#resolver.facts.program.ast
    for (const each of path) this.#units.set(each, unit)
    return unit
  }

  #isUnit(node: Node): boolean {
    if (this.#dead.has(node)) return true
    if (node.type === 'Program' || node.type === 'FunctionDeclaration') return true
    if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression') return true
    if (node.type === 'MethodDefinition' || node.type === 'PropertyDefinition' || node.type === 'StaticBlock')
      return true
    return isFunction(node) && this.#isNamed(node)
  }

  /** Whether a function or class is reached through a variable of its own. */
  #isNamed(node: Node): boolean {
    const parent = this.#resolver.facts.parents.get(node)
    if (node.type === 'ClassDeclaration') return true
    return parent?.type === 'VariableDeclarator' && parent.init === node && parent.id.type === 'Identifier'
  }

  #mentionsOf(node: Node): Mentions {
    const unit = this.unitOf(node)
    let mentions = this.#mentions.get(unit)
    if (!mentions) this.#mentions.set(unit, (mentions = { variables: new Set(), names: new Set(), classes: [] }))
    return mentions
  }

  #reach(unit: Node): void {
    if (this.reached.has(unit)) return
    this.reached.add(unit)
    this.#queue.push(unit)
  }

  #follow(unit: Node): void {
    const mentions = this.#mentions.get(unit)
    for (const name of mentions?.names ?? []) this.#say(name)
    for (const node of mentions?.classes ?? []) this.#useClass(node)
    for (const variable of mentions?.variables ?? []) {
      for (const { node } of variable.defs as { node: Node }[])
        this.#use(node.type === 'VariableDeclarator' ? node.init : node)
    }
  }

  #use(node: Node | null | undefined): void {
    if (isFunction(node)) this.#reach(node)
    else if (node?.type === 'ClassDeclaration' || node?.type === 'ClassExpression') this.#useClass(node)
  }

  #say(name: string): void {
    this.#names.add(name)
    for (const unit of this.#waiting.get(name) ?? []) this.#reach(unit)
    this.#waiting.delete(name)
  }

  #useClass(node: Node): void {
    if (this.reached.has(node) || (node.type !== 'ClassDeclaration' && node.type !== 'ClassExpression')) return
    this.#reach(node)
    for (const member of node.body.body) {
      const name = member.type === 'StaticBlock' ? undefined : nameOf(member)
      if (member.type === 'StaticBlock' || name === undefined || this.#runsByItself(node, member, name))
        this.#reach(member)
      else addTo(this.#waiting, name, member)
    }
  }

  #runsByItself(node: Node, member: Member, name: string): boolean {
    if (name === 'constructor' || LIFECYCLE.has(name) || this.#names.has(name)) return true
    if (member.type === 'PropertyDefinition' && !isFunction(member.value)) return true
    const type = this.#resolver.typeOf(node)
    // Of an unknown base nobody can say what it calls; a known one calls what is overridden.
    if (type?.kind !== 'static') return true
    return (
      type.id !== '' && engineMembers(this.#index, { kind: 'instance', ids: [type.id], hosts: [] }, name).length > 0
    )
  }
}
