import type { MemberExpression, Node } from 'estree'
import type { ApiIndex } from '../../../api-index/api-index.ts'
import type { Check, CheckIssue } from '../../../checks/check.ts'
import { placeOf } from '../../../checks/walk.ts'
import { analyse } from '../api-resolver/analysis.ts'
import type { Resolver } from '../api-resolver/resolver.ts'
import { nameOf } from '../api-resolver/syntax.ts'

const SCENE = 'Phaser.Scene'

/** A scene that puts something of its own in the place of `this.tweens` has no tweens any more. */
export const replacedPlugins: Check = {
  id: 'replaced-plugins',
  level: 'L2',
  meta: {
    description: 'A scene that replaces one of the systems which the engine gives it does not use that system.',
    codes: {
      'replaced-plugin': 'a scene puts another value in the place of a system of the engine, and then uses the system',
      'hidden-plugin': 'a scene puts another value in the place of a system of the engine, which it does not use',
    },
    reads: [],
  },
  run({ program, index }) {
    if (!program) return { issues: [] }
    const { resolver } = analyse(program, index)
    return { issues: replacements(resolver).map((each) => issueOf(each, resolver)) }
  },
}

interface Replacement {
  readonly name: string
  /** Type of the system in the engine. */
  readonly type: string
  readonly value: Node
  readonly node: Node
}

/** Writes to `this.name` in a scene, where `name` is a system and the value is none. */
function replacements(resolver: Resolver): Replacement[] {
  return [...resolver.facts.memberWrites].flatMap(([name, writes]) => {
    const type = systemType(resolver.index, name)
    if (type === undefined) return []
    return writes
      .filter(({ object, value }) => value !== null && isScene(resolver, object) && isOther(value))
      .map(({ value, node }) => ({ name, type, value: value!, node: node.property as Node }))
  })
}

/** The class of a member that every scene is given; undefined for members that are plain values. */
function systemType(index: ApiIndex, name: string): string | undefined {
  const symbol = index.member(SCENE, name)?.symbol
  return symbol?.kind === 'property' && index.get(symbol.type)?.kind === 'class' ? symbol.type : undefined
}

function isScene(resolver: Resolver, object: Node): boolean {
  const type = object.type === 'ThisExpression' ? resolver.typeOf(object) : undefined
  return type?.kind === 'instance' && type.ids.includes(SCENE)
}

/** A value that is surely no system of the engine. */
function isOther(value: Node): boolean {
  return ['ArrayExpression', 'ObjectExpression', 'Literal', 'TemplateLiteral'].includes(value.type)
}

function issueOf({ name, type, value, node }: Replacement, resolver: Resolver): CheckIssue {
  const lost = usesOf(resolver, name, type).find((member) => !has(value, member))
  const symbol = `${SCENE}.${name}`
  const what = `${symbol} is replaced by another value`
  return lost === undefined
    ? {
        code: 'hidden-plugin',
        severity: 'warning',
        message: `${what}; call it something else`,
        ...placeOf(node),
        symbol,
      }
    : { code: 'replaced-plugin', severity: 'error', message: `${what}, which has no ${lost}`, ...placeOf(node), symbol }
}

/** The members of the system that the program asks `this.name` for. */
function usesOf({ facts, index }: Resolver, name: string, type: string): string[] {
  return (facts.membersByName.get(name) ?? []).flatMap((node) => {
    const outer = facts.parents.get(node)
    const member = outer?.type === 'MemberExpression' && outer.object === node ? nameOf(outer as MemberExpression) : ''
    return member && node.object.type === 'ThisExpression' && index.member(type, member) ? [member] : []
  })
}

function has(value: Node, member: string): boolean {
  if (value.type === 'ArrayExpression') return member in Array.prototype
  if (value.type !== 'ObjectExpression') return member in String.prototype
  return (
    member in Object.prototype || value.properties.some((each) => each.type !== 'Property' || nameOf(each) === member)
  )
}
