import type { Realm } from '../../../runtime/guest/driver.ts'
import type { GameObject, Scene } from './engine.ts'
import type { Hooks } from './hooks.ts'

/** Ways over what the games of a program hold. What throws on the way is passed over. */
export interface Visits {
  eachScene(visit: (scene: Scene) => void): void
  /** Scenes that show something: from creating to paused. */
  eachShown(visit: (scene: Scene) => void): void
  /** Objects on the display lists, those in containers and layers included. */
  eachObject(visit: (object: GameObject) => void): void
}

/** Bounded ways over scenes and objects. */
export function makeVisits(realm: Realm, hooks: Hooks): Visits {
  const { kit, recorder } = realm
  const MAX_SCENES = 50
  const MAX_OBJECTS = 2000
  const MAX_DEPTH = 5
  /** Numbers of a scene's status, see scene-list.ts. */
  const CREATING = 4
  const PAUSED = 6
  const arrayIsArray = Array.isArray

  const eachScene = (visit: (scene: Scene) => void): void => {
    for (let i = 0; i < hooks.games.length; i++) {
      recorder.quietly(() => {
        const scenes = hooks.games[i].scene?.scenes ?? kit.list<Scene>()
        for (let j = 0; j < scenes.length && j < MAX_SCENES; j++) visit(scenes[j])
      })
    }
  }
  const eachShown = (visit: (scene: Scene) => void): void =>
    eachScene((scene) => {
      const { status } = scene.sys.settings
      if (status >= CREATING && status <= PAUSED) recorder.quietly(() => visit(scene))
    })

  const walk = (list: unknown, visit: (object: GameObject) => void, budget: { left: number }, depth: number): void => {
    if (!arrayIsArray(list)) return
    for (let i = 0; i < list.length && budget.left > 0; i++) {
      const object = list[i] as GameObject
      if (typeof object !== 'object' || object === null) continue
      budget.left--
      // As recorder.quietly does, without a function for each object: there may be thousands, in many frames.
      try {
        visit(object)
        if (depth < MAX_DEPTH && (object.type === 'Container' || object.type === 'Layer'))
          walk(object.list, visit, budget, depth + 1)
      } catch {
        // A getter of the program threw: it hides itself and what it contains.
      }
    }
  }
  const eachObject = (visit: (object: GameObject) => void): void => {
    const budget = { left: MAX_OBJECTS }
    eachShown((scene) => walk(scene.sys.displayList?.list, visit, budget, 0))
  }

  return { eachScene, eachShown, eachObject }
}
