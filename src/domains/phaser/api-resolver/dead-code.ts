/** Code that no run can reach, whatever happens: behind a jump, or under a condition that is a literal. */
import type { Node } from 'estree'
import { walk } from '../../../checks/walk.ts'

const JUMPS = new Set<Node['type']>(['ReturnStatement', 'ThrowStatement', 'BreakStatement', 'ContinueStatement'])

/** The topmost nodes of all code that cannot run. Function declarations are none: they are hoisted. */
export function deadCode(program: Node): ReadonlySet<Node> {
  const dead = new Set<Node>()
  walk(program, (node) => {
    for (const part of deadParts(node)) if (part && part.type !== 'FunctionDeclaration') dead.add(part)
  })
  return dead
}

function deadParts(node: Node): readonly (Node | null | undefined)[] {
  switch (node.type) {
    case 'Program':
    case 'BlockStatement':
    case 'StaticBlock':
      return behindJump(node.body as Node[])
    case 'SwitchCase':
      return behindJump(node.consequent)
    case 'IfStatement':
    case 'ConditionalExpression': {
      const holds = truth(node.test)
      return holds === undefined ? [] : [holds ? node.alternate : node.consequent]
    }
    case 'LogicalExpression': {
      const deciding = { '&&': false, '||': true, '??': undefined }[node.operator]
      return deciding !== undefined && truth(node.left) === deciding ? [node.right] : []
    }
    case 'WhileStatement':
      return truth(node.test) === false ? [node.body] : []
    case 'ForStatement':
      return node.test && truth(node.test) === false ? [node.body] : []
    default:
      return []
  }
}

function behindJump(body: readonly Node[]): readonly Node[] {
  const jump = body.findIndex(({ type }) => JUMPS.has(type))
  return jump === -1 ? [] : body.slice(jump + 1)
}

/** Whether a literal is true; undefined for all else. */
function truth(test: Node): boolean | undefined {
  return test.type === 'Literal' && !('regex' in test) ? Boolean(test.value) : undefined
}
