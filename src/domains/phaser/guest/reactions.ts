import type { Realm } from '../../../runtime/guest/driver.ts'
import type { Emits } from './emits.ts'
import type { GameObject } from './engine.ts'
import type { Figures } from './figures.ts'
import type { Kinds } from './kinds.ts'
import type { State } from './state.ts'
import type { Track, Tracks } from './tracks.ts'

/** Tells what the scripted input does from what follows it. */
export interface Reactions {
  /** The input begins: what has changed until now changes by itself. */
  start(): void
  /** What happens from here on follows this input, until the next call; null for none. */
  begin(cause: string | null, target: GameObject | null): void
  /** A key is held and everything has had time to answer: speeds are measured from here, frame by frame, until `begin`. */
  hold(): void
  /** After a frame of input. */
  frame(): void
  /** The input is over. */
  stop(): void
  running(): boolean
  /** Which input was tried, once each. */
  readonly tried: string[]
  /** Input after which something happened. `indexOf` gives an object's place in the list of objects, or -1. */
  seen(indexOf: (object: GameObject) => number): object[]
}

interface Story {
  readonly cause: string
  readonly target: GameObject | null
  readonly frame: number
  frames: number
  handlers: Record<string, number>
  spawned: number
  destroyed: number
  state: string[]
}

interface Velocity {
  vx: number
  vy: number
  spin: number
}

export function makeReactions(
  realm: Realm,
  emits: Emits,
  tracks: Tracks,
  kinds: Kinds,
  state: State,
  figures: Figures,
): Reactions {
  const { kit, recorder } = realm
  const MAX_STORIES = 60
  const MAX_REACTIONS = 24
  /** With more objects than this nobody looks at each of them after each input. */
  const MANY_OBJECTS = 300
  /** With more objects than this a held key is measured over the whole of its time, not frame by frame. */
  const SOME_OBJECTS = 60
  /** A speed that differs by less is the same speed: px/s and deg/s, and share. */
  const SAME = 8
  const SAME_SHARE = 0.15
  const keysOf = Object.keys
  /** In a hold pass two of the looks from which the jolts are known. */
  const JOLTS = 2.5
  const { MOVED, ROTATED, TEXT } = kinds
  const stories = kit.list<Story>()
  const tried = kit.list<string>()
  const known = kit.map<string, boolean>()
  let running = false
  let holding = false
  let story: Story | null = null
  let spawned = 0
  let destroyed = 0

  interface Before extends Velocity {
    mask: number
    vxs: number[]
    vys: number[]
    spins: number[]
  }
  const befores = kit.map<Track, Before>()
  const few = (): boolean => tracks.size() <= MANY_OBJECTS

  const remember = (track: Track): void => {
    const { latest, vx, vy, spin } = track
    track.since = 0
    befores.set(track, { mask: latest, vx, vy, spin, vxs: kit.list(), vys: kit.list(), spins: kit.list() })
  }
  const size = (value: number): number => (value < 0 ? -value : value)
  /** Whether a velocity along an axis is another one than before, by more than it changes without input. */
  const differs = (now: number, before: number, jolt: number): boolean => {
    const gap = size(now - before)
    return gap > SAME && gap > size(now) * SAME_SHARE && gap > jolt * JOLTS
  }
  /** What an object does now that it did not do before, nor by itself. */
  const freshKinds = (track: Track, before: Before, { vx, vy, spin }: Velocity, measured: boolean): number => {
    // A body that fell to the ground when the game began may still be made to jump.
    const fresh = track.since & ~before.mask & ~(track.idle & ~(MOVED | ROTATED))
    if (!measured) return fresh
    const moved = differs(vx, before.vx, track.joltX) || differs(vy, before.vy, track.joltY)
    const still = size(vx) < SAME && size(vy) < SAME
    const turned = differs(spin, before.spin, 0) && size(spin) > SAME
    return (fresh & ~(MOVED | ROTATED)) | (moved && !still ? MOVED : 0) | (turned ? ROTATED : 0)
  }
  const react = (track: Track, { cause, target }: Story): void => {
    const before = befores.get(track)
    if (before === undefined) return
    const measured = before.vxs.length > 0
    const { median, round } = figures
    const now = measured ? { vx: median(before.vxs), vy: median(before.vys), spin: median(before.spins) } : track
    const fresh = freshKinds(track, before, now, measured)
    if (fresh === 0) return
    const changed = kinds.namesOf(fresh)
    // Where a pointer drags something says nothing of its speed.
    const speed = fresh & MOVED && cause !== 'drag' ? { vx: round(now.vx), vy: round(now.vy) } : null
    const turned = fresh & ROTATED ? { spin: round(now.spin) } : null
    const text = fresh & TEXT ? { text: track.now.text } : null
    const told = { __proto__: null, cause, own: target === track.object, changed, ...speed, ...turned, ...text }
    track.reactions ??= figures.groups(MAX_REACTIONS)
    track.reactions.of(told)
  }

  /** Looks at everything after an input; returns the names of the values that it changed. */
  const lookAround = (): string[] => {
    if (!few()) return kit.list()
    // While a held key is measured, everything is looked at after each frame.
    if (!holding) tracks.look(false)
    return state.look(false)
  }
  const close = (): void => {
    const changed = lookAround()
    const handlers = emits.take()
    holding = false
    if (story === null) return
    const ended = story
    story = null
    ended.frames = recorder.frame() - ended.frame
    ended.handlers = handlers
    ended.spawned = tracks.changes.spawned - spawned
    ended.destroyed = tracks.changes.destroyed - destroyed
    ended.state = changed
    if (few()) tracks.each((track) => react(track, ended))
    const happened = keysOf(handlers).length + ended.spawned + ended.destroyed + changed.length > 0
    if (happened && stories.length < MAX_STORIES) kit.add(stories, ended)
  }

  return {
    tried,
    running: () => running,
    start: () => {
      running = true
      tracks.look(false)
      state.look(true)
      emits.take()
      tracks.settle()
    },
    begin: (cause, target) => {
      close()
      if (cause === null) return
      if (!known.get(cause) && tried.length < MAX_STORIES && kit.indexOf(cause, 'keyup:', 0) !== 0) {
        known.set(cause, true)
        kit.add(tried, cause)
      }
      spawned = tracks.changes.spawned
      destroyed = tracks.changes.destroyed
      const told = { handlers: {}, spawned: 0, destroyed: 0, state: kit.list<string>() }
      story = { cause, target, frame: recorder.frame(), frames: 0, ...told }
      if (few()) tracks.each(remember)
    },
    hold: () => {
      if (!few()) return
      tracks.look(false)
      holding = tracks.size() <= SOME_OBJECTS
    },
    frame: () => {
      if (!holding) return
      tracks.look(true)
      tracks.each((track) => {
        const before = befores.get(track)
        if (before === undefined) return
        kit.add(before.vxs, track.vx)
        kit.add(before.vys, track.vy)
        kit.add(before.spins, track.spin)
      })
    },
    stop: () => {
      close()
      running = false
    },
    seen: (indexOf) => {
      const list = kit.list<object>()
      for (let i = 0; i < stories.length; i++) {
        const { cause, target, frame, frames, handlers, spawned, destroyed, state } = stories[i]
        const index = target === null ? -1 : indexOf(target)
        kit.add(list, {
          __proto__: null,
          cause,
          ...(index < 0 ? null : { target: index }),
          frame,
          frames,
          handlers,
          spawned,
          destroyed,
          state,
        })
      }
      return list
    },
  }
}
