import type { Realm } from '../../../runtime/guest/driver.ts'
import type { Engine, Emitter, Scene } from './engine.ts'
import type { Figures } from './figures.ts'
import type { Visits } from './visits.ts'

/** What the program waits for. */
export interface Interests {
  /** Names of the events that the program, not the engine, listens to. */
  listeners(): string[]
  /** How many listeners each of these events has. */
  counts(): Record<string, number>
  /** Names of the keys that it watches through Key objects. */
  keys(): string[]
}

type EventVisit = (name: unknown, count: number) => void

/** Asks the emitters and keyboards of all scenes who listens. */
export function makeInterests(realm: Realm, engine: Engine, { eachScene, eachObject }: Visits, figures: Figures): Interests {
  const { kit, recorder } = realm
  const MAX_NAMES = 100
  const arrayIsArray = Array.isArray
  const { KeyCodes } = engine.Input.Keyboard
  const codes = Object.keys(KeyCodes)

  /** Names once each, in the order found; the supervisor sorts them. */
  const nameBag = () => {
    const known = kit.map<string, boolean>()
    const list = kit.list<string>()
    const add = (value: unknown): void => {
      const name = kit.text(value, 60)
      if (list.length >= MAX_NAMES || known.get(name)) return
      known.set(name, true)
      kit.add(list, name)
    }
    return { list, add }
  }
  /** Names that the engine itself listens to, on scenes and on objects in containers. */
  const engineNames: Record<string, boolean> = { __proto__: null } as never
  for (const name of Object.values(engine.Scenes.Events)) engineNames[name] = true
  engineNames.destroy = true
  // The engine listens with its own parts as context; a program with the scene, or with none, which is the emitter.
  const isProgrammed = (emitter: Emitter, name: string, scene: Scene): boolean => {
    // Every object listens to these two itself.
    if (name === 'addedtoscene' || name === 'removedfromscene') return false
    if (!engineNames[name]) return true
    const held = emitter._events?.[name]
    const entries = (arrayIsArray(held) ? held : [held]) as { context?: unknown }[]
    for (let i = 0; i < entries.length; i++) {
      const context = entries[i]?.context
      if (context === scene || context === emitter) return true
    }
    return false
  }
  const eachEvent = (emitter: Emitter | null | undefined, scene: Scene, visit: EventVisit): void => {
    if (typeof emitter?.eventNames !== 'function') return
    const found = emitter.eventNames()
    for (let i = 0; i < found.length && i < MAX_NAMES; i++) {
      if (isProgrammed(emitter, found[i] as string, scene)) visit(found[i], kit.finite(emitter.listenerCount(found[i])))
    }
  }
  const eachListener = (visit: EventVisit): void => {
    eachScene((scene) => {
      const { input, events } = scene.sys
      const emitters = [input, input?.keyboard, events, scene.physics?.world, scene.matter?.world]
      for (let i = 0; i < emitters.length; i++) recorder.quietly(() => eachEvent(emitters[i], scene, visit))
    })
    eachObject((object) => {
      if (object.input && object.scene) eachEvent(object, object.scene, visit)
    })
  }
  const listeners = (): string[] => {
    const { list, add } = nameBag()
    eachListener(add)
    return list
  }
  const counts = (): Record<string, number> => {
    const tally = figures.tally(MAX_NAMES)
    eachListener((name, count) => tally.add(kit.text(name, 60), count))
    return tally.counts()
  }
  const keys = (): string[] => {
    const { list, add } = nameBag()
    eachScene((scene) => {
      const watched = scene.sys.input?.keyboard?.keys
      if (watched === undefined) return
      for (let i = 0; i < codes.length; i++) if (watched[KeyCodes[codes[i]]]) add(codes[i])
    })
    return list
  }

  return { listeners, counts, keys }
}
