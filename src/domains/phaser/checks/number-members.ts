import type { FunctionExpression, Identifier, MemberExpression, Node } from 'estree'
import type { Check } from '../../../checks/check.ts'
import { placeOf } from '../../../checks/walk.ts'
import { analyse } from '../api-resolver/analysis.ts'
import { valueOf } from '../api-resolver/facts.ts'
import type { Resolver } from '../api-resolver/resolver.ts'
import { isFunction, nameOf } from '../api-resolver/syntax.ts'

/** `update(time, delta)` is given two numbers: what is asked of them beside what numbers have is undefined, and NaN soon. */
export const numberMembers: Check = {
  id: 'number-members',
  level: 'L2',
  meta: {
    description: 'The numbers that update() is given are used as numbers.',
    codes: { 'number-member': 'a member that no number has, of the time or the delta of update()' },
    reads: [],
  },
  run({ program, index }) {
    if (!program) return { issues: [] }
    const { resolver } = analyse(program, index)
    return {
      issues: updatesOf(resolver)
        .flatMap(({ params }) => params.slice(0, 2))
        .flatMap((param) => (param.type === 'Identifier' ? strangeMembers(resolver, param) : []))
        .map((node) => ({
          code: 'number-member',
          severity: 'error' as const,
          message: `${(node.object as Identifier).name} is a number, and has no member ${nameOf(node)}`,
          ...placeOf(node.property),
          symbol: nameOf(node)!,
        })),
    }
  },
}

/** The functions that the engine calls once a frame. */
function updatesOf(resolver: Resolver): FunctionExpression[] {
  const { classes, scenes } = resolver.hosts
  const sceneClasses = [...classes.values()].filter(({ node }) => {
    const type = resolver.typeOf(node)
    return type?.kind === 'static' && type.id === 'Phaser.Scene'
  })
  const values = [...scenes, ...sceneClasses].flatMap(({ members }) => members.get('update') ?? [])
  return values
    .map((value) => value && valueOf(value, resolver.facts))
    .filter((node) => isFunction(node)) as FunctionExpression[]
}

/** Places that ask a parameter, which nobody gives another value, for what no number has. */
function strangeMembers({ facts }: Resolver, param: Identifier): MemberExpression[] {
  const variable = facts.variables.get(param)
  const references = (variable && facts.references.get(variable)) ?? []
  if (references.some((reference) => reference.isWrite())) return []
  return references.flatMap(({ identifier }) => {
    const node = facts.parents.get(identifier as Node)
    const name = node?.type === 'MemberExpression' && node.object === identifier ? nameOf(node) : undefined
    return name === undefined || name in Number.prototype ? [] : [node as MemberExpression]
  })
}
