import type { Guest } from '../../domain.ts'
import { deferredEngineFile, engineFile } from '../engine/files.ts'
import { makeAims } from './aims.ts'
import { makeBackdrop } from './backdrop.ts'
import { watchClasses } from './classes.ts'
import { watchContacts } from './contacts.ts'
import { makeDevices } from './devices.ts'
import { makeDrawings } from './drawings.ts'
import { watchEmits } from './emits.ts'
import { makeFigures } from './figures.ts'
import { installHooks } from './hooks.ts'
import { makeInput } from './input.ts'
import { makeInterests } from './interests.ts'
import { makeKeyPlan } from './key-plan.ts'
import { makeKinds } from './kinds.ts'
import { makeLooks } from './looks.ts'
import { makeObserver } from './observe.ts'
import { makeReactions } from './reactions.ts'
import { makeSceneList } from './scene-list.ts'
import { makeSpeeds } from './speeds.ts'
import { watchStarts } from './starts.ts'
import { makeState } from './state.ts'
import { makeTimeline } from './timeline.ts'
import { tellObjects } from './tracked-objects.ts'
import { makeTracks } from './tracks.ts'
import { makeVisits } from './visits.ts'

/**
 * The words for what works with WebGL only, or differently: the renderer itself, pipelines, effects (postFX, preFX,
 * setPostPipeline, Phaser.FX), shaders, lights, masks made of pictures, and the objects that are drawn with WebGL only.
 */
const WEBGL_WORDS = /webgl|renderer|pipeline|fx|shader|gl\b|gltexture|light|mask|mesh|plane|rope|nine.?slice|snapshot|video/i

/** The engine and the text of its driver: a function of the realm, composed by the rule in src/runtime/guest/kit.ts. */
export function guest(): Guest {
  return {
    engineFile: engineFile(),
    deferredEngineFile: deferredEngineFile(),
    global: 'Phaser',
    module: 'phaser',
    speaksOfWebgl: (code) => WEBGL_WORDS.test(code),
    driver: `(realm) => {
  const engine = realm.global.Phaser
  const classes = (${watchClasses})(realm, engine)
  const hooks = (${installHooks})(realm, engine, classes)
  const figures = (${makeFigures})(realm.kit)
  const visits = (${makeVisits})(realm, hooks)
  const interests = (${makeInterests})(realm, engine, visits, figures)
  const sceneList = (${makeSceneList})(realm, engine, hooks, visits)
  const emits = (${watchEmits})(realm, engine, classes, figures)
  const starts = (${watchStarts})(realm, engine, classes, figures)
  const contacts = (${watchContacts})(realm, classes, visits, figures)
  const backdrop = (${makeBackdrop})(realm, visits, figures)
  const timeline = (${makeTimeline})(realm, visits, figures)
  const state = (${makeState})(realm, hooks, visits, figures)
  const looks = (${makeLooks})(realm, engine, classes, (${makeDrawings})(realm.kit))
  const kinds = (${makeKinds})(realm.kit)
  const speeds = (${makeSpeeds})(realm.kit, kinds)
  const devices = (${makeDevices})(realm, hooks)
  const tracks = (${makeTracks})(realm, visits, looks, kinds, speeds, devices.area)
  const reactions = (${makeReactions})(realm, emits, tracks, kinds, state, figures)
  const objects = () => (${tellObjects})(realm, tracks, kinds, figures)
  const watchers = { visits, interests, sceneList, tracks, reactions, state, starts, contacts, backdrop, timeline, objects }
  const observer = (${makeObserver})(realm, hooks, watchers)
  const aims = (${makeAims})(realm, devices)
  const keyPlan = (${makeKeyPlan})(realm, engine, hooks, devices)
  return {
    input: (${makeInput})(realm, devices, aims, keyPlan, reactions),
    sample: observer.sample,
    seen: observer.seen,
    wantsWebgl: () =>
      !realm.webgl && realm.recorder.errors() > 0 && (hooks.asked() === 'AUTO' || hooks.asked() === 'WEBGL'),
  }
}`,
  }
}
