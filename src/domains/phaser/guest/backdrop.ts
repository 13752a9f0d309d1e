import type { Realm } from '../../../runtime/guest/driver.ts'
import type { Camera } from './engine.ts'
import type { Figures } from './figures.ts'
import type { Visits } from './visits.ts'

/** Cameras and tilemaps: what the objects are seen through and stand on. */
export interface Backdrop {
  /** Looks where the cameras are. */
  look(): void
  cameras(): object[]
  tilemaps(): object[]
}

interface Shot {
  readonly scrollX: number
  readonly scrollY: number
  readonly zoom: number
  scrolled: boolean
  zoomed: boolean
}

export function makeBackdrop(realm: Realm, { eachShown, eachObject }: Visits, figures: Figures): Backdrop {
  const { kit, recorder } = realm
  const MAX_CAMERAS = 20
  const MAX_LAYERS = 20
  const shots = kit.map<Camera, Shot>()

  const eachCamera = (visit: (camera: Camera, scene: string) => void): void =>
    eachShown((scene) => {
      const cameras = scene.sys.cameras?.cameras ?? kit.list<Camera>()
      for (let i = 0; i < cameras.length && i < MAX_CAMERAS; i++) {
        visit(cameras[i], kit.text(scene.sys.settings.key, 60))
      }
    })

  return {
    look: () =>
      eachCamera((camera) => {
        const { scrollX, scrollY, zoomX: zoom } = camera
        const shot = shots.get(camera)
        if (shot === undefined) {
          const place = { scrollX, scrollY, zoom }
          if (shots.size() < MAX_CAMERAS) shots.set(camera, { ...place, scrolled: false, zoomed: false })
          return
        }
        if (shot.scrollX !== scrollX || shot.scrollY !== scrollY) shot.scrolled = true
        if (shot.zoom !== zoom) shot.zoomed = true
      }),
    cameras: () => {
      const list = kit.list<object>()
      eachCamera((camera, scene) => {
        if (list.length >= MAX_CAMERAS) return
        const shot = shots.get(camera)
        kit.add(list, {
          __proto__: null,
          scene,
          follows: camera._follow ? kit.text(camera._follow.type ?? 'object', 40) : '',
          scrollX: figures.round(camera.scrollX),
          scrollY: figures.round(camera.scrollY),
          zoom: figures.round(camera.zoomX),
          scrolled: shot?.scrolled === true,
          zoomed: shot?.zoomed === true,
        })
      })
      return list
    },
    tilemaps: () => {
      const list = kit.list<object>()
      eachObject((object) => {
        if (object.type !== 'TilemapLayer' || list.length >= MAX_LAYERS) return
        recorder.quietly(() => {
          const { name, width, height } = object.layer ?? {}
          const size = { width: figures.amount(width), height: figures.amount(height) }
          kit.add(list, { __proto__: null, layer: kit.text(name ?? '', 60), ...size })
        })
      })
      return list
    },
  }
}
