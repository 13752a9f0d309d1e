/**
 * Makes the engine's script evaluate its modules when they are first used instead of all at once: of 1627 modules a
 * program uses some 700, and a fresh realm for every program pays for each of them. Every value stays what it was;
 * only the moment of its making moves.
 */
import type * as ES from 'estree'
import { readBundle, requiredBy, type Bundle, type BundledModule } from './bundle.ts'
import { modulesWithEffects } from './effects.ts'

/** A piece of the script and what takes its place. */
interface Edit {
  readonly range: readonly [number, number]
  readonly text: string
}

/** What the edits need to know of the whole bundle. */
interface Facts {
  readonly bundle: Bundle
  /** The text of what a module exports, for modules that export a literal and do nothing else. */
  readonly constants: ReadonlyMap<number, string>
  /** The modules of `Class` and `Utils.Objects.Extend`. */
  readonly classModule: number
  readonly extendModule: number
}

/** Names of the functions below inside the script. */
const REQUIRE = 'deferredRequire'
const VALUE = 'deferredValue'
const MEMBER = 'deferredMember'
const EXTEND = 'deferredExtend'

/**
 * Text that goes before the bundle's require function, `name`. A deferred member is an accessor that turns into an
 * ordinary property at its first use. Extend is the engine's own, less the reading of members it copies: called with
 * `false` first it copies into a new object.
 */
const prelude = (name: string): string => `
var ${REQUIRE}=${name},deferredDefine=Object.defineProperty,deferredDescribe=Object.getOwnPropertyDescriptor;
function ${VALUE}(owner,key,value){deferredDefine(owner,key,{value:value,writable:true,enumerable:true,configurable:true});return value}
function ${MEMBER}(owner,key,id){deferredDefine(owner,key,{
get:function(){return ${VALUE}(this,key,${name}(id))},set:function(value){${VALUE}(this,key,value)},enumerable:true,configurable:true})}
function ${EXTEND}(){var made={};for(var at=1;at<arguments.length;at++){var from=arguments[at];for(var key in from){
var held=deferredDescribe(from,key);if(held&&held.get)deferredDefine(made,key,held);else if(from[key]!==undefined)made[key]=from[key]}}return made}
`

/**
 * The script with its modules deferred; defines the same global. Throws an Error when it is not bundled as expected:
 * then the script is to be used as it is.
 */
export function deferModules(code: string): string {
  const bundle = readBundle(code)
  if (/\bdeferred(Require|Value|Member|Extend|Define|Describe)\b/.test(code))
    throw new Error('the modules are deferred already')
  const facts = gather(bundle)
  const { requirer, entry } = bundle
  const edits = [...bundle.modules.values()]
    .filter(({ id }) => !facts.constants.has(id))
    .flatMap((module) => deferModule(facts, module))
  const first = modulesWithEffects(bundle).filter((id) => id !== entry.id)
  edits.push({ range: startOf(requirer), text: prelude(requirer.id.name) })
  edits.push({ range: startOf(entry.call), text: first.map((id) => `${requirer.id.name}(${id}),`).join('') })
  return apply(code, edits)
}

function gather(bundle: Bundle): Facts {
  const named = (name: string): number => {
    const found = [...bundle.modules.values()].flatMap((module) =>
      namespaceMembers(module).filter(({ key }) => key === name),
    )
    if (found.length === 0) throw new Error(`the engine has no ${name}`)
    return found[0].id
  }
  const constants = new Map<number, string>()
  for (const module of bundle.modules.values()) {
    const text = constantOf(bundle, module)
    if (text !== null) constants.set(module.id, text)
  }
  return { bundle, constants, classModule: named('Class'), extendModule: named('Extend') }
}

function deferModule(facts: Facts, module: BundledModule): Edit[] {
  const edits = [...deferVariables(facts, module), ...deferNamespaces(facts, module)]
  for (const expression of topExpressions(module)) edits.push(...deferStatic(facts, module, expression))
  return edits
}

/** `var x = require(1)`, with every use of x inside functions: required at the first of them. */
function deferVariables({ bundle, constants, classModule }: Facts, module: BundledModule): Edit[] {
  const edits: Edit[] = []
  for (const { id: name, init } of declarators(module)) {
    const id = requiredBy(init, module.names.require)
    if (id === null || name.type !== 'Identifier') continue
    const constant = constants.get(id)
    if (constant !== undefined) {
      edits.push({ range: init!.range!, text: constant })
      continue
    }
    const variable = module.scope.set.get(name.name)!
    const uses = variable.references.filter(({ identifier }) => identifier !== name)
    const isDeferrable =
      id !== classModule &&
      variable.defs.length === 1 &&
      uses.every((use) => use.isReadOnly() && use.from.variableScope !== module.scope)
    if (!isDeferrable) continue
    edits.push({ range: [name.range![1], init!.range![1]], text: '' })
    for (const { identifier } of uses) {
      const use = bundle.code.slice(...identifier.range!)
      edits.push({ range: identifier.range!, text: `(${use}||(${use}=${REQUIRE}(${id})))` })
    }
  }
  return edits
}

/** `{ Name: require(1), … }`: each member required at its first use. */
function deferNamespaces({ bundle, constants }: Facts, module: BundledModule): Edit[] {
  return namespaceMembers(module).map(({ key, id, property }) => {
    const constant = constants.get(id)
    if (constant !== undefined) return { range: property.value.range!, text: constant }
    const name = bundle.code.slice(...property.key.range!)
    const quoted = JSON.stringify(key)
    return {
      range: property.range!,
      text: `get ${name}(){return ${VALUE}(this,${quoted},${REQUIRE}(${id}))},set ${name}(value){${VALUE}(this,${quoted},value)}`,
    }
  })
}

/** `Shape.Area = require(1)`, and `x = Extend(false, a, b)`, which would read every member of a and b. */
function deferStatic({ constants, extendModule }: Facts, module: BundledModule, node: ES.Expression): Edit[] {
  const call = node.type === 'AssignmentExpression' ? node.right : node
  if (call.type === 'CallExpression' && call.callee.type === 'Identifier' && isFalse(call.arguments[0])) {
    const { callee } = call
    const declared = declarators(module).find(({ id }) => id.type === 'Identifier' && id.name === callee.name)
    const extends_ = requiredBy(declared?.init, module.names.require) === extendModule
    return extends_ ? [{ range: callee.range!, text: EXTEND }] : []
  }
  if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression' || node.left.computed) return []
  const { object, property } = node.left
  const id = requiredBy(node.right, module.names.require)
  if (
    id === null ||
    object.type !== 'Identifier' ||
    object.name === module.names.module ||
    property.type !== 'Identifier'
  )
    return []
  const constant = constants.get(id)
  if (constant !== undefined) return [{ range: node.right.range!, text: constant }]
  return [{ range: node.range!, text: `${MEMBER}(${object.name},${JSON.stringify(property.name)},${id})` }]
}

function constantOf({ code }: Bundle, { statements, names }: BundledModule): string | null {
  const [only] = statements
  if (statements.length !== 1 || only.type !== 'ExpressionStatement' || only.expression.type !== 'AssignmentExpression')
    return null
  const { left, right } = only.expression
  const isLiteral = (node: ES.Node): boolean =>
    (node.type === 'Literal' && !('regex' in node)) || (node.type === 'UnaryExpression' && isLiteral(node.argument))
  return code.slice(...left.range!) === `${names.module}.exports` && isLiteral(right)
    ? code.slice(...right.range!)
    : null
}

interface NamespaceMember {
  readonly key: string
  readonly id: number
  readonly property: ES.Property
}

/** The required members of the object literals that a module exports or keeps in a variable. */
function namespaceMembers(module: BundledModule): NamespaceMember[] {
  const values = [
    ...declarators(module).map(({ init }) => init),
    ...topExpressions(module).map((node) => (node.type === 'AssignmentExpression' ? node.right : null)),
  ]
  return values.flatMap((value) => {
    if (value?.type !== 'ObjectExpression') return []
    return value.properties.flatMap((property) => {
      if (property.type !== 'Property' || property.computed) return []
      const id = requiredBy(property.value, module.names.require)
      const key = property.key.type === 'Identifier' ? property.key.name : String((property.key as ES.Literal).value)
      return id === null ? [] : [{ key, id, property }]
    })
  })
}

function declarators({ statements }: BundledModule): ES.VariableDeclarator[] {
  return statements.flatMap((statement) => (statement.type === 'VariableDeclaration' ? statement.declarations : []))
}

/** The expressions that a module evaluates one after the other as statements; those of a sequence one by one. */
function topExpressions(module: BundledModule): ES.Expression[] {
  return module.statements.flatMap((statement) => {
    if (statement.type !== 'ExpressionStatement') return []
    const { expression } = statement
    return expression.type === 'SequenceExpression' ? expression.expressions : [expression]
  })
}

/** Minifiers write false as !1. */
function isFalse(node: ES.Node | undefined): boolean {
  if (node?.type === 'Literal') return node.value === false
  return (
    node?.type === 'UnaryExpression' &&
    node.operator === '!' &&
    node.argument.type === 'Literal' &&
    node.argument.value === 1
  )
}

const startOf = (node: ES.Node): [number, number] => [node.range![0], node.range![0]]

function apply(code: string, edits: readonly Edit[]): string {
  let made = ''
  let at = 0
  for (const { range, text } of edits.toSorted((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1])) {
    if (range[0] < at) throw new Error('two edits of the engine overlap')
    made += code.slice(at, range[0]) + text
    at = range[1]
  }
  return made + code.slice(at)
}
