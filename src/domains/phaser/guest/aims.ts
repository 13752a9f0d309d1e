import type { Realm } from '../../../runtime/guest/driver.ts'
import type { Devices, Place } from './devices.ts'
import type { Camera, GameObject } from './engine.ts'

/** What a pointer may be aimed at. */
export interface Aim {
  readonly object: GameObject
  readonly draggable: boolean
  /** Where it is seen on the canvas now. */
  place(): Place
}

export interface Aims {
  /** Interactive objects that were not given out before, at most `max`; spread over all there are. */
  fresh(max: number): Aim[]
  /** Drop zones. */
  zones(): Aim[]
  /** Whether somebody listens to the pointer wherever it is. */
  heardAnywhere(): boolean
}

/** Finds the interactive objects of the scenes that take input. */
export function makeAims(realm: Realm, devices: Devices): Aims {
  const { kit, recorder } = realm
  const MAX_FOUND = 500
  const MAX_ZONES = 3
  const MAX_NAMES = 100
  const given = kit.map<GameObject, boolean>()

  const seenAt = (object: GameObject, camera: Camera | undefined): Place => {
    let x = kit.finite(object.x)
    let y = kit.finite(object.y)
    recorder.quietly(() => {
      const bounds = object.getBounds?.()
      if (bounds === undefined) return
      x = kit.finite(bounds.centerX)
      y = kit.finite(bounds.centerY)
    })
    if (camera === undefined) return { x, y }
    const project = (at: number, scroll: number, factor: unknown, zoom: number, middle: number, left: number): number =>
      (at - scroll * (typeof factor === 'number' ? factor : 1) - middle) * zoom + middle + left
    const { scrollX, scrollY, zoomX, zoomY, width, height, originX, originY } = camera
    return {
      x: project(x, scrollX, object.scrollFactorX, zoomX, width * originX, camera.x),
      y: project(y, scrollY, object.scrollFactorY, zoomY, height * originY, camera.y),
    }
  }

  const find = (wanted: (object: GameObject) => boolean): Aim[] => {
    const found = kit.list<Aim>()
    const collect = (list: GameObject[], camera: Camera | undefined): void => {
      for (let i = 0; i < list.length && found.length < MAX_FOUND; i++) {
        recorder.quietly(() => {
          const object = list[i]
          if (object.input?.enabled !== true || object.scene === undefined || !wanted(object)) return
          const place = (): Place => {
            let at = devices.at()
            recorder.quietly(() => {
              at = seenAt(object, camera)
            })
            return at
          }
          kit.add(found, { object, draggable: object.input.draggable === true, place })
        })
      }
    }
    devices.eachScene(({ sys: { input, cameras } }) => {
      if (input === undefined) return
      collect(input._list, cameras?.main)
      collect(input._pendingInsertion, cameras?.main)
    })
    return found
  }

  return {
    fresh: (max) => {
      const found = find((object) => object.input?.dropZone !== true && given.get(object) === undefined)
      // The first and the last are always among them: the last of many is often the button on top.
      const count = found.length < max ? found.length : max
      const spread = kit.list<Aim>()
      for (let i = 0; i < count; i++) {
        kit.add(spread, found[count > 1 ? kit.floor((i * (found.length - 1)) / (count - 1)) : 0])
      }
      for (let i = 0; i < found.length; i++) given.set(found[i].object, true)
      return spread
    },
    zones: () => {
      const zones = find((object) => object.input?.dropZone === true)
      const some = kit.list<Aim>()
      for (let i = 0; i < zones.length && i < MAX_ZONES; i++) kit.add(some, zones[i])
      return some
    },
    heardAnywhere: () => {
      let heard = false
      devices.eachScene(({ sys: { input } }) => {
        const names = input?.eventNames() ?? kit.list<unknown>()
        for (let i = 0; i < names.length && i < MAX_NAMES; i++) {
          if (kit.indexOf(kit.text(names[i], 40), 'pointer', 0) === 0) heard = true
        }
      })
      return heard
    },
  }
}
