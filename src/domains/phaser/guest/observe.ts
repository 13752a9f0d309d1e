import type { Realm } from '../../../runtime/guest/driver.ts'
import type { Backdrop } from './backdrop.ts'
import type { Contacts } from './contacts.ts'
import type { Sized } from './engine.ts'
import type { Hooks } from './hooks.ts'
import type { Interests } from './interests.ts'
import type { Reactions } from './reactions.ts'
import type { Starts } from './starts.ts'
import type { State } from './state.ts'
import type { Timeline } from './timeline.ts'
import type { TrackedObjects } from './tracked-objects.ts'
import type { Tracks } from './tracks.ts'
import type { Visits } from './visits.ts'

export interface Observer {
  /** Looks once; called after every frame. */
  sample(): void
  /** The engine's part of the report. */
  seen(): Record<string, unknown>
}

/** Those who look, each at something else. */
export interface Watchers {
  readonly visits: Visits
  readonly interests: Interests
  readonly sceneList: () => object[]
  readonly tracks: Tracks
  readonly reactions: Reactions
  readonly state: State
  readonly starts: Starts
  readonly contacts: Contacts
  readonly backdrop: Backdrop
  readonly timeline: Timeline
  readonly objects: () => TrackedObjects
}

/** Lets everybody look at the right frames, and puts together what they saw. */
export function makeObserver(realm: Realm, hooks: Hooks, watchers: Watchers): Observer {
  const { global, kit, recorder } = realm
  const { visits, interests, sceneList, tracks, reactions, state, starts, contacts, backdrop, timeline } = watchers
  const MAX_TEXTS = 30
  const MAX_TYPES = 100
  const MAX_SIGNALS = 2000
  /** Frames from one look at the objects to the next. */
  const STRIDE = 4
  /** The scene has been created by then, if it ever is. */
  const FIRST_LOOK = 8
  const { create: newObject } = Object
  let first: object | null = null

  const sizeOf = (list: Sized | undefined): number => kit.finite(list?.size ?? list?.length)

  const snapshot = (): object => {
    const byType = newObject(null) as Record<string, number>
    const texts = kit.list<string>()
    const shot = { __proto__: null, objects: 0, byType, texts, transparent: 0, tweens: 0, timers: 0, bodies: 0, particles: 0 }
    let types = 0
    visits.eachObject((object) => {
      shot.objects++
      // Not what setVisible(false) hides: pools keep what they do not use that way.
      if (object.alpha === 0 && object.visible !== false) shot.transparent++
      const type = kit.text(object.type, 40)
      if (byType[type] === undefined && types++ >= MAX_TYPES) return
      byType[type] = (byType[type] ?? 0) + 1
      if (texts.length < MAX_TEXTS && typeof object.text === 'string') kit.add(texts, kit.slice(object.text, 0, 80))
      if (type === 'ParticleEmitter') shot.particles += sizeOf(object.alive)
    })
    visits.eachShown((scene) => {
      const { tweens, time } = scene.sys
      shot.tweens += sizeOf(tweens?.tweens)
      shot.timers += sizeOf(time?._active) + sizeOf(time?._pendingInsertion)
      const arcade = scene.physics?.world
      shot.bodies +=
        sizeOf(arcade?.bodies) + sizeOf(arcade?.staticBodies) + sizeOf(scene.matter?.world?.localWorld?.bodies)
    })
    return shot
  }

  const signals = (): string | null => {
    let text: string | null = null
    recorder.quietly(() => {
      const value = global.__signals__
      if (value !== undefined) text = kit.text(kit.json(value), MAX_SIGNALS)
    })
    return text
  }

  const takeMoment = (frame: number): void => {
    timeline.take(frame, tracks.changes.spawned, tracks.changes.destroyed)
    backdrop.look()
  }

  const summary = () => ({
    renderer: hooks.renderer(),
    asked: hooks.asked(),
    games: hooks.games.length,
    booted: hooks.booted(),
    scenes: sceneList(),
    missingTextures: hooks.missingTextures,
    listeners: interests.listeners(),
    keys: interests.keys(),
    first,
    last: first === null ? null : snapshot(),
    changes: tracks.changes,
    signals: signals(),
  })
  const details = () => {
    if (first !== null) takeMoment(recorder.frame())
    const objects = watchers.objects()
    return {
      timeline: timeline.seen(),
      objects: objects.list,
      input: { __proto__: null, tried: reactions.tried, effects: reactions.seen(objects.indexOf) },
      state: state.seen(),
      listenerCounts: interests.counts(),
      tweens: starts.tweens(),
      timers: starts.timers(),
      worlds: contacts.worlds(),
      contacts: contacts.pairs(),
      worldBounds: contacts.worldBounds(),
      cameras: backdrop.cameras(),
      cameraEffects: starts.effects(),
      tilemaps: backdrop.tilemaps(),
      particles: starts.particles(),
      sounds: starts.sounds(),
      transitions: starts.transitions(),
      renders: hooks.renders(),
    }
  }

  return {
    sample: () => {
      const frame = recorder.frame()
      if (reactions.running()) reactions.frame()
      else if (frame >= FIRST_LOOK && frame % STRIDE === 0) tracks.look(true)
      if (frame < FIRST_LOOK) return
      first ??= snapshot()
      if (frame !== FIRST_LOOK && !timeline.due(frame)) return
      takeMoment(frame)
      if (!reactions.running()) state.look(true)
    },
    seen: () => ({ __proto__: null, ...summary(), ...details() }),
  }
}
