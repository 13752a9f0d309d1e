import type { Faults } from './faults.ts'
import type { Fn, GuestGlobal, Kit } from './kit.ts'
import type { Recorder } from './recorder.ts'
import type { TimerQueue } from './timers.ts'

export interface Clock {
  /** Milliseconds since the page opened: virtual, moved only by `step`. */
  now(): number
  later(fn: () => void, delay: number): void
  /** Runs `fn` after the animation callbacks of every frame from now on. */
  afterFrames(fn: () => void): void
  /**
   * Goes on with an animation frame of 1/60 s: the timers that fall due, then the animation callbacks. Returns true
   * when callbacks are left: the host lets microtasks run between them, as a browser does.
   */
  step(): boolean
}

/** The event loop of the page in virtual time. */
export function installClock(
  global: GuestGlobal,
  kit: Kit,
  recorder: Recorder,
  faults: Faults,
  timers: TimerQueue,
): Clock {
  const FRAME_MS = 1000 / 60
  /** HTML standard: a timer nested deeper than 5 waits at least 4 ms, so that a frame cannot go on for ever. */
  const CLAMP_DEPTH = 5
  const CLAMP_MS = 4
  interface Callback {
    readonly id: number
    readonly fn: unknown
    live: boolean
  }
  let now = 0
  let frames = 0
  let nextId = 1
  let depth = 0
  /** The callbacks asked for, and those of the frame that runs. */
  let asked = kit.list<Callback>()
  let running = kit.list<Callback>()
  /** How many of them have run; -1 while no frame runs. */
  let ran = -1
  let inFrame = false
  const afterwards = kit.list<() => void>()
  const numberOf = Number
  const evaluate = global.eval

  const start = (kind: string, fn: unknown, delay: unknown, args: ArrayLike<unknown>, repeat: boolean): number => {
    let wait = numberOf(delay)
    wait = wait > 0 ? kit.floor(wait) : 0
    if (depth >= CLAMP_DEPTH || repeat) wait = wait < CLAMP_MS ? CLAMP_MS : wait
    const id = nextId++
    timers.add({ id, fn, args, kind, at: now + wait, every: repeat ? wait : 0, depth: depth + 1, live: true })
    return id
  }
  const runTimer = (until: number): boolean => {
    const timer = timers.next(until)
    if (timer === null) return false
    if (timer.at > now) now = timer.at
    depth = timer.depth
    if (typeof timer.fn === 'function') recorder.guard('timer', timer.kind, timer.fn, global, timer.args)
    // The text of a program, run as the page would run it.
    else recorder.guard('timer', timer.kind, evaluate, global, [timer.fn])
    if (timer.every > 0 && timer.live) {
      timer.at += timer.every
      timers.add(timer)
    }
    return true
  }
  const runAnimation = (): boolean => {
    while (ran < running.length) {
      const { live, fn } = running[ran++]
      if (!live) continue
      recorder.guard('update', 'requestAnimationFrame', fn, global, [now])
      return ran < running.length
    }
    return false
  }

  const needFunction = (method: string, fn: unknown, given: number): void => {
    if (given === 0) throw faults.tooFew(1, 0, method, 'Window')
    if (typeof fn !== 'function') throw faults.notA('Function', method, 'Window')
  }
  const starter = (kind: string, repeat: boolean) =>
    function (fn?: unknown, delay?: unknown, ...args: unknown[]): number {
      if (arguments.length === 0) throw faults.tooFew(1, 0, kind, 'Window')
      return start(kind, typeof fn === 'function' ? fn : kit.text(fn, 1_000_000), delay, args, repeat)
    }
  const idle = (fn: unknown) => () => kit.apply(fn, global, [{ didTimeout: false, timeRemaining: () => 10 }])
  const cancel = (list: Callback[], id: unknown): void => {
    for (let i = 0; i < list.length; i++) if (list[i].id === id) list[i].live = false
  }

  global.setTimeout = starter('setTimeout', false)
  global.setInterval = starter('setInterval', true)
  for (const name of ['clearTimeout', 'clearInterval', 'cancelIdleCallback']) global[name] = timers.stop
  global.requestAnimationFrame = function requestAnimationFrame(fn?: unknown): number {
    needFunction('requestAnimationFrame', fn, arguments.length)
    const id = nextId++
    kit.add(asked, { id, fn, live: true })
    return id
  }
  global.cancelAnimationFrame = (id: unknown) => {
    cancel(asked, id)
    cancel(running, id)
  }
  global.requestIdleCallback = function requestIdleCallback(fn?: unknown): number {
    needFunction('requestIdleCallback', fn, arguments.length)
    return start('requestIdleCallback', idle(fn), 1, [], false)
  }
  global.queueMicrotask = function queueMicrotask(fn?: Fn): void {
    needFunction('queueMicrotask', fn, arguments.length)
    kit.soon(() => void recorder.guard('promise', 'queueMicrotask', fn, global, []))
  }

  return {
    now: () => now,
    later: (fn, delay) => void start('page', fn, delay, [], false),
    afterFrames: (fn) => kit.add(afterwards, fn),
    step: () => {
      if (!inFrame) {
        inFrame = true
        frames++
        recorder.nextFrame()
      }
      const until = frames * FRAME_MS
      if (ran < 0) {
        if (runTimer(until)) return true
        depth = 0
        now = until
        running = asked
        asked = kit.list()
        ran = 0
      }
      if (runAnimation()) return true
      for (let i = 0; i < afterwards.length; i++) afterwards[i]()
      ran = -1
      inFrame = false
      return false
    },
  }
}
