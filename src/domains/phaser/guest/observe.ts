import type { Realm } from '../../../runtime/guest/driver.ts'
import type { GameObject, Sized } from './engine.ts'
import type { Hooks } from './hooks.ts'
import type { Interests } from './interests.ts'
import type { Visits } from './visits.ts'

export interface Observer {
  /** Looks once; called after every frame. */
  sample(): void
  /** The engine's part of the report. */
  seen(): Record<string, unknown>
}

type Change = 'moved' | 'rotated' | 'scaled' | 'faded' | 'text'

interface Look {
  readonly x: number
  readonly y: number
  readonly rotation: number
  readonly scale: number
  readonly alpha: number
  readonly text: string
  /** What has been seen to change; shared with the looks that follow. */
  readonly changed: Partial<Record<Change, true>>
  readonly at: number
}

/** Looks at what the scenes show, and counts what changes. */
export function makeObserver(
  realm: Realm,
  hooks: Hooks,
  visits: Visits,
  interests: Interests,
  sceneList: () => object[],
): Observer {
  const { global, kit, recorder } = realm
  const { eachShown, eachObject } = visits
  /** Objects that are remembered from one look to the next: twice those that one look visits. */
  const MAX_LOOKS = 4000
  const MAX_TEXTS = 30
  const MAX_TYPES = 100
  const MAX_SIGNALS = 2000
  /** Frames from one look at the objects to the next. */
  const STRIDE = 4
  /** The scene has been created by then, if it ever is. */
  const FIRST_LOOK = 8
  const { create: newObject } = Object
  const looks = kit.map<GameObject, Look>()
  const changes = { __proto__: null, moved: 0, rotated: 0, scaled: 0, faded: 0, text: 0, spawned: 0, destroyed: 0 }
  let looked = 0
  let first: object | null = null

  const textOf = (object: GameObject): string => (typeof object.text === 'string' ? kit.slice(object.text, 0, 80) : '')

  const lookAt = (object: GameObject, changed: Look['changed']): Look => ({
    x: kit.finite(object.x),
    y: kit.finite(object.y),
    rotation: kit.finite(object.rotation),
    scale: kit.finite(object.scaleX) + 1000 * kit.finite(object.scaleY),
    alpha: kit.finite(object.alpha),
    text: textOf(object),
    changed,
    at: looked,
  })
  const compare = (object: GameObject): void => {
    const old = looks.get(object)
    if (old === undefined && looks.size() >= MAX_LOOKS) return
    const look = lookAt(object, old?.changed ?? (newObject(null) as Look['changed']))
    looks.set(object, look)
    if (old === undefined) {
      if (looked > 1) changes.spawned++
      return
    }
    const mark = (change: Change, differs: boolean): void => {
      if (!differs || look.changed[change]) return
      look.changed[change] = true
      changes[change]++
    }
    mark('moved', old.x !== look.x || old.y !== look.y)
    mark('rotated', old.rotation !== look.rotation)
    mark('scaled', old.scale !== look.scale)
    mark('faded', old.alpha !== look.alpha)
    mark('text', old.text !== look.text)
  }

  const sizeOf = (list: Sized | undefined): number => kit.finite(list?.size ?? list?.length)

  const snapshot = (): object => {
    const byType = newObject(null) as Record<string, number>
    const texts = kit.list<string>()
    const shot = { __proto__: null, objects: 0, byType, texts, tweens: 0, timers: 0, bodies: 0, particles: 0 }
    let types = 0
    eachObject((object) => {
      shot.objects++
      const type = kit.text(object.type, 40)
      if (byType[type] === undefined && types++ >= MAX_TYPES) return
      byType[type] = (byType[type] ?? 0) + 1
      if (texts.length < MAX_TEXTS && typeof object.text === 'string') kit.add(texts, textOf(object))
      if (type === 'ParticleEmitter') shot.particles += sizeOf(object.alive)
    })
    eachShown((scene) => {
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

  return {
    sample: () => {
      if (recorder.frame() < FIRST_LOOK || recorder.frame() % STRIDE !== 0) return
      looked++
      eachObject(compare)
      first ??= snapshot()
      looks.each((look, object) => {
        if (look.at === looked) return
        looks.delete(object)
        if (object.scene === undefined) changes.destroyed++
      })
    },
    seen: () => ({
      __proto__: null,
      renderer: realm.webgl ? 'webgl' : 'canvas',
      asked: hooks.asked(),
      games: hooks.games.length,
      booted: hooks.booted(),
      scenes: sceneList(),
      missingTextures: hooks.missingTextures,
      listeners: interests.listeners(),
      keys: interests.keys(),
      first,
      last: looked > 0 ? snapshot() : null,
      changes,
      signals: signals(),
    }),
  }
}
