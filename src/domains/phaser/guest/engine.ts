/** The few parts of the engine that the driver touches, as types. For guest code see src/runtime/guest/kit.ts. */

export interface Engine {
  readonly Game: { prototype: Game & Methods }
  readonly Scene: { prototype: Scene }
  readonly AUTO: number
  readonly CANVAS: number
  readonly WEBGL: number
  readonly HEADLESS: number
  readonly Scenes: { SceneManager: Class; Systems: Class; Events: Record<string, string> }
  readonly Textures: { TextureManager: Class }
  readonly Loader: { LoaderPlugin: Class }
  readonly Time: { Clock: Class }
  readonly Tweens: { TweenManager: Class }
  readonly Input: { Keyboard: { KeyboardPlugin: Class; KeyCodes: Record<string, number> } }
  readonly Physics: { Arcade: { World: Class }; Matter: { World: Class } }
}

export type Methods = Record<string, unknown>
export interface Class {
  readonly prototype: Methods
}

export interface Game {
  readonly config: {
    renderType: number
    hideBanner: boolean
    width: unknown
    height: unknown
    canvas: unknown
    customEnvironment: unknown
  }
  readonly scene: { scenes: Scene[] } | null
  readonly canvas: object | null
  readonly isRunning: boolean
  readonly scale: {
    displayScale: { x: number; y: number }
    /** null once the game is destroyed. */
    canvasBounds: { left: number; top: number } | null
    width: number
    height: number
  } | null
}

export interface Scene {
  readonly sys: Systems
  readonly init?: unknown
  readonly preload?: unknown
  readonly create?: unknown
  readonly update?: unknown
  readonly physics?: { world?: { bodies?: Sized; staticBodies?: Sized } & Emitter }
  readonly matter?: { world?: { localWorld?: { bodies?: Sized } } & Emitter }
}

export interface Sized {
  readonly size?: number
  readonly length?: number
}

export interface Emitter {
  readonly _events?: Record<string, unknown>
  eventNames(): unknown[]
}

export interface Systems {
  readonly settings: { key: string; status: number }
  sceneUpdate: unknown
  readonly displayList?: { list: GameObject[] }
  readonly tweens?: { tweens: Sized }
  readonly time?: { _active: Sized; _pendingInsertion: Sized }
  readonly cameras?: { main?: Camera }
  readonly input?: Emitter & { _list: GameObject[]; _pendingInsertion: GameObject[]; keyboard?: Keyboard | null }
  readonly events?: Emitter
}

export interface Keyboard extends Emitter {
  readonly keys: ({ keyCode: number } | undefined)[]
}

export interface Camera {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly originX: number
  readonly originY: number
  readonly scrollX: number
  readonly scrollY: number
  readonly zoomX: number
  readonly zoomY: number
}

export interface GameObject extends Emitter {
  readonly type: unknown
  readonly scene: Scene | undefined
  readonly active: unknown
  readonly x: unknown
  readonly y: unknown
  readonly rotation: unknown
  readonly scaleX: unknown
  readonly scaleY: unknown
  readonly alpha: unknown
  readonly text: unknown
  readonly scrollFactorX: unknown
  readonly scrollFactorY: unknown
  readonly list?: GameObject[]
  readonly alive?: Sized
  readonly input?: { enabled: boolean } | null
  getBounds?(): { centerX: number; centerY: number }
}
