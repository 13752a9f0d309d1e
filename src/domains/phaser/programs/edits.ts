/** Changes to a program by its syntax tree: what defects are planted with. */
import type { BlockStatement, Class, Node, Program, Property } from 'estree'
import { parseProgram } from '../../../checks/program.ts'
import { walk } from '../../../checks/walk.ts'
import type { Defect } from '../../domain.ts'

/** A text to put in place of what stands between two offsets. */
export interface Edit {
  readonly from: number
  readonly to: number
  readonly text: string
}

/** The edits that plant one defect, which must not overlap; undefined or none where there is nothing to break. */
export type FindEdits = (ast: Program, random: () => number) => Edit | readonly Edit[] | undefined

export function byTree(find: FindEdits): Defect['plant'] {
  return (code, random) => {
    const { program } = parseProgram(code)
    const edits = [(program && find(program.ast, random)) ?? []].flat()
    return edits.length > 0 ? applyEdits(code, edits) : undefined
  }
}

export function applyEdits(code: string, edits: readonly Edit[]): string {
  const fromTheEnd = edits.toSorted((a, b) => b.from - a.from)
  return fromTheEnd.reduce((text, { from, to, text: put }) => text.slice(0, from) + put + text.slice(to), code)
}

type Hook = 'preload' | 'create' | 'update'

/** Puts statements at the start of one of the functions that the engine calls. */
export function inserter(hook: Hook, statements: string): FindEdits {
  return (ast) => {
    const body = bodyOf(ast, hook)
    if (!body) return undefined
    const at = body.range![0] + 1
    return { from: at, to: at, text: `\n    ${statements.replaceAll('\n', '\n    ')}` }
  }
}

/** The body of the first such function that the engine may call: of several scenes the first one runs. */
export function bodyOf(ast: Program, hook: Hook): BlockStatement | undefined {
  let body: BlockStatement | undefined
  walk(ast, (node, parent) => {
    body ??= hookBody(node, parent, hook)
  })
  return body
}

function hookBody(node: Node, parent: Node | null, hook: Hook): BlockStatement | undefined {
  if (node.type === 'FunctionDeclaration') {
    return parent?.type === 'Program' && node.id?.name === hook ? node.body : undefined
  }
  const held = isSceneClass(node) ? methodOf(node, hook) : node.type === 'Property' ? node : undefined
  if (held?.key.type !== 'Identifier' || held.key.name !== hook) return undefined
  const { value } = held
  const isFunction = value.type === 'FunctionExpression' || value.type === 'ArrowFunctionExpression'
  return isFunction && value.body.type === 'BlockStatement' ? value.body : undefined
}

/** A class that extends a scene. An update() of a player's class is nothing that the engine calls. */
export function isSceneClass(node: Node): node is Class & Node {
  if (node.type !== 'ClassDeclaration' && node.type !== 'ClassExpression') return false
  const base = node.superClass?.type === 'MemberExpression' ? node.superClass.property : node.superClass
  return base?.type === 'Identifier' && base.name.endsWith('Scene')
}

/** The method of a class that has this name. */
export function methodOf({ body }: Class, name: string) {
  return body.body.find(
    (member) => member.type === 'MethodDefinition' && member.key.type === 'Identifier' && member.key.name === name,
  ) as Extract<Node, { type: 'MethodDefinition' }> | undefined
}

/** The property of an object literal that has this name. */
export function propertyOf(object: Extract<Node, { type: 'ObjectExpression' }>, name: string): Property | undefined {
  return object.properties.find(
    (each) => each.type === 'Property' && !each.computed && each.key.type === 'Identifier' && each.key.name === name,
  ) as Property | undefined
}
