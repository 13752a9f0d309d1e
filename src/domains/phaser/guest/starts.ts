import type { Realm } from '../../../runtime/guest/driver.ts'
import type { SafeMap } from '../../../runtime/guest/kit.ts'
import type { Classes } from './classes.ts'
import type { Engine, GameObject, Methods } from './engine.ts'
import type { Figures } from './figures.ts'

/** What the program sets going: tweens, timers, effects of cameras, sounds, particles, other scenes. */
export interface Starts {
  tweens(): object[]
  timers(): object[]
  /** Effects of cameras by method: shake, flash, startFollow … */
  effects(): Record<string, number>
  sounds(): Record<string, number>
  particles(): number
  transitions(): object[]
}

interface TimerEvent {
  readonly delay: unknown
  readonly repeat: unknown
  readonly loop: unknown
  readonly repeatCount: unknown
  readonly hasDispatched: unknown
}

interface Tween {
  readonly data?: readonly (Record<string, unknown> | undefined)[]
  readonly targets?: readonly unknown[]
  readonly loop?: unknown
}

/** Wraps the methods that set things going. */
export function watchStarts(realm: Realm, engine: Engine, classes: Classes, figures: Figures): Starts {
  const { kit, recorder } = realm
  const MAX_GROUPS = 30
  const MAX_TIMERS = 200
  const MAX_TRANSITIONS = 40
  const MAX_PROPERTIES = 8
  /** How often a timer that never ends has still to go, at its start (src/time/TimerEvent.js of the engine). */
  const FOR_EVER = 999_999_999_999
  const { entries } = Object
  const arrayIsArray = Array.isArray

  /** Runs `seen` after each call of a method, with what it was given and gave back. */
  const watch = (owner: Methods, method: string, seen: (self: unknown, args: unknown[], result: unknown) => void) => {
    const real = owner[method]
    owner[method] = function (this: unknown, ...args: unknown[]): unknown {
      const result = kit.apply(real, this, args)
      recorder.quietly(() => seen(this, args, result))
      return result
    }
  }

  let easeNames: SafeMap<unknown, string> | null = null
  const nameOf = (ease: unknown): string => {
    if (easeNames === null) {
      easeNames = kit.map()
      const families = entries(engine.Math.Easing)
      for (let i = 0; i < families.length; i++) {
        const family = families[i][0]
        const kinds = families[i][1]
        if (typeof kinds === 'function') easeNames.set(kinds, family)
        else nameKinds(easeNames, family, entries(kinds as object))
      }
    }
    return easeNames.get(ease) ?? ''
  }
  const nameKinds = (names: SafeMap<unknown, string>, family: string, kinds: [string, unknown][]): void => {
    for (let i = 0; i < kinds.length; i++) names.set(kinds[i][1], family + '.' + kinds[i][0])
  }
  const tweens = figures.groups<object>(MAX_GROUPS)
  const noteTween = (tween: unknown): void => {
    const { data, targets, loop } = tween as Tween
    if (targets === undefined) return noteTweens(data)
    const one = data?.[0]
    if (one === undefined) return
    const properties = kit.list<string>()
    for (let i = 0; i < data!.length && properties.length < MAX_PROPERTIES; i++) {
      if (data![i]?.targetIndex === 0) kit.add(properties, kit.text(data![i]?.key, 40))
    }
    tweens.of({
      __proto__: null,
      properties,
      target: kit.text((targets?.[0] as GameObject | undefined)?.type ?? '', 40),
      duration: figures.amount(one.duration),
      delay: figures.amount(one.delay),
      repeat: kit.finite(one.repeat),
      loop: kit.finite(loop),
      yoyo: one.yoyo === true,
      ease: nameOf(one.ease),
    })
  }
  /** Of a list, and of a chain, whose data are tweens. */
  const noteTweens = (list: unknown): void => {
    if (arrayIsArray(list)) for (let i = 0; i < list.length && i < MAX_GROUPS; i++) noteTween(list[i])
  }
  const manager = engine.Tweens.TweenManager.prototype
  for (const name of ['add', 'addCounter', 'chain']) watch(manager, name, (_self, _args, tween) => noteTween(tween))
  watch(manager, 'addMultiple', (_self, _args, list) => noteTweens(list))
  watch(manager, 'existing', (_self, args) => noteTween(args[0]))

  const timers = kit.list<TimerEvent>()
  watch(engine.Time.Clock.prototype, 'addEvent', (_self, _args, timer) => {
    if (timers.length < MAX_TIMERS) kit.add(timers, timer as TimerEvent)
  })
  const fired = ({ loop, repeat, repeatCount, hasDispatched }: TimerEvent): number => {
    const endless = loop === true || repeat === -1
    const left = kit.finite(repeatCount)
    const turns = (endless ? FOR_EVER : kit.finite(repeat)) - left
    return figures.amount(turns + (left === 0 && hasDispatched === true ? 1 : 0))
  }

  const effects = figures.tally(MAX_GROUPS)
  for (const name of 'startFollow shake flash fade fadeIn fadeOut fadeFrom pan zoomTo rotateTo'.split(' ')) {
    watch(engine.Cameras.Scene2D.Camera.prototype, name, () => effects.add(name, 1))
  }
  const sounds = figures.tally(MAX_GROUPS)
  const watchSound = (sound: Methods): void =>
    watch(sound, 'play', (self) => sounds.add(kit.text((self as { key: unknown }).key, 60), 1))
  classes.found(
    ({ sys }) => sys.game?.sound,
    (sound) => classes.made(sound, 'add', watchSound),
  )

  let particles = 0
  const watchEmitter = (emitter: Methods): void => {
    const { emitParticle } = emitter
    emitter.emitParticle = function (this: { alive: unknown[] }): unknown {
      const before = this.alive.length
      const result = kit.apply(emitParticle, this, arguments)
      particles += figures.amount(this.alive.length - before)
      return result
    }
  }
  classes.made(engine.GameObjects.GameObjectFactory.prototype, 'particles', watchEmitter)
  classes.made(engine.GameObjects.GameObjectCreator.prototype, 'particles', watchEmitter)

  const transitions = kit.list<object>()
  // The first scenes of a game start by themselves.
  const scenes = engine.Scenes.SceneManager.prototype
  const { bootQueue } = scenes
  let booting = false
  scenes.bootQueue = function (this: unknown): unknown {
    booting = true
    const result = kit.apply(bootQueue, this, arguments)
    booting = false
    return result
  }
  for (const name of ['start', 'stop', 'pause', 'resume', 'sleep', 'wake']) {
    watch(scenes, name, (_self, args) => {
      if (booting || transitions.length >= MAX_TRANSITIONS) return
      kit.add(transitions, { __proto__: null, what: name, scene: kit.text(args[0], 60), frame: recorder.frame() })
    })
  }

  return {
    tweens: () => tweens.list,
    timers: () => {
      const groups = figures.groups<{ fired: number }>(MAX_GROUPS)
      for (let i = 0; i < timers.length; i++) {
        recorder.quietly(() => {
          const { delay, loop, repeat } = timers[i]
          const times = { repeat: kit.finite(repeat), loop: loop === true, fired: 0 }
          const group = groups.of({ __proto__: null, delay: figures.round(delay), ...times } as { fired: number })
          if (group !== undefined) group.fired += fired(timers[i])
        })
      }
      return groups.list
    },
    effects: effects.counts,
    sounds: sounds.counts,
    particles: () => particles,
    transitions: () => transitions,
  }
}
