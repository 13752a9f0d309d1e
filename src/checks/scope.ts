/** What names mean: which identifiers are globals, and which path of names an expression stands for. */
import type { Identifier, MemberExpression, Node, Pattern, TemplateLiteral } from 'estree'
import type { Scope } from 'eslint'
import type { Program } from './program.ts'

/** Answers about the names of one program. */
export interface Names {
  /** The variable that an identifier refers to; undefined for a global and for what is no reference. */
  variableOf(node: Identifier): Scope.Variable | undefined
  /** Whether an identifier refers to a global that the program does not declare. */
  isGlobal(node: Identifier): boolean
  /** The references to undeclared globals, in source order. */
  readonly globals: readonly Scope.Reference[]
  /**
   * The global path that an expression surely stands for: `window['doc' + 'ument'].write` gives ['document', 'write'].
   * Constants that hold such a path are followed. undefined when it is not a global or not known.
   * The global object itself is the empty path.
   */
  pathOf(node: Node): readonly string[] | undefined
}

const GLOBAL_OBJECTS = new Set(['window', 'globalThis', 'self', 'frames', 'parent', 'top'])

/** Steps through aliases and members: a chain longer than this names nothing we look for. */
const MAX_STEPS = 16

const cache = new WeakMap<Program, Names>()

/** The names of a program; computed once a program. */
export function namesOf(program: Program): Names {
  let names = cache.get(program)
  if (!names) cache.set(program, (names = new ProgramNames(program)))
  return names
}

class ProgramNames implements Names {
  readonly globals: Scope.Reference[] = []
  readonly #references = new Map<Node, Scope.Reference>()
  readonly #definitions = new Map<Scope.Variable, Scope.Definition | undefined>()

  constructor(program: Program) {
    for (const scope of program.scopes.scopes) {
      for (const reference of scope.references) {
        this.#references.set(reference.identifier, reference)
        if (isUndeclared(reference)) this.globals.push(reference)
      }
    }
    this.globals.sort((a, b) => a.identifier.range![0] - b.identifier.range![0])
  }

  variableOf(node: Identifier): Scope.Variable | undefined {
    const reference = this.#references.get(node)
    return reference && !isUndeclared(reference) ? reference.resolved! : undefined
  }

  isGlobal(node: Identifier): boolean {
    const reference = this.#references.get(node)
    return reference !== undefined && isUndeclared(reference)
  }

  pathOf(node: Node): readonly string[] | undefined {
    return this.#path(node, MAX_STEPS)
  }

  #path(node: Node, steps: number): readonly string[] | undefined {
    if (steps === 0) return undefined
    if (node.type === 'ChainExpression') return this.#path(node.expression, steps)
    if (node.type === 'Identifier') return this.#identifierPath(node, steps)
    if (node.type !== 'MemberExpression') return undefined
    const name = memberName(node)
    const path = name === undefined ? undefined : this.#path(node.object, steps - 1)
    return path && member(path, name!)
  }

  #identifierPath(node: Identifier, steps: number): readonly string[] | undefined {
    if (this.isGlobal(node)) return member([], node.name)
    // Where a name is only set it stands for nothing yet.
    if (this.#references.get(node)?.isWriteOnly()) return undefined
    const definition = this.#definition(this.variableOf(node))
    if (definition?.type !== 'Variable' || !definition.node.init) return undefined
    const path = this.#path(definition.node.init, steps - 1)
    const name = path && bindingName(definition.node.id, node.name)
    if (name === undefined) return undefined
    return name === '' ? path : member(path!, name)
  }

  // Kept, or a name that is used n times would have its uses counted n times.
  #definition(variable: Scope.Variable | undefined): Scope.Definition | undefined {
    if (!variable) return undefined
    if (!this.#definitions.has(variable)) this.#definitions.set(variable, onlyDefinition(variable))
    return this.#definitions.get(variable)
  }
}

// ESLint adds the globals of its configuration to the scopes: variables that no node of the program defines.
function isUndeclared(reference: Scope.Reference): boolean {
  return !reference.resolved || reference.resolved.defs.length === 0
}

// A variable that is written more than once may hold anything.
function onlyDefinition(variable: Scope.Variable): Scope.Definition | undefined {
  if (variable.defs.length !== 1) return undefined
  return variable.references.filter((reference) => reference.isWrite()).length === 1 ? variable.defs[0] : undefined
}

/** '' when the pattern is the name itself, the property when it takes the name from an object, else undefined. */
function bindingName(pattern: Pattern, name: string): string | undefined {
  if (pattern.type === 'Identifier') return ''
  if (pattern.type !== 'ObjectPattern') return undefined
  for (const property of pattern.properties) {
    if (property.type !== 'Property' || property.value.type !== 'Identifier') continue
    if (property.value.name === name) return propertyName(property.key, property.computed)
  }
  return undefined
}

function member(path: readonly string[], name: string): readonly string[] {
  return path.length === 0 && GLOBAL_OBJECTS.has(name) ? path : [...path, name]
}

/** The name that a member expression reads when the text of the program decides it. */
export function memberName(node: MemberExpression): string | undefined {
  return propertyName(node.property, node.computed)
}

/** The name of a property or member as the text of the program decides it. */
export function propertyName(key: Node, computed: boolean): string | undefined {
  return !computed && key.type === 'Identifier' ? key.name : literalText(key)
}

/** The string that an expression of string literals, templates and `+` surely gives; undefined when it is not known. */
export function literalText(node: Node, steps = MAX_STEPS): string | undefined {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined
  if (steps === 0) return undefined
  if (node.type === 'TemplateLiteral') return templateText(node, steps)
  if (node.type !== 'BinaryExpression' || node.operator !== '+') return undefined
  const left = literalText(node.left, steps - 1)
  const right = left === undefined ? undefined : literalText(node.right, steps - 1)
  return right === undefined ? undefined : left + right
}

function templateText({ quasis, expressions }: TemplateLiteral, steps: number): string | undefined {
  let text = quasis[0].value.cooked ?? undefined
  for (let at = 0; at < expressions.length && text !== undefined; at++) {
    const part = literalText(expressions[at], steps - 1)
    text = part === undefined ? undefined : text + part + (quasis[at + 1].value.cooked ?? '')
  }
  return text
}
