/** What the engine's declarations say of the functions that a program hands to it. */
import type { CallExpression, NewExpression, Node } from 'estree'
import type { ApiSymbol } from '../../../api-index/api-index.ts'
import type { Resolver } from './resolver.ts'
import { nameOf } from './syntax.ts'
import { outerParts, typeFromText, type Type } from './types.ts'

/** The declaration of what is called or constructed, where that is the engine's. */
export function calledSymbol(resolver: Resolver, call: CallExpression | NewExpression): ApiSymbol | undefined {
  const type = resolver.typeOf(call.callee as Node)
  if (type?.kind === 'method') return type.symbol
  return type?.kind === 'static' && type.hosts.length === 0 && call.type === 'NewExpression'
    ? resolver.index.get(type.id)
    : undefined
}

/** The type that is declared for a parameter of a callback; undefined where no declaration tells. */
export function declaredParameter(resolver: Resolver, fn: Node, at: number): Type | undefined {
  const text = expectedAt(resolver, fn)
  const parameter = text === undefined ? undefined : parametersOf(resolver, text)?.[at]
  return parameter === undefined ? undefined : typeFromText(parameter, undefined, resolver.index)
}

/** The text of the type that is declared for a place: an argument, or a field of a config object that is one. */
function expectedAt(resolver: Resolver, node: Node): string | undefined {
  const parent = resolver.facts.parents.get(node)
  if (parent?.type === 'CallExpression' || parent?.type === 'NewExpression') {
    const at = parent.arguments.indexOf(node as CallExpression['arguments'][number])
    const isSpread = parent.arguments.slice(0, at).some(({ type }) => type === 'SpreadElement')
    return at < 0 || isSpread ? undefined : calledSymbol(resolver, parent)?.params[at]?.type
  }
  const name = parent?.type === 'Property' && parent.value === node ? nameOf(parent) : undefined
  if (name === undefined) return undefined
  const config = expectedAt(resolver, resolver.facts.parents.get(parent!)!)
  // A config may take other fields too; those that are declared are still what they are declared to be.
  const types = config === undefined ? [] : outerParts(config, '|')
  return types.map((id) => resolver.index.member(id, name)?.symbol.type).find((text) => text !== undefined)
}

/** The types of the parameters in the text of a function type, or of a name for one. */
function parametersOf({ index }: Resolver, text: string): string[] | undefined {
  const type = index.get(text)?.kind === 'typedef' ? index.get(text)!.type : text
  const list = /^\((.*)\)\s*=>/s.exec(type)?.[1]
  return list === undefined ? undefined : outerParts(list, ',').map((part) => part.slice(part.indexOf(':') + 1).trim())
}
