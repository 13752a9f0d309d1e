import type { Realm } from '../../../runtime/guest/driver.ts'
import type { Classes } from './classes.ts'
import type { Engine, Methods } from './engine.ts'
import type { Figures, Tally } from './figures.ts'

export interface Emits {
  /** Events that found a listener during input since the last call: name → count. */
  take(): Record<string, number>
}

/**
 * Names the event in whose handler an error is thrown, and counts the events that found a handler. Only while input is
 * being handled: what an object emits in update() is a part of update().
 */
export function watchEmits(realm: Realm, engine: Engine, classes: Classes, figures: Figures): Emits {
  const { kit, recorder } = realm
  const MAX_NAMES = 40
  let heard: Tally = figures.tally(MAX_NAMES)

  /** What objects tell the engine. */
  const own: Record<string, boolean> = { __proto__: null } as never
  const { GameObjects, Input } = engine
  own.addedtoscene = own.removedfromscene = own.destroy = true

  const watch = (emitter: Methods): void => {
    const { emit } = emitter
    emitter.emit = function (this: { _events?: Record<string, unknown> }, type: unknown): unknown {
      if (recorder.phase() !== 'event' || typeof type !== 'string' || this._events?.[type] === undefined) {
        return kit.apply(emit, this, arguments)
      }
      const name = kit.slice(type, 0, 60)
      if (own[name] !== true) heard.add(name, 1)
      return recorder.label('event', name, emit, this, arguments)
    }
  }
  // Those that emit when something is pressed. The emitters of games and scenes say so much in each frame that
  // watching them costs a percent of the whole run.
  watch(Input.InputPlugin.prototype)
  watch(Input.Keyboard.KeyboardPlugin.prototype)
  classes.made(Input.Keyboard.KeyboardPlugin.prototype, 'addKey', watch)
  watch(GameObjects.GameObject.prototype)

  return {
    take: () => {
      const counts = heard.counts()
      heard = figures.tally(MAX_NAMES)
      return counts
    },
  }
}
