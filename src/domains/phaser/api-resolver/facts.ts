/** What one walk over a program finds: links between its nodes, and every place that gives a name a value. */
import type { Scope } from 'eslint'
import type {
  CallExpression,
  Class,
  MemberExpression,
  NewExpression,
  Node,
  Property,
} from 'estree'
import type { Program } from '../../../checks/program.ts'
import { walk } from '../../../checks/walk.ts'
import { addTo } from './multimap.ts'
import { isFunction, isNullish, nameOf } from './syntax.ts'

/** `object.name = value`; `value` is null where it is not to be seen (`+=`, destructuring). */
interface MemberWrite {
  readonly object: Node
  readonly value: Node | null
  /** `+=` and `++` need a value that is there before: they do not make the member. */
  readonly makes: boolean
  readonly node: MemberExpression
}

interface MemberTest {
  readonly object: Node
  /** `if (x.foo)` may as well ask for its value; `typeof x.foo`, `x.foo?.()` and `x.foo ?? 1` ask whether it is there. */
  readonly kind: 'value' | 'presence'
}

export interface Facts {
  readonly program: Program
  readonly parents: ReadonlyMap<Node, Node>
  readonly variables: ReadonlyMap<Node, Scope.Variable>
  readonly references: ReadonlyMap<Scope.Variable, readonly Scope.Reference[]>
  /** Writes to names that no scope declares, by name. */
  readonly globalWrites: ReadonlyMap<string, readonly Scope.Reference[]>
  readonly members: readonly MemberExpression[]
  readonly membersByName: ReadonlyMap<string, readonly MemberExpression[]>
  readonly memberWrites: ReadonlyMap<string, readonly MemberWrite[]>
  readonly calls: readonly (CallExpression | NewExpression)[]
  readonly classes: readonly Class[]
  readonly properties: ReadonlyMap<string, readonly Property[]>
  readonly returns: ReadonlyMap<Node, readonly (Node | null)[]>
  /** Every string that stands in the program: a name in one of them may be used in ways that no walk sees. */
  readonly strings: ReadonlySet<string>
  /** Names of members that the program defines itself: keys, class members, written members. */
  readonly defined: ReadonlySet<string>
  /** Names that `Object.assign(x, { … })` and its like put on objects. */
  readonly assigned: ReadonlySet<string>
  /** Places that ask whether a member is there (`x.foo && x.foo()`, `typeof x.foo`, `x.foo?.()`). */
  readonly tested: ReadonlyMap<string, readonly MemberTest[]>
}

/** What a name that is bound once stands for; any other expression stands for itself. */
export function valueOf(node: Node, facts: Facts): Node | undefined {
  if (node.type !== 'Identifier') return node
  const definition = facts.variables.get(node)?.defs[0]
  if (definition?.type === 'FunctionName') return definition.node as Node
  return definition?.type === 'Variable' && definition.node.id.type === 'Identifier'
    ? (definition.node.init ?? undefined)
    : undefined
}

/** Walks the program once. */
export function factsOf(program: Program): Facts {
  const collection = new Collection(program)
  collection.run()
  return collection
}

const MAKING = new Set(['=', '??=', '||='])

class Collection implements Facts {
  readonly program: Program
  readonly parents = new Map<Node, Node>()
  readonly variables = new Map<Node, Scope.Variable>()
  readonly references = new Map<Scope.Variable, Scope.Reference[]>()
  readonly globalWrites = new Map<string, Scope.Reference[]>()
  readonly members: MemberExpression[] = []
  readonly membersByName = new Map<string, MemberExpression[]>()
  readonly memberWrites = new Map<string, MemberWrite[]>()
  readonly calls: (CallExpression | NewExpression)[] = []
  readonly classes: Class[] = []
  readonly properties = new Map<string, Property[]>()
  readonly returns = new Map<Node, (Node | null)[]>()
  readonly strings = new Set<string>()
  readonly defined = new Set<string>()
  readonly assigned = new Set<string>()
  readonly tested = new Map<string, MemberTest[]>()

  constructor(program: Program) {
    this.program = program
  }

  run(): void {
    for (const scope of this.program.scopes.scopes) this.#scope(scope)
    walk(this.program.ast, (node, parent) => {
      if (parent) this.parents.set(node, parent)
      this.#visit(node)
    })
  }

  #scope(scope: Scope.Scope): void {
    for (const reference of scope.references) {
      const variable = reference.resolved
      // A variable without a definition is a global that a linter declared, not one of the program.
      if (variable && variable.defs.length > 0) {
        this.variables.set(reference.identifier, variable)
        addTo(this.references, variable, reference)
      } else if (reference.isWrite()) addTo(this.globalWrites, reference.identifier.name, reference)
    }
    for (const variable of scope.variables) for (const name of variable.identifiers) this.variables.set(name, variable)
  }

  #visit(node: Node): void {
    switch (node.type) {
      case 'MemberExpression':
        return this.#member(node)
      case 'CallExpression':
      case 'NewExpression':
        return this.#call(node)
      case 'ClassDeclaration':
      case 'ClassExpression':
        this.classes.push(node)
        return
      case 'ArrowFunctionExpression':
        if (node.expression) addTo(this.returns, node as Node, node.body as Node | null)
        return
      case 'ReturnStatement':
        return addTo(this.returns, this.#functionAround(node), node.argument ?? null)
      case 'Property':
      case 'MethodDefinition':
      case 'PropertyDefinition':
        return this.#key(node)
      case 'AssignmentExpression':
        return this.#write(node.left, node.operator === '=' ? node.right : null, MAKING.has(node.operator))
      case 'UpdateExpression':
        return this.#write(node.argument, null, false)
      case 'Literal':
        if (typeof node.value === 'string') this.strings.add(node.value)
        return
      case 'TemplateElement':
        this.strings.add(node.value.raw)
        return
      default:
    }
  }

  #functionAround(node: Node): Node {
    let at = this.parents.get(node)
    while (at && !isFunction(at)) at = this.parents.get(at)
    return at ?? this.program.ast
  }

  #key(node: Extract<Node, { type: 'Property' | 'MethodDefinition' | 'PropertyDefinition' }>): void {
    const name = nameOf(node)
    if (name === undefined) return
    this.defined.add(name)
    if (node.type === 'Property') addTo(this.properties, name, node)
  }

  #write(target: Node, value: Node | null, makes: boolean): void {
    if (target.type === 'ArrayPattern') for (const element of target.elements) if (element) this.#write(element, null, true)
    if (target.type === 'ObjectPattern') {
      for (const property of target.properties) if (property.type === 'Property') this.#write(property.value, null, true)
    }
    if (target.type !== 'MemberExpression') return
    const name = nameOf(target)
    if (name === undefined) return
    if (makes) this.defined.add(name)
    addTo(this.memberWrites, name, { object: target.object as Node, value, makes, node: target })
  }

  #member(node: MemberExpression): void {
    this.members.push(node)
    const name = nameOf(node)
    if (name === undefined) return
    addTo(this.membersByName, name, node)
    const kind = this.#testOf(node)
    if (kind) addTo(this.tested, name, { object: node.object as Node, kind })
  }

  #call(node: CallExpression | NewExpression): void {
    this.calls.push(node)
    const { callee } = node
    const isAssign =
      callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && callee.object.name === 'Object'
    for (const argument of isAssign ? node.arguments : []) {
      if (argument.type !== 'ObjectExpression') continue
      for (const property of argument.properties)
        if (property.type === 'Property') this.assigned.add(nameOf(property) ?? '')
    }
  }

  #testOf(node: MemberExpression): MemberTest['kind'] | undefined {
    const parent = this.parents.get(node)
    const presence = (asks: boolean) => (asks ? 'presence' : undefined)
    switch (parent?.type) {
      case 'IfStatement':
      case 'ConditionalExpression':
        return parent.test === node ? 'value' : undefined
      case 'LogicalExpression':
        if (parent.left !== node) return undefined
        return parent.operator === '&&' ? 'value' : 'presence'
      case 'UnaryExpression':
        return parent.operator === '!' ? 'value' : presence(parent.operator === 'typeof')
      case 'CallExpression':
        return presence(parent.callee === node && parent.optional)
      case 'MemberExpression':
        return presence(parent.object === node && parent.optional)
      case 'BinaryExpression':
        return presence(
          /^[!=]==?$/.test(parent.operator) && isNullish(parent.left === node ? parent.right : parent.left),
        )
      default:
        return undefined
    }
  }
}
