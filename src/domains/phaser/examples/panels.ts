/** Panels of dat.GUI over a page, with which people try values out: a program does without one. */
import type { Node } from 'estree'
import type { Program } from '../../../checks/program.ts'
import { memberName } from '../../../checks/scope.ts'
import { walk } from '../../../checks/walk.ts'
import { wholeLines, type Edit } from '../../../text/edits.ts'
import type { Unusable } from '../../examples.ts'

/** The edits that take the panels of a program out, or what stands in the way: a panel that more than its own calls use. */
export function withoutPanels({ ast, code }: Program): readonly Edit[] | Unusable {
  if (!/\bdat\s*\.\s*GUI\b/.test(code)) return []
  const statements = statementsOf(ast)
  const panels = new Set<string>()
  const gone = new Set<Node>()
  for (let before = -1; before < gone.size;) {
    before = gone.size
    for (const statement of statements) {
      const { name, value } = madeBy(statement)
      if (!value || gone.has(statement) || !isOfPanel(value, panels)) continue
      if (name !== undefined) panels.add(name)
      gone.add(statement)
    }
  }
  if (isUsed(ast, panels, gone)) return { reason: 'needs-library', message: 'dat.GUI is more than a panel here' }
  return [...gone].map((statement) => wholeLines(code, ...statement.range!))
}

/** Statements in a list of them: any other one cannot be left out. */
function statementsOf(ast: Node): Node[] {
  const found: Node[] = []
  walk(ast, (node) => {
    if (node.type === 'Program' || node.type === 'BlockStatement') found.push(...(node.body as Node[]))
  })
  return found
}

/** What a statement works out, and the name that it gives it: `const gui = …`, `this.gui = …`, `gui.add(…)`. */
function madeBy(statement: Node): { name?: string | undefined; value?: Node | null | undefined } {
  if (statement.type === 'VariableDeclaration') {
    const [{ id, init }] = statement.declarations
    return statement.declarations.length === 1 ? { name: nameOf(id), value: init } : {}
  }
  if (statement.type !== 'ExpressionStatement') return {}
  const { expression } = statement
  if (expression.type !== 'AssignmentExpression') return { value: expression }
  return { name: nameOf(expression.left), value: expression.right }
}

/** `gui`, `this.gui` */
function nameOf(node: Node): string | undefined {
  if (node.type === 'Identifier') return node.name
  if (node.type !== 'MemberExpression' || node.object.type !== 'ThisExpression') return undefined
  const name = memberName(node)
  return name === undefined ? undefined : `this.${name}`
}

/** `new dat.GUI()`, and what begins with a panel: `gui.addFolder('x').add(…)`. */
function isOfPanel(value: Node, panels: ReadonlySet<string>): boolean {
  let node = value
  while (node.type === 'CallExpression' || node.type === 'MemberExpression') {
    const name = nameOf(node)
    if (name !== undefined && panels.has(name)) return node !== value
    node = (node.type === 'CallExpression' ? node.callee : node.object) as Node
  }
  if (node.type === 'NewExpression') return isLibrary(node.callee)
  return node.type === 'Identifier' && node !== value && panels.has(node.name)
}

function isLibrary(node: Node): boolean {
  const isMember = node.type === 'MemberExpression' && node.object.type === 'Identifier' && node.object.name === 'dat'
  return isMember && memberName(node) === 'GUI'
}

function isUsed(ast: Node, panels: ReadonlySet<string>, gone: ReadonlySet<Node>): boolean {
  const ranges = [...gone].map(({ range }) => range!)
  let found = false
  walk(ast, (node, parent) => {
    const isGone = ranges.some(([start, end]) => start <= node.range![0] && node.range![1] <= end)
    // The name of a member or field is not the variable.
    const isMember = parent?.type === 'MemberExpression' && parent.property === node && !parent.computed
    const isField = parent?.type === 'PropertyDefinition' && parent.key === node
    const name = node.type === 'Identifier' && (isMember || isField) ? undefined : nameOf(node)
    found ||= !isGone && name !== undefined && (panels.has(name) || name === 'dat')
  })
  return found
}
