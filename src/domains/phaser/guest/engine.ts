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
  readonly Input: {
    InputPlugin: Class
    Keyboard: { KeyboardPlugin: Class; KeyCodes: Record<string, number> }
  }
  readonly Cameras: { Scene2D: { Camera: Class } }
  readonly GameObjects: {
    GameObject: Class
    GameObjectFactory: Class
    GameObjectCreator: Class
  }
  readonly Math: { Easing: Record<string, unknown> }
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
  readonly registry?: { list?: unknown }
  readonly input?: { keyboard?: { enabled: boolean; target: unknown } | null } | null
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
  readonly physics?: { world?: { bodies?: Sized; staticBodies?: Sized; gravity?: Point } & Emitter }
  readonly matter?: { world?: MatterWorld & Emitter }
}

export interface MatterWorld {
  readonly localWorld?: { bodies?: readonly ({ isStatic?: unknown } | undefined)[] }
  readonly engine?: { gravity?: Point; pairs?: { collisionStart?: MatterPair[] } }
}

export interface MatterPair {
  readonly bodyA?: { gameObject?: unknown }
  readonly bodyB?: { gameObject?: unknown }
}

export interface Point {
  readonly x?: unknown
  readonly y?: unknown
}

export interface Sized {
  readonly size?: number
  readonly length?: number
}

export interface Emitter {
  readonly _events?: Record<string, unknown>
  eventNames(): unknown[]
  listenerCount(name: unknown): unknown
}

export interface Systems {
  readonly settings: { key: string; status: number; visible?: unknown }
  sceneUpdate: unknown
  readonly game?: Game & { sound?: unknown }
  readonly displayList?: { list: GameObject[] }
  readonly tweens?: { tweens: Sized }
  readonly time?: { _active: Sized; _pendingInsertion: Sized }
  readonly cameras?: { main?: Camera; cameras?: Camera[] }
  readonly input?: Emitter & { _list: GameObject[]; _pendingInsertion: GameObject[]; keyboard?: Keyboard | null }
  readonly events?: Emitter
  readonly data?: { list?: unknown }
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
  readonly _follow?: GameObject | null
}

/** Everything in it is the program's to change: nothing is what it claims to be before it was looked at. */
export interface GameObject extends Emitter {
  readonly type: unknown
  readonly name: unknown
  readonly scene: Scene | undefined
  readonly parentContainer?: GameObject | null
  readonly active: unknown
  readonly visible: unknown
  readonly x: unknown
  readonly y: unknown
  readonly rotation: unknown
  readonly scaleX: unknown
  readonly scaleY: unknown
  readonly alpha: unknown
  readonly text: unknown
  readonly style?: { color?: unknown }
  readonly fillColor?: unknown
  readonly isFilled?: unknown
  readonly strokeColor?: unknown
  readonly tintTopLeft?: unknown
  readonly texture?: { key?: unknown } | null
  readonly commandBuffer?: unknown
  readonly scrollFactorX: unknown
  readonly scrollFactorY: unknown
  readonly list?: GameObject[]
  readonly alive?: Sized
  readonly tilemap?: object | null
  readonly layer?: { name?: unknown; width?: unknown; height?: unknown }
  readonly input?: { enabled: boolean; draggable?: unknown; dropZone?: unknown } | null
  getBounds?(): { centerX: number; centerY: number }
}
