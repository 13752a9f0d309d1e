/** What the members of engine types are, by their declarations. */
import type { ApiIndex } from '../../../api-index/api-index.ts'
import type { InstanceType, StaticType, Type } from './types.ts'
import { joinTypes, typeFromText } from './types.ts'

/** The type of a member of an object, where all types that it may have agree. */
export function engineMemberType(index: ApiIndex, type: InstanceType, name: string): Type | undefined {
  const members = type.ids.map((id) => index.member(id, name)).filter((member) => member !== undefined)
  return joinTypes(
    members.map(({ symbol }) =>
      symbol.kind === 'method' ? { kind: 'method', symbol, receiver: type } : typeFromText(symbol.type, type, index),
    ),
  )
}

/** The type of what a class or namespace itself holds. */
export function engineStaticType(index: ApiIndex, type: StaticType, name: string): Type | undefined {
  const symbol = type.id === '' ? undefined : index.staticMember(type.id, name)?.symbol
  switch (symbol?.kind) {
    case 'namespace':
    case 'class':
    case 'enum':
    case 'interface':
      return { kind: 'static', id: symbol.id, hosts: [] }
    case 'method':
    case 'function':
      return { kind: 'method', symbol, receiver: type }
    case 'property':
    case 'constant':
      return typeFromText(symbol.type, type, index)
    default:
      return undefined
  }
}
