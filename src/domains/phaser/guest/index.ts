import type { Guest } from '../../domain.ts'
import { deferredEngineFile, engineFile } from '../engine/files.ts'
import { installHooks } from './hooks.ts'
import { makeInput } from './input.ts'
import { makeInterests } from './interests.ts'
import { makeObserver } from './observe.ts'
import { makeSceneList } from './scene-list.ts'
import { makeVisits } from './visits.ts'

/** The engine and the text of its driver: a function of the realm, composed by the rule in src/runtime/guest/kit.ts. */
export function guest(): Guest {
  return {
    engineFile: engineFile(),
    deferredEngineFile: deferredEngineFile(),
    global: 'Phaser',
    module: 'phaser',
    driver: `(realm) => {
  const engine = realm.global.Phaser
  const hooks = (${installHooks})(realm, engine)
  const visits = (${makeVisits})(realm, hooks)
  const interests = (${makeInterests})(realm, engine, visits)
  const sceneList = (${makeSceneList})(realm, engine, hooks, visits)
  const observer = (${makeObserver})(realm, hooks, visits, interests, sceneList)
  return {
    input: (${makeInput})(realm, engine, hooks),
    sample: observer.sample,
    seen: observer.seen,
    wantsWebgl: () =>
      !realm.webgl && realm.recorder.errors() > 0 && (hooks.asked() === 'AUTO' || hooks.asked() === 'WEBGL'),
  }
}`,
  }
}
