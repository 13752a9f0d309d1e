/** Which modules of the bundle do something when they are evaluated, besides making what they export. */
import type * as ES from 'estree'
import { walk } from '../../../checks/walk.ts'
import { isFunction, requiredBy, type Bundle, type BundledModule } from './bundle.ts'

/** Built-in constructors and functions whose call leaves no trace. Math.random is none: it draws from the sequence. */
const PURE_CONSTRUCTORS = /^(Array|Map|Set|Float32Array|Uint8Array|Int8Array|Uint32Array)$/
const PURE_FUNCTIONS = /^(Math\.(?!random)\w+|Object\.create)$/

/** Names of a page: a module that looks at them when it is evaluated sees the page of that moment. */
const PAGE = /(?<![.\w$])(navigator|document|window|self|globalThis|Image|Audio|importScripts|HTML\w+|screen)\b/

/**
 * The numbers of the modules with effects (registering factories and plugins, polyfills, looks at the page), in the
 * order in which the bundle evaluates them. All others may be evaluated when they are first used, or never.
 */
export function modulesWithEffects(bundle: Bundle): number[] {
  return evaluationOrder(bundle).filter((id) => hasEffects(bundle, bundle.modules.get(id)!))
}

function evaluationOrder({ modules, entry }: Bundle): number[] {
  const seen = new Set<number>()
  const order: number[] = []
  const evaluate = (id: number): void => {
    const module = modules.get(id)
    if (module === undefined || seen.has(id)) return
    seen.add(id)
    for (const required of requiredAtOnce(module)) evaluate(required)
    order.push(id)
  }
  evaluate(entry.id)
  return order
}

/** What a module requires while it is evaluated, in order. */
function requiredAtOnce({ statements, names }: BundledModule): number[] {
  const found: number[] = []
  for (const statement of statements) {
    walk(statement, (node, parent) => {
      if (isFunction(node) && !(parent?.type === 'CallExpression' && parent.callee === node)) return false
      const id = requiredBy(node, names.require)
      if (id !== null) found.push(id)
      return undefined
    })
  }
  return found
}

function hasEffects(bundle: Bundle, module: BundledModule): boolean {
  return module.statements.some((statement) => {
    if (statement.type === 'FunctionDeclaration') return false
    if (statement.type === 'VariableDeclaration') {
      return !statement.declarations.every(({ init }) => !init || isPure(bundle, module, init))
    }
    if (statement.type !== 'ExpressionStatement') return true
    const parts =
      statement.expression.type === 'SequenceExpression' ? statement.expression.expressions : [statement.expression]
    // A bare call is made for what it does: a registration.
    return !parts.every((part) => part.type !== 'CallExpression' && isPure(bundle, module, part))
  })
}

/** Whether evaluating the node changes nothing outside the module. */
function isPure(bundle: Bundle, module: BundledModule, node: ES.Node): boolean {
  const pure = (below: ES.Node | null): boolean => below === null || isPure(bundle, module, below)
  const text = ({ range }: ES.Node) => bundle.code.slice(...range!)
  switch (node.type) {
    case 'Literal':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
    case 'ThisExpression':
      return true
    case 'Identifier':
      return !PAGE.test(node.name)
    case 'TemplateLiteral':
      return node.expressions.every(pure)
    case 'ArrayExpression':
      return node.elements.every(pure)
    case 'ObjectExpression':
      return node.properties.every((property) => property.type === 'Property' && pure(property.value))
    case 'MemberExpression':
      return pure(node.object) && (!node.computed || pure(node.property))
    case 'UnaryExpression':
      return node.operator !== 'delete' && pure(node.argument)
    case 'BinaryExpression':
    case 'LogicalExpression':
      return pure(node.left) && pure(node.right)
    case 'ConditionalExpression':
      return pure(node.test) && pure(node.consequent) && pure(node.alternate)
    case 'SequenceExpression':
      return node.expressions.every(pure)
    case 'AssignmentExpression':
      return isOwn(module, rootOf(node.left, module)) && pure(node.right)
    case 'NewExpression':
    case 'CallExpression': {
      if (requiredBy(node, module.names.require) !== null) return true
      const { callee } = node
      const known = (node.type === 'NewExpression' ? PURE_CONSTRUCTORS : PURE_FUNCTIONS).test(text(callee))
      const joined = callee.type === 'MemberExpression' && callee.object.type === 'ArrayExpression'
      // Functions and classes of the engine make a value. One that is called where it stands may look at the page.
      const root = rootOf(callee, module)
      const ours = isOwn(module, root) || requiredBy(root, module.names.require) !== null
      const here = isFunction(root) && !PAGE.test(text(root))
      return (known || joined || ours || here) && node.arguments.every(pure)
    }
    default:
      return false
  }
}

/** What a chain of members and calls starts with: `a` in `a.b(c).d`, or the require of a module. */
function rootOf(node: ES.Node, module: BundledModule): ES.Node {
  if (requiredBy(node, module.names.require) !== null) return node
  if (node.type === 'MemberExpression') return rootOf(node.object, module)
  return node.type === 'CallExpression' || node.type === 'NewExpression' ? rootOf(node.callee, module) : node
}

/** Whether a name is the module's own: one of its variables, or what it exports. */
function isOwn({ scope, names }: BundledModule, node: ES.Node): boolean {
  if (node.type !== 'Identifier') return false
  if (node.name === names.module || node.name === names.exports) return true
  return scope.set.get(node.name)?.defs.some(({ type }) => type === 'Variable' || type === 'FunctionName') ?? false
}
