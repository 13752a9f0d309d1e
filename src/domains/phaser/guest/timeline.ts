import type { Realm } from '../../../runtime/guest/driver.ts'
import type { Figures } from './figures.ts'
import type { Visits } from './visits.ts'

/** Pictures of what is on the display lists, at a few moments. */
export interface Timeline {
  /** Whether this frame is a moment of the timeline. */
  due(frame: number): boolean
  take(frame: number, spawned: number, destroyed: number): void
  /** All moments; the last one is of the frame in which this is called first. */
  seen(): object[]
}

export function makeTimeline(realm: Realm, { eachObject }: Visits, figures: Figures): Timeline {
  const { kit } = realm
  const MAX_MOMENTS = 16
  const MAX_TYPES = 30
  /** Half a second. Doubles when there are too many moments. */
  let every = 30
  let moments = kit.list<{ frame: number }>()

  const thin = (): void => {
    every *= 2
    const kept = kit.list<{ frame: number }>()
    for (let i = 0; i < moments.length; i++) if (moments[i].frame % every === 0) kit.add(kept, moments[i])
    moments = kept
  }
  return {
    due: (frame) => frame % every === 0,
    take: (frame, spawned, destroyed) => {
      if (moments.length > 0 && moments[moments.length - 1].frame === frame) return
      if (moments.length >= MAX_MOMENTS) thin()
      const types = figures.tally(MAX_TYPES)
      let objects = 0
      eachObject(({ type }) => {
        objects++
        types.add(kit.text(type, 40), 1)
      })
      const counts = { objects, byType: types.counts(), spawned, destroyed }
      kit.add(moments, { __proto__: null, frame, ...counts } as { frame: number })
    },
    seen: () => moments,
  }
}
