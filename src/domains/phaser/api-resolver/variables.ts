/** What the variables of a program hold, by all that is ever assigned to them. */
import type { Scope } from 'eslint'
import type { Identifier, Node } from 'estree'
import { storedType } from './lists.ts'
import { bindingPath, parameterType } from './parameters.ts'
import type { Resolver } from './resolver.ts'
import { isNullish, type FunctionNode } from './syntax.ts'
import type { Type } from './types.ts'

/** The type of each value that a variable gets: where it is declared, and wherever it is written. */
export function variableTypes(resolver: Resolver, variable: Scope.Variable): (Type | undefined)[] {
  const writes = (resolver.facts.references.get(variable) ?? []).filter((each) => each.isWrite() && !each.init)
  return [
    ...variable.defs.flatMap((definition) => definedTypes(resolver, variable, definition)),
    ...writes.flatMap((write) => writtenTypes(resolver, write)),
  ]
}

function definedTypes(
  resolver: Resolver,
  variable: Scope.Variable,
  { type, node, name }: Scope.Definition,
): (Type | undefined)[] {
  if (type === 'FunctionName' || type === 'ClassName') return [resolver.typeOf(node as Node)]
  if (type === 'Parameter') return [parameterType(resolver, node as FunctionNode, name as Identifier)]
  const definer = node as Node
  return definer.type === 'VariableDeclarator' ? declaredTypes(resolver, variable, definer, name) : [undefined]
}

function declaredTypes(
  resolver: Resolver,
  variable: Scope.Variable,
  node: Extract<Node, { type: 'VariableDeclarator' }>,
  name: Identifier,
): (Type | undefined)[] {
  const { parents } = resolver.facts
  const loop = parents.get(parents.get(node)!)
  if (loop?.type === 'ForOfStatement' && !node.init) {
    const list = resolver.typeOf(loop.right)
    return [node.id === name && list?.kind === 'list' ? list.of : undefined]
  }
  if (loop?.type === 'ForInStatement' && !node.init) return [undefined]
  if (!node.init) return []
  if (node.id === name) return isNullish(node.init) ? [] : [storedType(resolver, node.init, variable)]
  const path = bindingPath(node.id, name)
  let type = path && resolver.typeOf(node.init)
  for (const step of path ?? []) type = type && resolver.memberType(type, step)
  return [type]
}

/** The types that one write gives its variable: none for null and undefined, unknown for any but a plain assignment. */
export function writtenTypes(resolver: Resolver, write: Scope.Reference): (Type | undefined)[] {
  const { parents, variables } = resolver.facts
  const parent = parents.get(write.identifier)
  if (parent?.type !== 'AssignmentExpression' || parent.left !== write.identifier) return [undefined]
  if (parent.operator !== '=' && parent.operator !== '??=' && parent.operator !== '||=') return [undefined]
  return isNullish(parent.right) ? [] : [storedType(resolver, parent.right, variables.get(write.identifier))]
}
