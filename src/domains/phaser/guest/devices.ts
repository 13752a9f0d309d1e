import type { Realm } from '../../../runtime/guest/driver.ts'
import type { Game, Scene } from './engine.ts'
import type { Hooks } from './hooks.ts'
import type { Area } from './tracks.ts'

/** A place on the canvas, in px of the game. */
export interface Place {
  readonly x: number
  readonly y: number
}

export type Button = 'left' | 'right' | 'none'

/** Mouse and keyboard of whoever plays. */
export interface Devices {
  /** Size of the game that is played, px. */
  area(): Area
  /** Scenes of that game that take input: active and visible. */
  eachScene(visit: (scene: Scene) => void): void
  /** Where the pointer is. */
  at(): Place
  /** `held` is the button that is down while the pointer moves. */
  move(to: Place, held: Button): void
  down(button: Button): void
  /** Lets go and clicks; `double` for the second click of two. */
  up(button: Button, double: boolean): void
  wheel(deltaY: number): void
  key(type: 'keydown' | 'keyup', keyCode: number): void
}

/** Sends the events that a browser sends for what a hand does. */
export function makeDevices(realm: Realm, hooks: Hooks): Devices {
  const { kit, recorder, events, dom } = realm
  const MAX_SCENES = 50
  /** Numbers of a scene's status, see scene-list.ts. */
  const PENDING = 0
  const RUNNING = 5
  const SHIFT = 16
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
  let place = { x: 0, y: 0 }
  let moved = { x: 0, y: 0 }

  /** The first game that can be touched: a destroyed one keeps its canvas and loses the canvas's bounds. */
  const game = (): Game | null => {
    for (let i = 0; i < hooks.games.length; i++) {
      if (hooks.games[i].canvas && hooks.games[i].scale?.canvasBounds) return hooks.games[i]
    }
    return null
  }

  const send = (kind: string, type: string, more: object): void => {
    const owner = game()
    if (!owner?.canvas || !owner.scale?.canvasBounds) return
    const { displayScale, canvasBounds } = owner.scale
    const x = place.x / (displayScale.x || 1) + canvasBounds.left
    const y = place.y / (displayScale.y || 1) + canvasBounds.top
    const seen = { pageX: x, pageY: y, clientX: x, clientY: y, offsetX: x, offsetY: y, screenX: x, screenY: y, x, y }
    const motion = { movementX: moved.x, movementY: moved.y, bubbles: true, pointerId: 1, pointerType: 'mouse' }
    events.send(owner.canvas, kind, type, { ...seen, ...motion, ...more })
  }
  const mouse = (type: string, button: number, buttons: number): void => {
    send('PointerEvent', 'pointer' + type, { button, buttons })
    send('MouseEvent', 'mouse' + type, { button, buttons })
  }
  const numberOf = (button: Button): number => (button === 'right' ? 2 : 0)

  return {
    area: () => game()?.scale ?? { width: 0, height: 0 },
    eachScene: (visit) => {
      const scenes = game()?.scene?.scenes ?? kit.list<Scene>()
      for (let i = 0; i < scenes.length && i < MAX_SCENES; i++) {
        recorder.quietly(() => {
          const { status, visible } = scenes[i].sys.settings
          if (status > PENDING && status <= RUNNING && visible !== false) visit(scenes[i])
        })
      }
    },
    at: () => place,
    move: ({ x, y }, held) => {
      moved = { x: x - place.x, y: y - place.y }
      place = { x, y }
      mouse('move', 0, held === 'none' ? 0 : numberOf(held) || 1)
      moved = { x: 0, y: 0 }
    },
    down: (button) => mouse('down', numberOf(button), numberOf(button) || 1),
    up: (button, double) => {
      mouse('up', numberOf(button), 0)
      if (button === 'right') send('MouseEvent', 'contextmenu', { button: 2, buttons: 0 })
      else send('MouseEvent', 'click', { button: 0, buttons: 0 })
      if (double) send('MouseEvent', 'dblclick', { button: 0, buttons: 0 })
    },
    wheel: (deltaY) => send('WheelEvent', 'wheel', { button: 0, buttons: 0, deltaX: 0, deltaY, deltaZ: 0, deltaMode: 0 }),
    key: (type, keyCode) => {
      const known = domNames[keyCode]
      const letter = fromCode(keyCode)
      const isDigit = keyCode >= 48 && keyCode <= 57
      const code = known?.[0] ?? (isDigit ? 'Digit' : 'Key') + letter
      const name = known?.[1] ?? fromCode(keyCode >= 65 && keyCode <= 90 ? keyCode + 32 : keyCode)
      const names = { code, key: name, keyCode, which: keyCode, repeat: false, location: 0 }
      const others = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: keyCode === SHIFT && type === 'keydown' }
      events.send(dom.body, 'KeyboardEvent', type, { ...names, ...others, bubbles: true })
    },
  }
}
