/** The configs that a program makes its games with. */
import type { NewExpression, Node, ObjectExpression } from 'estree'
import { valueOf } from './facts.ts'
import type { Resolver } from './resolver.ts'
import { nameOf } from './syntax.ts'

export interface GameMaking {
  readonly node: NewExpression
  /** The config as the program writes it, or undefined when it is not plain to see. */
  readonly config: ObjectExpression | undefined
  readonly hasConfig: boolean
}

const GAME = 'Phaser.Game'

/** Every `new Phaser.Game(…)`, through aliases and subclasses as well. */
export function gamesOf(resolver: Resolver): GameMaking[] {
  return resolver.facts.calls
    .filter((call) => call.type === 'NewExpression' && isGame(resolver, call.callee as Node))
    .map((call) => {
      const argument = call.arguments[0] as Node | undefined
      const value = argument && valueOf(argument, resolver.facts)
      const type = resolver.typeOf(call.callee as Node)
      // A game class of the program may write its config inside.
      const inside = type?.kind === 'static' && type.hosts.length > 0
      return {
        node: call as NewExpression,
        config: value?.type === 'ObjectExpression' ? value : undefined,
        hasConfig: argument !== undefined || inside,
      }
    })
}

function isGame(resolver: Resolver, callee: Node): boolean {
  const type = resolver.typeOf(callee)
  return type?.kind === 'static' && type.id === GAME
}

/** The value of a field of an object literal; null when a spread may bring it in, undefined when it is not there. */
export function fieldOf(object: ObjectExpression, name: string): Node | null | undefined {
  const property = object.properties.find((each) => each.type === 'Property' && nameOf(each) === name)
  if (property?.type === 'Property') return property.value
  return object.properties.some((each) => each.type === 'SpreadElement') ? null : undefined
}
