/** Small questions to a node of the syntax tree. */
import type { ArrowFunctionExpression, FunctionDeclaration, FunctionExpression, Node } from 'estree'
import { propertyName } from '../../../checks/scope.ts'

export type FunctionNode = FunctionDeclaration | FunctionExpression | ArrowFunctionExpression

/** The statically known name of a member, key or property: `a.b`, `a['b']`, `{ b: … }`, `a[0]`. */
export function nameOf(node: { computed?: boolean; property?: Node; key?: Node }): string | undefined {
  const key = (node.property ?? node.key)!
  if (key.type === 'Literal' && typeof key.value === 'number') return String(key.value)
  return propertyName(key, node.computed ?? false)
}

/** Whether a node is a function of any kind. */
export function isFunction(node: Node | null | undefined): node is FunctionNode {
  return (
    node?.type === 'FunctionExpression' ||
    node?.type === 'ArrowFunctionExpression' ||
    node?.type === 'FunctionDeclaration'
  )
}

/** `null` or `undefined`: values that say nothing of what a variable is for. */
export function isNullish(node: Node): boolean {
  return (
    (node.type === 'Literal' && node.value === null && node.raw === 'null') ||
    (node.type === 'Identifier' && node.name === 'undefined')
  )
}
