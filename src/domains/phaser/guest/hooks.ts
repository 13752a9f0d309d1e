import type { Realm } from '../../../runtime/guest/driver.ts'
import type { Classes } from './classes.ts'
import type { Engine, Game, Methods, Scene, Systems } from './engine.ts'

export interface SceneRecord {
  readonly scene: Scene
  created: boolean
  updates: number
}

export interface Hooks {
  readonly games: Game[]
  readonly records: SceneRecord[]
  readonly missingTextures: string[]
  /** The renderer the first game asked for, or ''. */
  asked(): string
  /** The renderer that the first game got: canvas or webgl. */
  renderer(): string
  booted(): boolean
  recordOf(scene: Scene): SceneRecord
  /** How often the scenes of a game were drawn. */
  renders(): number
}

/** Wraps the engine's own methods so that each error knows its phase, and each game, scene and update is seen. */
export function installHooks(realm: Realm, engine: Engine, classes: Classes): Hooks {
  const { kit, recorder, webgl } = realm
  const MAX_GAMES = 8
  const MAX_SCENES = 200
  const MAX_MISSING = 50
  const games = kit.list<Game>()
  const records = kit.list<SceneRecord>()
  const recordsByScene = kit.map<Scene, SceneRecord>()
  const missingTextures = kit.list<string>()
  const missingKeys = kit.map<string, boolean>()
  const baseUpdate = engine.Scene.prototype.update
  const { AUTO, CANVAS, WEBGL, HEADLESS } = engine
  let asked = ''
  let renderer = ''
  let booted = false
  let renders = 0

  const recordOf = (scene: Scene): SceneRecord => {
    let record = recordsByScene.get(scene)
    if (record === undefined) {
      record = { scene, created: false, updates: 0 }
      recordsByScene.set(scene, record)
      if (records.length < MAX_SCENES) kit.add(records, record)
    }
    return record
  }

  const wrap = (owner: Methods, method: string, phase: string, detail: string): void => {
    const real = owner[method]
    owner[method] = function (this: unknown, ...args: unknown[]): unknown {
      return recorder.label(phase, detail, real, this, args)
    }
  }
  const { SceneManager, Systems } = engine.Scenes
  wrap(SceneManager.prototype, 'bootScene', 'init', '')
  wrap(SceneManager.prototype, 'render', 'render', '')
  const { render } = SceneManager.prototype
  SceneManager.prototype.render = function (this: unknown): unknown {
    renders++
    return kit.apply(render, this, arguments)
  }
  wrap(Systems.prototype, 'step', 'update', '')
  wrap(engine.Time.Clock.prototype, 'update', 'timer', 'TimerEvent')
  wrap(engine.Tweens.TweenManager.prototype, 'update', 'tween', '')
  wrap(engine.Input.Keyboard.KeyboardPlugin.prototype, 'update', 'event', 'keyboard')
  // Looks between the events of the pointer what has moved under it.
  wrap(engine.Input.InputPlugin.prototype, 'updatePoll', 'event', 'pointer')
  classes.found(({ physics }) => physics?.world, (world) => {
    wrap(world, 'update', 'physics', 'arcade')
    wrap(world, 'postUpdate', 'physics', 'arcade')
  })
  classes.found(({ matter }) => matter?.world, (world) => wrap(world, 'update', 'physics', 'matter'))

  // The loader is emptied between init() and preload() of a scene, and at no other time in the phase 'init'.
  const loader = engine.Loader.LoaderPlugin.prototype
  const reset = loader.reset
  loader.reset = function (this: unknown): void {
    if (recorder.phase() === 'init') recorder.relabel('preload')
    kit.apply(reset, this, [])
  }

  const countUpdates = (record: SceneRecord, systems: Systems): void => {
    const update = systems.sceneUpdate
    if (update === baseUpdate || typeof update !== 'function') return
    systems.sceneUpdate = function (this: unknown, time: number, delta: number): unknown {
      record.updates++
      return kit.apply(update, this, [time, delta])
    }
  }
  const create = SceneManager.prototype.create
  SceneManager.prototype.create = function (this: unknown, scene: Scene): void {
    const record = recordOf(scene)
    recorder.label('create', '', create, this, [scene])
    record.created = true
    countUpdates(record, scene.sys)
  }

  const nameOf = (type: number): string =>
    type === AUTO
      ? 'AUTO'
      : type === CANVAS
        ? 'CANVAS'
        : type === WEBGL
          ? 'WEBGL'
          : type === HEADLESS
            ? 'HEADLESS'
            : 'unknown'
  const { prototype } = engine.Game
  const boot = prototype.boot
  prototype.boot = function (this: Game): void {
    const { config } = this
    if (games.length < MAX_GAMES) kit.add(games, this)
    asked = asked || nameOf(config.renderType)
    config.hideBanner = true
    // A game that brings its own canvas must name its renderer: the engine itself refuses AUTO then.
    const ownCanvas = Boolean(config.canvas ?? config.customEnvironment)
    if (config.renderType === WEBGL && !webgl) config.renderType = CANVAS
    else if (config.renderType === HEADLESS) config.renderType = CANVAS
    else if (config.renderType === AUTO && !ownCanvas) config.renderType = webgl ? WEBGL : CANVAS
    renderer = renderer || (config.renderType === WEBGL ? 'webgl' : 'canvas')
    recorder.label('boot', '', boot, this, [])
    booted = true
  }

  const { get } = engine.Textures.TextureManager.prototype
  engine.Textures.TextureManager.prototype.get = function (this: { list: object }, key: unknown): unknown {
    const texture = kit.apply(get, this, [key])
    if (typeof key === 'string' && key !== '' && key !== '__MISSING') note(texture, kit.slice(key, 0, 100))
    return texture
  }
  const note = (texture: unknown, key: string): void => {
    if ((texture as { key?: unknown } | null)?.key !== '__MISSING' || missingTextures.length >= MAX_MISSING) return
    if (missingKeys.get(key)) return
    missingKeys.set(key, true)
    kit.add(missingTextures, key)
  }

  const tell = { asked: () => asked, renderer: () => renderer || 'canvas', booted: () => booted, renders: () => renders }
  return { games, records, missingTextures, recordOf, ...tell }
}
