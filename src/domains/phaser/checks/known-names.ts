import type { CallExpression, MemberExpression, Node } from 'estree'
import type { ApiIndex } from '../../../api-index/api-index.ts'
import type { Check } from '../../../checks/check.ts'
import { placeOf } from '../../../checks/walk.ts'
import { analyse } from '../api-resolver/analysis.ts'
import type { Facts } from '../api-resolver/facts.ts'
import { nameOf } from '../api-resolver/syntax.ts'
import { isBrowserMethod, isUndeclaredName } from '../engine-names/index.ts'

/** Methods that are called on objects of unknown type must have a name that exists somewhere. */
export const knownNames: Check = {
  id: 'known-names',
  level: 'L2',
  meta: {
    description: 'No method is called whose name neither the engine, nor language and browser, nor the program knows.',
    codes: { 'unknown-name': 'a called method whose name exists nowhere' },
    reads: [],
  },
  run({ program, index }) {
    if (!program) return { issues: [] }
    const { resolver } = analyse(program, index)
    const { facts } = resolver
    // What is called on a known type is the business of api-exists.
    const calls = facts.calls.filter((call) => isMethodCall(call) && !resolver.typeOf(call.callee.object as Node))
    return {
      issues: (calls as MethodCall[])
        .map(({ callee }) => ({ callee, name: nameOf(callee) }))
        .filter(({ name }) => name !== undefined && !isKnown(name, facts, index))
        .map(({ callee, name }) => ({
          code: 'unknown-name',
          severity: 'error' as const,
          message: `nothing has a method ${name}: neither the engine nor the browser nor this program`,
          ...placeOf(callee.property),
          symbol: name!,
        })),
    }
  },
}

type MethodCall = CallExpression & { callee: MemberExpression }

function isMethodCall(call: { type: string; callee: Node }): call is MethodCall {
  return (
    call.type === 'CallExpression' && call.callee.type === 'MemberExpression' && call.callee.object.type !== 'Super'
  )
}

function isKnown(name: string, facts: Facts, index: ApiIndex): boolean {
  if (facts.defined.has(name) || facts.assigned.has(name) || facts.tested.has(name) || facts.strings.has(name))
    return true
  return index.named(name).length > 0 || isUndeclaredName(name) || isBrowserMethod(name)
}
