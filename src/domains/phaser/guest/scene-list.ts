import type { Realm } from '../../../runtime/guest/driver.ts'
import type { Engine, Scene } from './engine.ts'
import type { Hooks } from './hooks.ts'
import type { Visits } from './visits.ts'

/** Lists the scenes of the program: key, status, what ran of them, and what they define. */
export function makeSceneList(realm: Realm, engine: Engine, hooks: Hooks, { eachScene }: Visits): () => object[] {
  const { kit, recorder } = realm
  const baseUpdate = engine.Scene.prototype.update
  /** Names of a scene's status by its number (src/scene/const.js of the engine). */
  const STATUS = kit.list<string>()
  const names = 'pending init start loading creating running paused sleeping shutdown destroyed'
  for (const name of names.split(' ')) kit.add(STATUS, name)

  const definesOf = (scene: Scene): string[] => {
    const list = kit.list<string>()
    if (typeof scene.init === 'function') kit.add(list, 'init')
    if (typeof scene.preload === 'function') kit.add(list, 'preload')
    if (typeof scene.create === 'function') kit.add(list, 'create')
    if (typeof scene.update === 'function' && scene.update !== baseUpdate) kit.add(list, 'update')
    return list
  }
  return () => {
    eachScene(hooks.recordOf)
    const list = kit.list<object>()
    for (let i = 0; i < hooks.records.length; i++) {
      const { scene, created, updates } = hooks.records[i]
      recorder.quietly(() => {
        const { key, status } = scene.sys.settings
        const shown = STATUS[status] ?? 'pending'
        kit.add(list, {
          __proto__: null,
          key: kit.text(key, 60),
          status: shown,
          created,
          updates,
          defines: definesOf(scene),
        })
      })
    }
    return list
  }
}
