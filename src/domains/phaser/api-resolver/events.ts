/**
 * What the engine's declarations leave out of its events: their constants are typed `string`, and what a listener is
 * given stands only in the engine's source (`@event` blocks of src/input/events and src/input/keyboard/events).
 */
import type { ApiIndex } from '../../../api-index/api-index.ts'

export interface EventFamily {
  /** Start of the ids of the event constants. */
  readonly prefix: string
  /** Type of the first argument of a listener. */
  readonly gives: string
}

export const EVENT_FAMILIES: readonly EventFamily[] = [
  ...['POINTER_', 'GAMEOBJECT_', 'DRAG', 'DROP'].map((name) => ({
    prefix: `Phaser.Input.Events.${name}`,
    gives: 'Phaser.Input.Pointer',
  })),
  { prefix: 'Phaser.Input.Keyboard.Events.DOWN', gives: 'Phaser.Input.Keyboard.Key' },
  { prefix: 'Phaser.Input.Keyboard.Events.UP', gives: 'Phaser.Input.Keyboard.Key' },
]

/** The constants that name the keys. */
export const KEY_CODES = 'Phaser.Input.Keyboard.KeyCodes'

const KEY_EVENT = /^key(?:down|up)-(\w+)$/

/** The key that an event names, in any case: SPACE of `keydown-SPACE`; undefined for other events. */
export function keyOfEvent(event: string): string | undefined {
  return KEY_EVENT.exec(event)?.[1]
}

/** Id of the constant of a key, in any case of its name; empty when there is no such key. */
export function keyIds(index: ApiIndex, key: string): string[] {
  const symbol = index.staticMember(KEY_CODES, key.toUpperCase())?.symbol
  return symbol ? [symbol.id] : []
}
