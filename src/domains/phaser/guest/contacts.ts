import type { Realm } from '../../../runtime/guest/driver.ts'
import type { Classes } from './classes.ts'
import type { MatterPair, Methods, MatterWorld } from './engine.ts'
import type { Figures } from './figures.ts'
import type { Visits } from './visits.ts'

/** What touches what. */
export interface Contacts {
  /** The physics worlds with their bodies and gravity, one entry for each scene that has one. */
  worlds(): object[]
  /** Kinds of objects that touched, with the number of steps in which they did. */
  pairs(): object[]
  /** How often an Arcade body met the bounds of its world. */
  worldBounds(): number
}

/** Wraps the steps of the physics engines that find contacts. */
export function watchContacts(realm: Realm, classes: Classes, visits: Visits, figures: Figures): Contacts {
  const { kit, recorder } = realm
  const MAX_PAIRS = 30
  const MAX_WORLDS = 20
  const MAX_BODIES = 5000
  /** Contacts of one step of Matter that are told. */
  const MAX_STARTS = 20
  const arrayIsArray = Array.isArray
  const pairs = figures.groups<object>(MAX_PAIRS)
  let worldBounds = 0

  /** Type of an object; of a list or group, that of its first member. */
  const typeOf = (thing: unknown): string => {
    const { type, children } = (thing ?? {}) as { type?: unknown; children?: { entries?: unknown[] } }
    const members = arrayIsArray(thing) ? thing : children?.entries
    const member = arrayIsArray(members) ? (members[0] as { type?: unknown } | undefined) : undefined
    return kit.text(member?.type ?? type ?? '', 40)
  }
  const touch = (kind: string, a: unknown, b: unknown): void =>
    recorder.quietly(() => void pairs.of({ __proto__: null, kind, a: typeOf(a), b: typeOf(b ?? a) }))

  const watchBounds = (body: Methods): void => {
    const { checkWorldBounds } = body
    // Static bodies have none.
    if (checkWorldBounds === undefined) return
    body.checkWorldBounds = function (this: unknown): unknown {
      const met = kit.apply(checkWorldBounds, this, arguments)
      if (met === true) worldBounds++
      return met
    }
  }
  const watchArcade = (world: Methods): void => {
    classes.made(world, 'add', watchBounds)
    const { collideObjects } = world
    world.collideObjects = function (this: unknown, a: unknown, b: unknown, ...rest: unknown[]): unknown {
      const touched = kit.apply(collideObjects, this, arguments)
      if (touched === true) touch(rest[3] === true ? 'overlap' : 'collide', a, b)
      return touched
    }
  }
  const watchMatter = (world: Methods): void => {
    const { update } = world
    world.update = function (this: MatterWorld): unknown {
      const result = kit.apply(update, this, arguments)
      recorder.quietly(() => {
        const starts = this.engine?.pairs?.collisionStart ?? kit.list<MatterPair>()
        for (let i = 0; i < starts.length && i < MAX_STARTS; i++) touchMatter(starts[i])
      })
      return result
    }
  }
  classes.found(({ physics }) => physics?.world, watchArcade)
  classes.found(({ matter }) => matter?.world, watchMatter)
  const touchMatter = ({ bodyA, bodyB }: MatterPair): void =>
    touch('matter', bodyA?.gameObject ?? { type: 'body' }, bodyB?.gameObject ?? { type: 'body' })

  return {
    pairs: () => pairs.list,
    worldBounds: () => worldBounds,
    worlds: () => {
      const list = kit.list<object>()
      const add = (kind: string, scene: string, moving: number, fixed: number, gravity: unknown): void => {
        const { x, y } = (gravity ?? {}) as { x?: unknown; y?: unknown }
        if (list.length >= MAX_WORLDS) return
        const pull = { __proto__: null, x: figures.round(x), y: figures.round(y) }
        kit.add(list, { __proto__: null, kind, scene, dynamic: moving, static: fixed, gravity: pull })
      }
      visits.eachShown((scene) => {
        const key = kit.text(scene.sys.settings.key, 60)
        const arcade = scene.physics?.world
        if (arcade) {
          const { bodies, staticBodies, gravity } = arcade
          add('arcade', key, figures.amount(bodies?.size), figures.amount(staticBodies?.size), gravity)
        }
        const world = scene.matter?.world
        if (!world) return
        const all = world.localWorld?.bodies ?? kit.list<undefined>()
        let fixed = 0
        let count = 0
        for (; count < all.length && count < MAX_BODIES; count++) {
          if (all[count]?.isStatic === true) fixed++
        }
        add('matter', key, count - fixed, fixed, world.engine?.gravity)
      })
      return list
    },
  }
}
