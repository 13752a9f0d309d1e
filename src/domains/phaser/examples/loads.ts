/** Every call of the loader in a program, with what it names. */
import type { CallExpression, Expression, Node, ObjectExpression } from 'estree'
import { literalText, memberName, propertyName } from '../../../checks/scope.ts'
import { walk } from '../../../checks/walk.ts'

/** One statement that speaks to the loader: `this.load.image(…).image(…)`. */
export interface LoadStatement {
  readonly node: Node
  /** What has the loader: `this`. */
  readonly scene: Node | undefined
  /** A statement in a list of them, one that stands alone after `if (…)`, or the body of an arrow function. */
  readonly stands: 'in-list' | 'alone' | 'as-body'
  readonly calls: readonly LoadCall[]
}

export interface LoadCall {
  readonly node: CallExpression
  readonly method: string
  /** The files that it names, one each. */
  readonly files: readonly LoadedFile[]
}

export interface LoadedFile {
  /** The key as an expression of the program. */
  readonly key: Node
  /** The key itself, where the text decides it. */
  readonly name: string | undefined
  /** Address of the picture and of the data beside it, where the text decides them. */
  readonly address: string | undefined
  readonly data: string | undefined
  /** Measures of a sprite sheet's frames, where the text decides them. */
  readonly frame: Readonly<Record<string, number>>
}

/** Calls of a loader: on a member `load`, or on a variable that was made from one. */
export function loadCalls(ast: Node): { statements: LoadStatement[]; inside: CallExpression[] } {
  const statements: LoadStatement[] = []
  const inside: CallExpression[] = []
  const aliases = loaderAliases(ast)
  const inLists = new Set<Node>()
  walk(ast, (node, parent) => {
    const { body } = node as { body?: unknown }
    const list = node.type === 'SwitchCase' ? node.consequent : body
    if (node.type !== 'ClassBody' && Array.isArray(list)) for (const each of list as Node[]) inLists.add(each)
    if (node.type !== 'CallExpression') return
    const chain = chainOf(node, aliases)
    if (!chain) return
    const { scene, calls } = chain
    if (parent?.type === 'ExpressionStatement') {
      statements.push({ node: parent, scene, calls, stands: inLists.has(parent) ? 'in-list' : 'alone' })
    } else if (parent?.type === 'ArrowFunctionExpression' && parent.body === node) {
      statements.push({ node, scene, calls, stands: 'as-body' })
    } else if (parent?.type !== 'MemberExpression') inside.push(node)
  })
  return { statements, inside }
}

function chainOf(outer: CallExpression, aliases: ReadonlyMap<string, string>) {
  const calls: LoadCall[] = []
  let node: Node = outer
  while (node.type === 'CallExpression' && node.callee.type === 'MemberExpression') {
    const method = memberName(node.callee)
    if (method === undefined) return undefined
    calls.unshift({ node, method, files: filesOf(node, method) })
    node = node.callee.object as Node
  }
  if (calls.length === 0) return undefined
  if (node.type === 'MemberExpression' && memberName(node) === 'load') return { calls, scene: node.object as Node }
  if (node.type === 'Identifier' && aliases.has(node.name)) return { calls, scene: undefined }
  return undefined
}

/** Names made by `const load = this.load`, `const { load } = this`. */
function loaderAliases(ast: Node): Map<string, string> {
  const found = new Map<string, string>()
  walk(ast, (node) => {
    if (node.type !== 'VariableDeclarator' || !node.init) return
    const isLoader = node.init.type === 'MemberExpression' && memberName(node.init) === 'load'
    if (isLoader && node.id.type === 'Identifier') found.set(node.id.name, 'load')
    if (node.id.type !== 'ObjectPattern' || node.init.type !== 'ThisExpression') return
    for (const each of node.id.properties) {
      if (each.type !== 'Property' || propertyName(each.key, each.computed) !== 'load') continue
      if (each.value.type === 'Identifier') found.set(each.value.name, 'load')
    }
  })
  return found
}

function filesOf({ arguments: given }: CallExpression, method: string): LoadedFile[] {
  const [first, second, third, fourth] = given
  if (!first || first.type === 'SpreadElement') return []
  if (first.type === 'ObjectExpression') return [fileOfConfig(first)]
  if (first.type === 'ArrayExpression') {
    return first.elements.flatMap((each) => {
      if (each?.type === 'ObjectExpression') return [fileOfConfig(each)]
      return each && each.type !== 'SpreadElement' ? [file(each, undefined, undefined, undefined)] : []
    })
  }
  return method === 'spritesheet' ? [file(first, second, undefined, third)] : [file(first, second, third, fourth)]
}

function fileOfConfig(config: ObjectExpression): LoadedFile {
  const value = (...names: string[]) => names.map((name) => fieldNamed(config, name)).find((each) => each !== undefined)
  const key = value('key') ?? config
  return file(key, value('url', 'textureURL'), value('atlasURL', 'fontDataURL'), value('frameConfig'))
}

function file(key: Node, address: Node | undefined, data: Node | undefined, frame: Node | undefined): LoadedFile {
  const first = address?.type === 'ArrayExpression' ? (address.elements[0] ?? undefined) : address
  return {
    key,
    name: literalText(key as Expression),
    address: first && literalText(first as Expression),
    data: data && literalText(data as Expression),
    frame: frame?.type === 'ObjectExpression' ? numbersOf(frame) : {},
  }
}

/** The value of a field of an object literal. */
export function fieldNamed(object: ObjectExpression, name: string): Node | undefined {
  for (const property of object.properties) {
    if (property.type === 'Property' && propertyName(property.key, property.computed) === name) return property.value
  }
  return undefined
}

/** The fields of an object literal that are numbers. */
export function numbersOf(object: ObjectExpression): Record<string, number> {
  const found: Record<string, number> = {}
  for (const property of object.properties) {
    if (property.type !== 'Property') continue
    const value = numberOf(property.value)
    const name = propertyName(property.key, property.computed)
    if (value !== undefined && name !== undefined) found[name] = value
  }
  return found
}

/** A number that is written down: `5`, `-1`, `12 * 4`. */
export function numberOf(node: Node | null | undefined): number | undefined {
  if (node?.type === 'Literal' && typeof node.value === 'number') return node.value
  if (node?.type === 'UnaryExpression' && node.operator === '-') {
    const value = numberOf(node.argument)
    return value === undefined ? undefined : -value
  }
  if (node?.type !== 'BinaryExpression') return undefined
  const [a, b] = [numberOf(node.left as Node), numberOf(node.right)]
  if (a === undefined || b === undefined) return undefined
  return { '*': a * b, '+': a + b, '-': a - b, '/': a / b }[node.operator as string]
}
