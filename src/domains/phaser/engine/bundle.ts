/** Reads the engine's script as its bundler (webpack) made it: a table of modules, and a function that requires one. */
import { createRequire } from 'node:module'
import type * as ES from 'estree'
import type { Scope } from 'eslint'
import { walk } from '../../../checks/walk.ts'

const require = createRequire(import.meta.url)
const espree = require('espree') as typeof import('espree')
const eslintScope = require('eslint-scope') as typeof import('eslint-scope')

type ModuleFunction = ES.FunctionExpression | ES.ArrowFunctionExpression

/** One module of the bundle: `(module, exports, require) => { … }`. */
export interface BundledModule {
  readonly id: number
  readonly scope: Scope.Scope
  /** Its statements, without directives. An arrow function's expression stands for a statement. */
  readonly statements: readonly ES.Statement[]
  /** Names of its parameters; '' where it does not take one. */
  readonly names: { readonly module: string; readonly exports: string; readonly require: string }
}

export interface Bundle {
  readonly code: string
  readonly modules: ReadonlyMap<number, BundledModule>
  /** The function that requires a module by its number. */
  readonly requirer: ES.FunctionDeclaration
  /** The call of it that starts the bundle, and which module that is. */
  readonly entry: { readonly id: number; readonly call: ES.CallExpression }
}

/** Throws an Error that says what is missing when the script is no such bundle. */
export function readBundle(code: string): Bundle {
  const ast = espree.parse(code, { ecmaVersion: 2022, range: true })
  const scopes = eslintScope.analyze(ast, { ecmaVersion: 2022 })
  const modules = new Map<number, BundledModule>()
  const requirers: ES.FunctionDeclaration[] = []
  const calls: ES.CallExpression[] = []
  walk(ast, (node) => {
    if (node.type === 'ObjectExpression' && isTable(node)) {
      for (const { key, value } of node.properties as ES.Property[]) {
        const id = Number((key as ES.Literal).value)
        modules.set(id, readModule(id, value as ModuleFunction, scopes))
      }
      return false
    }
    if (node.type === 'FunctionDeclaration') requirers.push(node)
    if (node.type === 'CallExpression' && requirers.some(({ id }) => requiredBy(node, id.name) !== null))
      calls.push(node)
    return undefined
  })
  const requirer = requirers.find(({ id }) => calls.some((call) => requiredBy(call, id.name) !== null))
  const call = calls.at(-1)
  const id = requirer && call ? requiredBy(call, requirer.id.name) : null
  if (modules.size === 0 || !requirer || !call || id === null || !modules.has(id)) {
    throw new Error('the engine is no bundle of numbered modules')
  }
  return { code, modules, requirer, entry: { id, call } }
}

/** The number in `require(number)`, or null for any other node. */
export function requiredBy(node: ES.Node | null | undefined, require: string): number | null {
  if (node?.type !== 'CallExpression' || require === '') return null
  const { callee, arguments: args } = node
  if (callee.type !== 'Identifier' || callee.name !== require || args.length !== 1) return null
  const [argument] = args
  return argument.type === 'Literal' && typeof argument.value === 'number' ? argument.value : null
}

export function isFunction(node: ES.Node): node is ModuleFunction | ES.FunctionDeclaration {
  return /Function/.test(node.type)
}

function isTable({ properties }: ES.ObjectExpression): boolean {
  const isEntry = (entry: ES.Property | ES.SpreadElement) =>
    entry.type === 'Property' &&
    entry.key.type === 'Literal' &&
    typeof entry.key.value === 'number' &&
    isFunction(entry.value)
  return properties.length > 0 && properties.every(isEntry)
}

function readModule(id: number, fn: ModuleFunction, scopes: Scope.ScopeManager): BundledModule {
  const [module, exports, require] = fn.params.map((param) => (param.type === 'Identifier' ? param.name : ''))
  const statements =
    fn.body.type === 'BlockStatement'
      ? fn.body.body.filter((statement) => !('directive' in statement))
      : [{ type: 'ExpressionStatement' as const, expression: fn.body, range: fn.body.range }]
  const names = { module: module ?? '', exports: exports ?? '', require: require ?? '' }
  return { id, scope: scopes.acquire(fn)!, statements, names }
}
