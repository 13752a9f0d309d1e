import type { Realm } from '../../../runtime/guest/driver.ts'
import type { GameObject } from './engine.ts'
import type { Groups } from './figures.ts'
import type { Kinds } from './kinds.ts'
import type { Look, Looks } from './looks.ts'
import type { Speeds } from './speeds.ts'
import type { Visits } from './visits.ts'

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
  /** Change of velocity along each axis from one look to the next, of late before the input began. */
  joltX: number
  joltY: number
  /** Farthest that it was outside the game's area, px. */
  outside: number
  lookedAt: number
  gone: boolean
  reactions: Groups<object> | null
}

export interface Tracks {
  readonly changes: Record<string, number>
  size(): number
  /** Looks at every object, once a frame. `steady`: the figures of this interval count for the speeds of the objects. */
  look(steady: boolean): void
  /** The input begins: what objects did until now they do by themselves. */
  settle(): void
  each(visit: (track: Track) => void): void
  /** Tracks of objects that did something and are destroyed. */
  readonly gone: Track[]
}

/** Follows the objects of the display lists from look to look. */
export function makeTracks(
  realm: Realm,
  visits: Visits,
  looks: Looks,
  kinds: Kinds,
  speeds: Speeds,
  area: () => Area,
): Tracks {
  const { kit, clock, recorder } = realm
  /** Objects that are remembered: twice those that one look visits. */
  const MAX_TRACKS = 4000
  const MAX_GONE = 30
  const { MOVED, ALL, names } = kinds
  const changes: Record<string, number> = { __proto__: null, spawned: 0, destroyed: 0 } as never
  for (let i = 0; i < names.length; i++) changes[names[i]] = 0

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
    const changed = { changed: 0, idle: 0, latest: ALL, since: 0 }
    const speed = { vx: 0, vy: 0, spin: 0, speeds: null, vxs: null, vys: null, spins: null, maxSpeed: 0, joltX: 0, joltY: 0 }
    const rest = { outside: 0, lookedAt: looked, gone: false, reactions: null }
    const texture = textureOf(object)
    const track = { object, type: kind, texture, first, now, before: looks.blank(), ...changed, ...speed, ...rest }
    tracks.set(object, track)
    noteOutside(track, area())
    if (looked > 1) changes.spawned++
  }

  const count = (track: Track, mask: number): void => {
    const fresh = mask & ~track.changed
    track.changed |= mask
    for (let i = 0, bit = 1; bit <= fresh; i++, bit *= 2) if (fresh & bit) changes[names[i]]++
  }

  const noteJolt = (track: Track, vx: number, vy: number): void => {
    const x = track.vx > vx ? track.vx - vx : vx - track.vx
    const y = track.vy > vy ? track.vy - vy : vy - track.vy
    // Long past jolts fade: a landing says nothing of later, a fall goes on.
    track.joltX = x > track.joltX / 2 ? x : track.joltX / 2
    track.joltY = y > track.joltY / 2 ? y : track.joltY / 2
  }
  const noteOutside = (track: Track, { width, height }: Area): void => {
    const { x, y } = track.now
    let out = -x > -y ? -x : -y
    if (x - width > out) out = x - width
    if (y - height > out) out = y - height
    if (out > track.outside) track.outside = out
  }

  const again = (track: Track, seconds: number, steady: boolean, game: Area): void => {
    const { before, now, vx, vy } = track
    track.before = now
    track.now = before
    track.lookedAt = looked
    looks.read(track.object, track.now)
    const mask = kinds.difference(track.now, track.before)
    track.latest = mask
    track.vx = track.vy = track.spin = 0
    if (mask !== 0) {
      track.since |= mask
      count(track, mask)
      if (seconds > 0) speeds.measure(track, mask, seconds, steady)
      if (mask & MOVED) noteOutside(track, game)
    }
    if (!settled) noteJolt(track, vx, vy)
  }

  const end = (track: Track): void => {
    tracks.delete(track.object)
    track.gone = true
    recorder.quietly(() => {
      if (track.object.scene === undefined) changes.destroyed++
    })
    if (track.changed !== 0 && gone.length < MAX_GONE) kit.add(gone, track)
  }

  return {
    changes,
    gone,
    size: tracks.size,
    each: tracks.each,
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
        if (track === undefined) begin(object)
        else again(track, seconds, steady, game)
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
