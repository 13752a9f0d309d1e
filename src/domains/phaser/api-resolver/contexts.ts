/**
 * What `this` is told to be in functions that are neither methods nor arrows: `fn.call(x)`, `on('e', fn, x)`,
 * `callbackScope: x`.
 */
import type { Node, ObjectExpression } from 'estree'
import { valueOf, type Facts } from './facts.ts'
import { addTo } from './multimap.ts'
import { isFunction, nameOf, type FunctionNode } from './syntax.ts'

export interface Contexts {
  /** Expressions that the program gives as `this` of a function. */
  readonly given: ReadonlyMap<FunctionNode, readonly Node[]>
  /** The emitter that calls a listener which was given no context: EventEmitter3 then uses itself. */
  readonly emitters: ReadonlyMap<FunctionNode, readonly Node[]>
}

const REBIND = new Set(['call', 'apply', 'bind'])
const LISTEN = new Set(['on', 'once', 'addListener'])

/** Every place of a program that gives a function its `this`. */
export function contextsOf(facts: Facts): Contexts {
  const given = new Map<FunctionNode, Node[]>()
  const emitters = new Map<FunctionNode, Node[]>()
  for (const call of facts.calls) {
    const { callee } = call
    const name = callee.type === 'MemberExpression' ? nameOf(callee) : undefined
    if (callee.type === 'MemberExpression' && name !== undefined && REBIND.has(name) && call.arguments[0]) {
      add(given, valueOf(callee.object as Node, facts), call.arguments[0])
    }
    const lastThis = call.arguments.findLastIndex((each) => each.type === 'ThisExpression')
    const lastName = call.arguments.findLastIndex((each) => each.type === 'Identifier')
    call.arguments.forEach((argument, at) => {
      const context = at < lastThis ? lastThis : lastName
      if (at < context) add(given, valueOf(argument, facts), call.arguments[context]!)
      else if (callee.type === 'MemberExpression' && name !== undefined && LISTEN.has(name) && at === 1) {
        add(emitters, valueOf(argument, facts), callee.object as Node)
      }
    })
  }
  for (const scope of facts.properties.get('callbackScope') ?? []) {
    for (const sibling of (facts.parents.get(scope) as ObjectExpression).properties) {
      if (sibling.type === 'Property' && sibling !== scope) add(given, valueOf(sibling.value, facts), scope.value)
    }
  }
  return { given, emitters }
}

function add(map: Map<FunctionNode, Node[]>, fn: Node | undefined, context: Node): void {
  if (!isFunction(fn) || fn.type === 'ArrowFunctionExpression') return
  addTo(map, fn, context)
}
