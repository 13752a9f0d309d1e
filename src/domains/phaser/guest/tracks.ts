import type { Realm } from '../../../runtime/guest/driver.ts'
import type { GameObject } from './engine.ts'
import type { Groups } from './figures.ts'
import type { Look, Looks } from './looks.ts'
import type { Visits } from './visits.ts'

/** Kinds of change, a bit each; `names` is in the order of the bits. */
export interface Kinds {
  readonly MOVED: number
  readonly ROTATED: number
  readonly TEXT: number
  readonly names: string[]
}

/** What one object has been seen to do. */
export interface Track {
  readonly object: GameObject
  readonly type: string
  readonly texture: string
  readonly first: { x: number; y: number; text: string; color: number }
  /** The present and the previous look. */
  now: Look
  before: Look
  /** Kinds of change ever seen, seen before the input began, at the last look, and since someone last set it to 0. */
  changed: number
  idle: number
  latest: number
  since: number
  /** Between the last two looks, per second. */
  vx: number
  vy: number
  spin: number
  /** One entry for each look between which it moved or turned; null until it does. */
  speeds: number[] | null
  vxs: number[] | null
  vys: number[] | null
  spins: number[] | null
  maxSpeed: number
  /** Greatest change of velocity along each axis from one look to the next, before the input began. */
  joltX: number
  joltY: number
  /** Farthest that it was outside the game's area, px. */
  outside: number
  lookedAt: number
  gone: boolean
  reactions: Groups<object> | null
}

export interface Tracks {
  readonly kinds: Kinds
  readonly changes: Record<string, number>
  size(): number
  /** Looks at every object, once a frame. `steady`: the figures of this interval count for the speeds of the objects. */
  look(steady: boolean): void
  /** The input begins: what objects did until now they do by themselves. */
  settle(): void
  each(visit: (track: Track) => void): void
  of(object: GameObject): Track | undefined
  /** Tracks of objects that did something and are destroyed. */
  readonly gone: Track[]
}

/** Follows the objects of the display lists from look to look. */
export function makeTracks(realm: Realm, visits: Visits, looks: Looks, area: () => Area): Tracks {
  const { kit, clock, recorder } = realm
  /** Objects that are remembered: twice those that one look visits. */
  const MAX_TRACKS = 4000
  const MAX_GONE = 30
  const MAX_SPEEDS = 32
  /** Faster than this per look is a jump to another place, not a movement, px. */
  const JUMP = 200
  const PI = Math.PI
  const { sqrt } = Math
  const DEGREES = 180 / PI
  const MOVED = 1
  const ROTATED = 2
  const SCALED = 4
  const FADED = 8
  const TEXT = 16
  const RECOLORED = 32
  const REDRAWN = 64
  const EVERYTHING = 127
  const names = kit.list<string>()
  for (const name of ['moved', 'rotated', 'scaled', 'faded', 'text', 'recolored', 'redrawn']) kit.add(names, name)
  const changes: Record<string, number> = { __proto__: null, spawned: 0, destroyed: 0 } as never
  for (const name of ['moved', 'rotated', 'scaled', 'faded', 'text', 'recolored', 'redrawn']) changes[name] = 0

  const tracks = kit.map<GameObject, Track>()
  const gone = kit.list<Track>()
  let looked = 0
  let settled = false
  let lastTime = 0
  let lastFrame = -1

  const textureOf = (object: GameObject): string => {
    // A text draws itself a texture with a name of its own.
    const key = object.style === undefined ? object.texture?.key : ''
    return typeof key === 'string' && key !== '__DEFAULT' && key !== '__WHITE' ? kit.slice(key, 0, 60) : ''
  }

  const begin = (object: GameObject): void => {
    if (tracks.size() >= MAX_TRACKS) return
    const now = looks.blank()
    looks.read(object, now)
    const { x, y, text, color } = now
    const kind = kit.text(object.type, 40)
    const first = { x, y, text, color }
    // What it did before it was seen is not known: nothing that it does next is new.
    const changed = { changed: 0, idle: 0, latest: EVERYTHING, since: 0 }
    const speed = { vx: 0, vy: 0, spin: 0, speeds: null, vxs: null, vys: null, spins: null, maxSpeed: 0, joltX: 0, joltY: 0 }
    const rest = { outside: 0, lookedAt: looked, gone: false, reactions: null }
    const texture = textureOf(object)
    const track = { object, type: kind, texture, first, now, before: looks.blank(), ...changed, ...speed, ...rest }
    tracks.set(object, track)
    noteOutside(track, area())
    if (looked > 1) changes.spawned++
  }

  const difference = (a: Look, b: Look): number => {
    let mask = 0
    if (a.x !== b.x || a.y !== b.y) mask |= MOVED
    if (a.rotation !== b.rotation) mask |= ROTATED
    if (a.scaleX !== b.scaleX || a.scaleY !== b.scaleY) mask |= SCALED
    if (a.alpha !== b.alpha) mask |= FADED
    if (a.text !== b.text) mask |= TEXT
    if (a.color !== b.color) mask |= RECOLORED
    if (a.drawing.signature !== b.drawing.signature) mask |= REDRAWN
    return mask
  }
  const count = (track: Track, mask: number): void => {
    const fresh = mask & ~track.changed
    track.changed |= mask
    for (let i = 0, bit = 1; bit <= fresh; i++, bit *= 2) if (fresh & bit) changes[names[i]]++
  }

  const keep = (list: number[] | null, value: number): number[] => {
    const kept = list ?? kit.list<number>()
    if (kept.length < MAX_SPEEDS) kit.add(kept, value)
    return kept
  }
  const turn = (from: number, to: number): number => {
    let angle = (to - from) % (2 * PI)
    if (angle > PI) angle -= 2 * PI
    if (angle < -PI) angle += 2 * PI
    return angle * DEGREES
  }
  const measure = (track: Track, mask: number, seconds: number, steady: boolean): void => {
    const { now, before } = track
    if (mask & MOVED) {
      const dx = now.x - before.x
      const dy = now.y - before.y
      if (dx < JUMP && dx > -JUMP && dy < JUMP && dy > -JUMP) {
        track.vx = dx / seconds
        track.vy = dy / seconds
        if (steady) noteSpeed(track)
      }
    }
    if (mask & ROTATED) {
      track.spin = turn(before.rotation, now.rotation) / seconds
      if (steady) track.spins = keep(track.spins, track.spin)
    }
  }
  const noteSpeed = (track: Track): void => {
    const { vx, vy } = track
    const speed = sqrt(vx * vx + vy * vy)
    track.speeds = keep(track.speeds, speed)
    track.vxs = keep(track.vxs, vx < 0 ? -vx : vx)
    track.vys = keep(track.vys, vy < 0 ? -vy : vy)
    if (speed > track.maxSpeed) track.maxSpeed = speed
  }
  const noteJolt = (track: Track, vx: number, vy: number): void => {
    const x = track.vx > vx ? track.vx - vx : vx - track.vx
    const y = track.vy > vy ? track.vy - vy : vy - track.vy
    if (x > track.joltX) track.joltX = x
    if (y > track.joltY) track.joltY = y
  }
  const noteOutside = (track: Track, { width, height }: Area): void => {
    const { x, y } = track.now
    let out = -x > -y ? -x : -y
    if (x - width > out) out = x - width
    if (y - height > out) out = y - height
    if (out > track.outside) track.outside = out
  }

  const end = (track: Track): void => {
    tracks.delete(track.object)
    track.gone = true
    if (track.object.scene === undefined) changes.destroyed++
    if (track.changed !== 0 && gone.length < MAX_GONE) kit.add(gone, track)
  }

  return {
    kinds: { MOVED, ROTATED, TEXT, names },
    changes,
    gone,
    size: tracks.size,
    each: tracks.each,
    of: tracks.get,
    settle: () => {
      settled = true
      tracks.each((track) => {
        track.idle = track.changed
      })
    },
    look: (steady) => {
      if (recorder.frame() === lastFrame) return
      lastFrame = recorder.frame()
      const seconds = (clock.now() - lastTime) / 1000
      lastTime = clock.now()
      looked++
      const game = area()
      visits.eachObject((object) => {
        const track = tracks.get(object)
        if (track === undefined) return begin(object)
        const old = track.before
        track.before = track.now
        track.now = old
        track.lookedAt = looked
        looks.read(object, track.now)
        const mask = difference(track.now, track.before)
        track.latest = mask
        const { vx, vy } = track
        track.vx = track.vy = track.spin = 0
        if (mask !== 0) {
          track.since |= mask
          count(track, mask)
          if (seconds > 0) measure(track, mask, seconds, steady)
          if (mask & MOVED) noteOutside(track, game)
        }
        if (!settled) noteJolt(track, vx, vy)
      })
      tracks.each((track) => {
        if (track.lookedAt !== looked) end(track)
      })
    },
  }
}

/** Size of the game in px. */
export interface Area {
  readonly width: number
  readonly height: number
}
