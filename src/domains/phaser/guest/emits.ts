import type { Realm } from '../../../runtime/guest/driver.ts'
import type { Engine } from './engine.ts'
import type { Figures, Tally } from './figures.ts'

export interface Emits {
  /** Events that found a listener during input since the last call: name → count. */
  take(): Record<string, number>
}

/**
 * Names the event in whose handler an error is thrown, and counts the events that found a handler. Only while input is
 * being handled: what a program emits of its own in update() is a part of update().
 */
export function watchEmits(realm: Realm, engine: Engine, figures: Figures): Emits {
  const { kit, recorder } = realm
  const { getPrototypeOf } = Object
  const MAX_NAMES = 40
  let heard: Tally = figures.tally(MAX_NAMES)

  /** What the engine tells itself. */
  const own: Record<string, boolean> = { __proto__: null } as never
  const { GameObjects, Input, Scenes, Textures } = engine
  for (const name of Object.values(Scenes.Events)) own[name] = true
  for (const name of Object.values(Textures.Events)) own[name] = true
  for (const key of ['ADDED_TO_SCENE', 'REMOVED_FROM_SCENE', 'DESTROY']) own[GameObjects.Events[key]] = true
  for (const [key, name] of Object.entries(Input.Events)) if (key.startsWith('MANAGER_')) own[name] = true

  // The method belongs to the library below the engine's class.
  let owner = engine.Events.EventEmitter.prototype
  while (!Object.hasOwn(owner, 'emit')) owner = getPrototypeOf(owner) as typeof owner
  const { emit } = owner
  owner.emit = function (this: { _events?: Record<string, unknown> }, type: unknown): unknown {
    if (recorder.phase() !== 'event' || typeof type !== 'string' || this._events?.[type] === undefined) {
      return kit.apply(emit, this, arguments)
    }
    const name = kit.slice(type, 0, 60)
    if (own[name] !== true) heard.add(name, 1)
    return recorder.label('event', name, emit, this, arguments)
  }

  return {
    take: () => {
      const counts = heard.counts()
      heard = figures.tally(MAX_NAMES)
      return counts
    },
  }
}
