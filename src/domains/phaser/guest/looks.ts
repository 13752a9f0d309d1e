import type { Realm } from '../../../runtime/guest/driver.ts'
import type { Classes } from './classes.ts'
import type { Drawing } from './drawings.ts'
import type { Engine, GameObject, Methods } from './engine.ts'

/** How an object looks at one moment. */
export interface Look {
  /** Its own place, plus that of the containers around it and that of what a Graphics has drawn, in px. */
  x: number
  y: number
  /** Radians. */
  rotation: number
  scaleX: number
  scaleY: number
  /** 0 when the object is hidden. */
  alpha: number
  text: string
  /** 0xRRGGBB, or -1 when it has no colour of its own. */
  color: number
  readonly drawing: Drawing
}

export interface Looks {
  blank(): Look
  /** Fills `look` with what the object shows now. Throws what a getter of the object throws. */
  read(object: GameObject, look: Look): void
}

/** Reads how objects look. */
export function makeLooks(
  realm: Realm,
  engine: Engine,
  classes: Classes,
  readDrawing: (buffer: unknown, drawing: Drawing) => void,
): Looks {
  const { kit, recorder } = realm
  const MAX_PARENTS = 5
  const MAX_TEXT = 80
  const MAX_TEXTURES = 200
  const WHITE = 0xffffff
  const parseHex = Number.parseInt
  const css: Record<string, number> = { __proto__: null } as never
  const names =
    'white ffffff black 000000 red ff0000 lime 00ff00 green 008000 blue 0000ff yellow ffff00 cyan 00ffff ' +
    'magenta ff00ff orange ffa500 gold ffd700 pink ffc0cb purple 800080 gray 808080 grey 808080 silver c0c0c0'
  const words = names.split(' ')
  for (let i = 0; i < words.length; i += 2) css[words[i]] = parseHex(words[i + 1], 16)
  /** Texts have few colours, and are looked at often. */
  const parsed = kit.map<string, number>()

  const cssColor = (color: unknown): number => {
    if (typeof color !== 'string') return -1
    const known = parsed.get(color) ?? css[color]
    if (known !== undefined) return known
    const digit = (at: number) => color[at] ?? ''
    const hex =
      color.length === 4
        ? digit(1) + digit(1) + digit(2) + digit(2) + digit(3) + digit(3)
        : kit.slice(color, 1, 7)
    const value = color[0] === '#' ? parseHex(hex, 16) : -1
    const result = value >= 0 ? value : -1
    if (parsed.size() < MAX_TEXTURES) parsed.set(kit.slice(color, 0, 40), result)
    return result
  }

  /** Colours of the textures that the program draws with a Graphics. */
  const textureColors = kit.map<string, number>()
  const watchTextures = (graphics: Methods): void => {
    const { generateTexture } = graphics
    graphics.generateTexture = function (this: GameObject, key: unknown): unknown {
      if (typeof key === 'string' && textureColors.size() < MAX_TEXTURES) {
        const drawing: Drawing = { signature: -1, x: 0, y: 0, color: -1 }
        recorder.quietly(() => readDrawing(this.commandBuffer, drawing))
        textureColors.set(key, drawing.color)
      }
      return kit.apply(generateTexture, this, arguments)
    }
  }
  const { GameObjectFactory, GameObjectCreator } = engine.GameObjects
  classes.made(GameObjectFactory.prototype, 'graphics', watchTextures)
  classes.made(GameObjectCreator.prototype, 'graphics', watchTextures)

  const colorOf = (object: GameObject, drawing: Drawing): number => {
    const { fillColor, tintTopLeft } = object
    if (typeof fillColor === 'number')
      return kit.finite(object.isFilled === false ? object.strokeColor : fillColor)
    if (typeof tintTopLeft === 'number') {
      if (tintTopLeft !== WHITE) return kit.finite(tintTopLeft)
      if (object.style !== undefined) return cssColor(object.style.color)
      const key = object.texture?.key
      return typeof key === 'string' ? (textureColors.get(key) ?? -1) : -1
    }
    return object.commandBuffer === undefined ? -1 : drawing.color
  }

  return {
    blank: () => ({
      x: 0,
      y: 0,
      rotation: 0,
      scaleX: 0,
      scaleY: 0,
      alpha: 0,
      text: '',
      color: -1,
      drawing: { signature: -1, x: 0, y: 0, color: -1 },
    }),
    read: (object, look) => {
      const { drawing } = look
      if (object.commandBuffer !== undefined) readDrawing(object.commandBuffer, drawing)
      look.x = kit.finite(object.x) + drawing.x
      look.y = kit.finite(object.y) + drawing.y
      let parent = object.parentContainer
      for (let i = 0; parent && i < MAX_PARENTS; i++, parent = parent.parentContainer) {
        look.x += kit.finite(parent.x)
        look.y += kit.finite(parent.y)
      }
      look.rotation = kit.finite(object.rotation)
      look.scaleX = kit.finite(object.scaleX)
      look.scaleY = kit.finite(object.scaleY)
      look.alpha = object.visible === false ? 0 : kit.finite(object.alpha)
      look.text = typeof object.text === 'string' ? kit.slice(object.text, 0, MAX_TEXT) : ''
      look.color = colorOf(object, drawing)
    },
  }
}
