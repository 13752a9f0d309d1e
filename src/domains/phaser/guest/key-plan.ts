import type { Realm } from '../../../runtime/guest/driver.ts'
import type { Devices } from './devices.ts'
import type { Engine, Keyboard } from './engine.ts'
import type { Hooks } from './hooks.ts'

export interface Key {
  /** Name in the engine's KeyCodes: LEFT, SPACE, W … */
  readonly name: string
  readonly code: number
}

/** Keys that were not pressed before, in the order in which to press them. */
export interface FreshKeys {
  /** Watched keys that usually move something. */
  readonly moving: Key[]
  readonly watched: Key[]
  /** Sequences of keys that the program waits for. */
  readonly combos: Key[][]
  /** The usual keys, when somebody listens to whatever key is pressed; else none. */
  readonly heard: Key[]
}

/** Finds out which keys the program waits for. */
export function makeKeyPlan(realm: Realm, engine: Engine, hooks: Hooks, devices: Devices): () => FreshKeys {
  const { global, kit, recorder, events, dom } = realm
  const MAX_KEYS = 32
  const MAX_NAMES = 100
  const MAX_COMBOS = 4
  const MAX_COMBO_KEYS = 12
  const { KeyboardPlugin, KeyCodes } = engine.Input.Keyboard
  const codeNames = Object.keys(KeyCodes)
  const arrows = 'LEFT RIGHT UP DOWN W A S D'.split(' ')
  const usual = 'LEFT RIGHT UP DOWN SPACE W A S D ENTER E Q ONE TWO THREE SHIFT P R ESC'.split(' ')
  const nameOf: Record<number, string> = { __proto__: null } as never
  for (let i = codeNames.length - 1; i >= 0; i--) nameOf[KeyCodes[codeNames[i]]] = codeNames[i]

  // A combo keeps its keys to itself and hangs on its keyboard as a listener like any other.
  const combos = kit.list<{ keyCodes?: unknown }>()
  let played = 0
  const { createCombo } = KeyboardPlugin.prototype
  KeyboardPlugin.prototype.createCombo = function (this: unknown): unknown {
    const combo = kit.apply(createCombo, this, arguments)
    kit.add(combos, combo as object)
    return combo
  }

  const watchedNames = (): Record<string, boolean> => {
    const names: Record<string, boolean> = { __proto__: null } as never
    const add = (keyboard: Keyboard): void => {
      for (let i = 0; i < codeNames.length; i++) if (keyboard.keys[KeyCodes[codeNames[i]]]) names[codeNames[i]] = true
      const listened = keyboard.eventNames()
      for (let i = 0; i < listened.length && i < MAX_NAMES; i++) {
        const name = kit.text(listened[i], 40)
        const dash = kit.indexOf(name, '-', 0)
        if (dash > 0) names[kit.slice(name, dash + 1, 40)] = true
      }
    }
    devices.eachScene(({ sys: { input } }) => {
      if (input?.keyboard) add(input.keyboard)
    })
    return names
  }

  /** Whether somebody, on the page or in a scene, hears every key: beyond what the engine itself and combos hear. */
  const hearsAll = (): boolean => {
    let heard = 0
    recorder.quietly(() => {
      heard = events.listening('keydown') + events.listening('keyup')
      for (let i = 0; i < hooks.games.length; i++) if (hooks.games[i].input?.keyboard?.enabled) heard -= 2
      if (typeof global.onkeydown === 'function' || typeof dom.document.onkeydown === 'function') heard++
    })
    let inScenes = 0
    devices.eachScene(({ sys: { input } }) => {
      const keyboard = input?.keyboard
      if (!keyboard) return
      inScenes += kit.finite(keyboard.listenerCount('keydown')) + kit.finite(keyboard.listenerCount('keyup'))
    })
    return heard > 0 || inScenes > combos.length
  }

  const pressed = kit.map<number, boolean>()
  const take = (list: Key[], name: string): void => {
    const code = KeyCodes[name]
    if (typeof code !== 'number' || pressed.get(code) || pressed.size() >= MAX_KEYS) return
    pressed.set(code, true)
    kit.add(list, { name, code })
  }
  const freshCombos = (): Key[][] => {
    const list = kit.list<Key[]>()
    for (; played < combos.length && list.length < MAX_COMBOS; played++) {
      const keys = kit.list<Key>()
      recorder.quietly(() => {
        const codes = combos[played].keyCodes as ArrayLike<unknown>
        for (let i = 0; i < codes.length && i < MAX_COMBO_KEYS; i++) {
          const code = kit.finite(codes[i])
          kit.add(keys, { name: nameOf[code] ?? kit.text(code, 10), code })
        }
      })
      kit.add(list, keys)
    }
    return list
  }

  return () => {
    const names = watchedNames()
    const moving = kit.list<Key>()
    const watched = kit.list<Key>()
    const heard = kit.list<Key>()
    for (let i = 0; i < arrows.length; i++) if (names[arrows[i]]) take(moving, arrows[i])
    for (let i = 0; i < usual.length; i++) if (names[usual[i]]) take(watched, usual[i])
    for (let i = 0; i < codeNames.length; i++) if (names[codeNames[i]]) take(watched, codeNames[i])
    if (hearsAll()) for (let i = 0; i < usual.length; i++) take(heard, usual[i])
    return { moving, watched, combos: freshCombos(), heard }
  }
}
