import type { Fn, GuestGlobal, Kit } from './kit.ts'
import type { Recorder } from './recorder.ts'

export interface Clock {
  /** Milliseconds since the page opened: virtual, moved only by `frame`. */
  now(): number
  later(fn: () => void, delay: number): void
  /** One animation frame of 1/60 s: the timers that fall due, then the animation callbacks. */
  frame(): void
}

interface Timer {
  readonly id: number
  readonly fn: unknown
  readonly args: unknown[]
  readonly kind: string
  readonly every: number
  readonly depth: number
  at: number
}

/** Virtual time for everything a page can read it from, and seeded chance. */
export function installClock(global: GuestGlobal, kit: Kit, recorder: Recorder): Clock {
  /** 2023-11-14T22:13:20Z: any fixed moment will do. */
  const EPOCH = 1_700_000_000_000
  const FRAME_MS = 1000 / 60
  /** HTML standard: a timer nested deeper than 5 waits at least 4 ms, so that a frame cannot go on for ever. */
  const CLAMP_DEPTH = 5
  const CLAMP_MS = 4
  let now = 0
  let frames = 0
  let nextId = 1
  let depth = 0
  const timers = kit.map<number, Timer>()
  let animation = kit.list<{ id: number; fn: unknown; live: boolean }>()
  const numberOf = Number

  const start = (kind: string, fn: unknown, delay: unknown, args: unknown[], repeat: boolean): number => {
    let wait = numberOf(delay)
    wait = wait > 0 ? wait : 0
    if (depth >= CLAMP_DEPTH || repeat) wait = wait < CLAMP_MS ? CLAMP_MS : wait
    const id = nextId++
    timers.set(id, { id, fn, args, kind, at: now + wait, every: repeat ? wait : 0, depth: depth + 1 })
    return id
  }
  const stop = (id: unknown) => timers.delete(id as number)

  const due = (until: number): Timer | null => {
    let best: Timer | null = null
    timers.each((timer) => {
      if (timer.at > until) return
      if (best === null || timer.at < best.at || (timer.at === best.at && timer.id < best.id)) best = timer
    })
    return best
  }

  const runTimers = (until: number): void => {
    for (let timer = due(until); timer !== null; timer = due(until)) {
      if (timer.at > now) now = timer.at
      if (timer.every > 0) timer.at += timer.every
      else timers.delete(timer.id)
      depth = timer.depth
      if (typeof timer.fn === 'function') recorder.guard('timer', timer.kind, timer.fn, global, timer.args)
    }
    depth = 0
    now = until
  }

  global.setTimeout = (fn: unknown, delay?: unknown, ...args: unknown[]) => start('setTimeout', fn, delay, args, false)
  global.setInterval = (fn: unknown, delay?: unknown, ...args: unknown[]) => start('setInterval', fn, delay, args, true)
  global.clearTimeout = stop
  global.clearInterval = stop
  global.requestAnimationFrame = (fn: unknown) => {
    const id = nextId++
    kit.add(animation, { id, fn, live: true })
    return id
  }
  global.cancelAnimationFrame = (id: unknown) => {
    for (let i = 0; i < animation.length; i++) if (animation[i].id === id) animation[i].live = false
  }
  global.requestIdleCallback = (fn: Fn) =>
    start(
      'requestIdleCallback',
      () => kit.apply(fn, global, [{ didTimeout: false, timeRemaining: () => 10 }]),
      1,
      [],
      false,
    )
  global.cancelIdleCallback = stop
  global.queueMicrotask = (fn: Fn) => kit.soon(() => void recorder.guard('promise', 'queueMicrotask', fn, global, []))

  const wallClock = () => EPOCH + kit.floor(now)
  const RealDate = Date
  // A subclass would answer `new Date().constructor` with the real one.
  const VirtualDate = function Date(this: unknown, ...args: unknown[]): unknown {
    if (new.target === undefined) return new RealDate(wallClock()).toString()
    return Reflect.construct(RealDate, args.length === 0 ? [wallClock()] : args, new.target)
  }
  Object.defineProperty(VirtualDate, 'length', { value: 7 })
  Object.assign(VirtualDate, { parse: RealDate.parse, UTC: RealDate.UTC, now: wallClock })
  VirtualDate.prototype = RealDate.prototype
  Object.defineProperty(RealDate.prototype, 'constructor', { value: VirtualDate, writable: true, configurable: true })
  global.Date = VirtualDate
  const { format } = Object.getOwnPropertyDescriptors(Intl.DateTimeFormat.prototype)
  Object.defineProperty(Intl.DateTimeFormat.prototype, 'format', {
    configurable: true,
    get(this: Intl.DateTimeFormat) {
      const real = kit.apply(format.get, this, []) as Intl.DateTimeFormat['format']
      return (date?: Date | number) => real(date ?? wallClock())
    },
  })

  global.performance = {
    now: () => now,
    timeOrigin: EPOCH,
    mark: () => undefined,
    measure: () => undefined,
    getEntriesByName: () => [],
    getEntriesByType: () => [],
  }

  // mulberry32, Tommy Ettinger 2017 (public domain): 32 bits of state are plenty for a game.
  let state = 1
  Math.random = function random() {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }

  return {
    now: () => now,
    later: (fn, delay) => void start('page', fn, delay, [], false),
    frame: () => {
      recorder.nextFrame()
      frames++
      runTimers(frames * FRAME_MS)
      const queue = animation
      animation = kit.list()
      for (let i = 0; i < queue.length; i++) {
        if (queue[i].live) recorder.guard('update', 'requestAnimationFrame', queue[i].fn, global, [now])
      }
    },
  }
}
