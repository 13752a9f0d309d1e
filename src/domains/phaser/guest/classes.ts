import type { Realm } from '../../../runtime/guest/driver.ts'
import type { Engine, Methods, Scene } from './engine.ts'

/**
 * Reaches classes of the engine through their first objects. To name a class makes the engine evaluate the modules
 * behind it, which most programs never need: all of those named at the start cost 2 ms a program, a tenth of its run.
 */
export interface Classes {
  /** Calls `visit` once with the class (as its prototype) of each thing that a method gives back. */
  made(owner: Methods, method: string, visit: (prototype: Methods) => void): void
  /** Calls `visit` once with the class of each thing that `find` finds in a scene that is about to start. */
  found(find: (scene: Scene) => unknown, visit: (prototype: Methods) => void): void
}

export function watchClasses(realm: Realm, engine: Engine): Classes {
  const { kit, recorder } = realm
  const { getPrototypeOf } = Object

  const once = (visit: (prototype: Methods) => void): ((thing: unknown) => void) => {
    const known = kit.map<object, boolean>()
    return (thing) => {
      if (typeof thing !== 'object' || thing === null) return
      const prototype = getPrototypeOf(thing) as Methods | null
      if (prototype === null || known.get(prototype)) return
      known.set(prototype, true)
      visit(prototype)
    }
  }

  const finders = kit.list<(scene: Scene) => void>()
  const { Systems } = engine.Scenes
  const { start } = Systems.prototype
  Systems.prototype.start = function (this: { scene: Scene }): unknown {
    for (let i = 0; i < finders.length; i++) recorder.quietly(() => finders[i](this.scene))
    return kit.apply(start, this, arguments)
  }

  return {
    made: (owner, method, visit) => {
      const real = owner[method]
      const meet = once(visit)
      owner[method] = function (this: unknown): unknown {
        const thing = kit.apply(real, this, arguments)
        recorder.quietly(() => meet(thing))
        return thing
      }
    },
    found: (find, visit) => {
      const meet = once(visit)
      kit.add(finders, (scene) => meet(find(scene)))
    },
  }
}
