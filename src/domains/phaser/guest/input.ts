import type { Realm } from '../../../runtime/guest/driver.ts'
import type { Camera, Engine, Game, GameObject, Scene } from './engine.ts'
import type { Hooks } from './hooks.ts'

/** Plays the scripted input, a frame's worth at a time: pointer on objects and on empty ground, keys, wheel. */
export function makeInput(realm: Realm, engine: Engine, hooks: Hooks): (step: number) => boolean {
  const { kit, recorder, events, dom } = realm
  const MAX_SCENES = 50
  const MAX_TARGETS = 8
  const MAX_KEYS = 32
  /** Frames that a key is held which the program watches; any other key is only tapped. */
  const HOLD = 4
  const { KeyCodes } = engine.Input.Keyboard
  const codeNames = Object.keys(KeyCodes)
  const usual = 'LEFT RIGHT UP DOWN SPACE W A S D ENTER E Q ONE TWO THREE SHIFT P R ESC'.split(' ')
  const domNames: Record<number, [code: string, key: string]> = {
    8: ['Backspace', 'Backspace'],
    9: ['Tab', 'Tab'],
    13: ['Enter', 'Enter'],
    16: ['ShiftLeft', 'Shift'],
    17: ['ControlLeft', 'Control'],
    18: ['AltLeft', 'Alt'],
    27: ['Escape', 'Escape'],
    32: ['Space', ' '],
    37: ['ArrowLeft', 'ArrowLeft'],
    38: ['ArrowUp', 'ArrowUp'],
    39: ['ArrowRight', 'ArrowRight'],
    40: ['ArrowDown', 'ArrowDown'],
  }
  const fromCode = String.fromCharCode
  const actions = kit.list<() => void>()
  let planned = false
  let last = { x: 0, y: 0 }

  /** The first game that can be touched: a destroyed one keeps its canvas and loses the canvas's bounds. */
  const game = (): Game | null => {
    for (let i = 0; i < hooks.games.length; i++) {
      if (hooks.games[i].canvas && hooks.games[i].scale?.canvasBounds) return hooks.games[i]
    }
    return null
  }

  const pointer = (type: string, buttons: number, x: number, y: number, more?: object): void => {
    const owner = game()
    if (!owner?.canvas || !owner.scale?.canvasBounds) return
    const { displayScale, canvasBounds } = owner.scale
    const pageX = x / (displayScale.x || 1) + canvasBounds.left
    const pageY = y / (displayScale.y || 1) + canvasBounds.top
    const place = { pageX, pageY, clientX: pageX, clientY: pageY, offsetX: pageX, offsetY: pageY, x: pageX, y: pageY }
    const moved = { movementX: x - last.x, movementY: y - last.y, screenX: pageX, screenY: pageY }
    const init = { ...place, ...moved, ...more, button: 0, buttons, bubbles: true, pointerId: 1, pointerType: 'mouse' }
    last = { x, y }
    if (type === 'wheel') return events.send(owner.canvas, 'WheelEvent', type, init)
    if (type !== 'click') events.send(owner.canvas, 'PointerEvent', 'pointer' + kit.slice(type, 5, 20), init)
    events.send(owner.canvas, 'MouseEvent', type, init)
  }

  const key = (type: string, keyCode: number): void => {
    const known = domNames[keyCode]
    const letter = fromCode(keyCode)
    const isDigit = keyCode >= 48 && keyCode <= 57
    const code = known?.[0] ?? (isDigit ? 'Digit' : 'Key') + letter
    const names = { code, key: known?.[1] ?? fromCode(keyCode >= 65 && keyCode <= 90 ? keyCode + 32 : keyCode) }
    const still = {
      altKey: false,
      ctrlKey: false,
      metaKey: false,
      shiftKey: keyCode === 16,
      repeat: false,
      location: 0,
    }
    events.send(dom.body, 'KeyboardEvent', type, { ...names, ...still, keyCode, which: keyCode, bubbles: true })
  }

  /** Where the middle of an object is seen on the canvas. */
  const middle = (object: GameObject, camera: Camera | undefined): { x: number; y: number } => {
    let x = kit.finite(object.x)
    let y = kit.finite(object.y)
    recorder.quietly(() => {
      const bounds = object.getBounds?.()
      if (bounds === undefined) return
      x = kit.finite(bounds.centerX)
      y = kit.finite(bounds.centerY)
    })
    if (camera === undefined) return { x, y }
    const seen = (
      at: number,
      scroll: number,
      factor: unknown,
      zoom: number,
      size: number,
      origin: number,
      left: number,
    ) => (at - scroll * (typeof factor === 'number' ? factor : 1) - size * origin) * zoom + size * origin + left
    return {
      x: seen(x, camera.scrollX, object.scrollFactorX, camera.zoomX, camera.width, camera.originX, camera.x),
      y: seen(y, camera.scrollY, object.scrollFactorY, camera.zoomY, camera.height, camera.originY, camera.y),
    }
  }

  const eachScene = (visit: (scene: Scene) => void): void => {
    const scenes = game()?.scene?.scenes ?? kit.list<Scene>()
    for (let i = 0; i < scenes.length && i < MAX_SCENES; i++) recorder.quietly(() => visit(scenes[i]))
  }
  const targets = (): { object: GameObject; camera: Camera | undefined }[] => {
    const found = kit.list<{ object: GameObject; camera: Camera | undefined }>()
    const collect = (list: GameObject[], camera: Camera | undefined): void => {
      for (let i = 0; i < list.length && found.length < MAX_TARGETS; i++) kit.add(found, { object: list[i], camera })
    }
    eachScene((scene) => {
      const { input, cameras } = scene.sys
      if (input === undefined) return
      collect(input._list, cameras?.main)
      collect(input._pendingInsertion, cameras?.main)
    })
    return found
  }

  const press = (at: () => { x: number; y: number }): void => {
    let { x, y } = last
    const go = (type: string, buttons: number, dx: number, dy: number) => () => pointer(type, buttons, x + dx, y + dy)
    kit.add(actions, () => {
      recorder.quietly(() => ({ x, y } = at()))
      pointer('mousemove', 0, x, y)
    })
    kit.add(actions, go('mousedown', 1, 0, 0))
    kit.add(actions, go('mousemove', 1, 12, 8))
    kit.add(actions, go('mousemove', 1, 40, 24))
    kit.add(actions, () => {
      pointer('mouseup', 0, x + 40, y + 24)
      pointer('click', 0, x + 40, y + 24)
    })
  }

  const watched = (): Record<string, boolean> => {
    const names: Record<string, boolean> = { __proto__: null } as never
    eachScene((scene) => {
      const keyboard = scene.sys.input?.keyboard
      if (!keyboard) return
      for (let i = 0; i < codeNames.length; i++) if (keyboard.keys[KeyCodes[codeNames[i]]]) names[codeNames[i]] = true
      const listened = keyboard.eventNames()
      for (let i = 0; i < listened.length; i++) {
        const name = kit.text(listened[i], 40)
        const dash = kit.indexOf(name, '-', 0)
        if (dash > 0) names[kit.slice(name, dash + 1, 40)] = true
      }
    })
    return names
  }
  const tap = (keyCode: number, held: number): void => {
    kit.add(actions, () => key('keydown', keyCode))
    for (let i = 1; i < held; i++) kit.add(actions, () => undefined)
    kit.add(actions, () => key('keyup', keyCode))
  }
  const planKeys = (): void => {
    const names = watched()
    const pressed = kit.map<number, boolean>()
    const add = (name: string, held: number): void => {
      const keyCode = KeyCodes[name]
      if (typeof keyCode !== 'number' || pressed.get(keyCode) || pressed.size() >= MAX_KEYS) return
      pressed.set(keyCode, true)
      tap(keyCode, held)
    }
    for (let i = 0; i < usual.length; i++) add(usual[i], names[usual[i]] ? HOLD : 1)
    for (let i = 0; i < codeNames.length; i++) if (names[codeNames[i]]) add(codeNames[i], HOLD)
  }

  const plan = (): void => {
    const found = targets()
    for (let i = 0; i < found.length; i++) press(() => middle(found[i].object, found[i].camera))
    const ground = (shareX: number, shareY: number) => () => {
      const { width, height } = game()!.scale!
      return { x: width * shareX, y: height * shareY }
    }
    press(ground(0.5, 0.5))
    press(ground(0.2, 0.85))
    planKeys()
    for (const deltaY of [100, -100]) {
      kit.add(actions, () => pointer('wheel', 0, last.x, last.y, { deltaX: 0, deltaY, deltaZ: 0, deltaMode: 0 }))
    }
  }

  return (step) => {
    if (!planned) {
      planned = true
      recorder.quietly(plan)
    }
    if (step < actions.length) actions[step]()
    return step < actions.length
  }
}
