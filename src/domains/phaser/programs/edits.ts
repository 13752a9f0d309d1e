/** Changes to a program by its syntax tree: what defects are planted with. */
import type { BlockStatement, Node, Program } from 'estree'
import { parseProgram } from '../../../checks/program.ts'
import { walk } from '../../../checks/walk.ts'
import type { Defect } from '../../domain.ts'

/** A text to put in place of what stands between two offsets. */
export interface Edit {
  readonly from: number
  readonly to: number
  readonly text: string
}

export type FindEdit = (ast: Program, random: () => number) => Edit | undefined

export function byTree(find: FindEdit): Defect['plant'] {
  return (code, random) => {
    const { program } = parseProgram(code)
    const edit = program && find(program.ast, random)
    return edit ? code.slice(0, edit.from) + edit.text + code.slice(edit.to) : undefined
  }
}

type Hook = 'preload' | 'create' | 'update'

/** Puts statements at the start of one of the functions that the engine calls. */
export function inserter(hook: Hook, statements: string): FindEdit {
  return (ast) => {
    const body = bodyOf(ast, hook)
    if (!body) return undefined
    const at = body.range![0] + 1
    return { from: at, to: at, text: `\n    ${statements.replaceAll('\n', '\n    ')}` }
  }
}

/** The body of the first such function: of several scenes the first one runs. */
export function bodyOf(ast: Program, hook: Hook): BlockStatement | undefined {
  let body: BlockStatement | undefined
  walk(ast, (node) => {
    body ??= hookBody(node, hook)
  })
  return body
}

function hookBody(node: Node, hook: Hook): BlockStatement | undefined {
  if (node.type === 'FunctionDeclaration') return node.id?.name === hook ? node.body : undefined
  const held = node.type === 'MethodDefinition' || node.type === 'Property' ? node : undefined
  if (held?.key.type !== 'Identifier' || held.key.name !== hook) return undefined
  return held.value.type === 'FunctionExpression' ? held.value.body : undefined
}
