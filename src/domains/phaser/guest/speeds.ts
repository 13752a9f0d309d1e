import type { Kit } from '../../../runtime/guest/kit.ts'
import type { Kinds } from './kinds.ts'
import type { Track } from './tracks.ts'

/** How fast the object of a track moves and turns. */
export interface Speeds {
  /** Measures between the last two looks, which lie `seconds` apart; the figures of `steady` intervals are kept. */
  measure(track: Track, changes: number, seconds: number, steady: boolean): void
}

export function makeSpeeds(kit: Kit, kinds: Kinds): Speeds {
  const MAX_SPEEDS = 32
  /** Farther than this between two looks is a jump to another place, not a movement, px. */
  const JUMP = 200
  const PI = Math.PI
  const DEGREES = 180 / PI
  const { sqrt } = Math
  const { MOVED, ROTATED } = kinds

  const size = (value: number): number => (value < 0 ? -value : value)
  const keep = (list: number[] | null, value: number): number[] => {
    const kept = list ?? kit.list<number>()
    if (kept.length < MAX_SPEEDS) kit.add(kept, value)
    return kept
  }
  const noteSpeed = (track: Track): void => {
    const { vx, vy } = track
    const speed = sqrt(vx * vx + vy * vy)
    track.speeds = keep(track.speeds, speed)
    track.vxs = keep(track.vxs, size(vx))
    track.vys = keep(track.vys, size(vy))
    if (speed > track.maxSpeed) track.maxSpeed = speed
  }
  const turn = (from: number, to: number): number => {
    let angle = (to - from) % (2 * PI)
    if (angle > PI) angle -= 2 * PI
    if (angle < -PI) angle += 2 * PI
    return angle * DEGREES
  }
  return {
    measure: (track, changes, seconds, steady) => {
      const { now, before } = track
      const dx = now.x - before.x
      const dy = now.y - before.y
      if (changes & MOVED && size(dx) < JUMP && size(dy) < JUMP) {
        track.vx = dx / seconds
        track.vy = dy / seconds
        if (steady) noteSpeed(track)
      }
      if (changes & ROTATED) {
        track.spin = turn(before.rotation, now.rotation) / seconds
        if (steady) track.spins = keep(track.spins, track.spin)
      }
    },
  }
}
