import type { Clock } from './clock.ts'
import type { EventClass, EventTargets, PageEvent } from './event-targets.ts'
import type { Faults } from './faults.ts'
import type { GuestGlobal, Kit } from './kit.ts'
import type { Lazily } from './lazily.ts'

export interface Events extends EventTargets {
  /** An event of class `kind` sent to `target` as the browser itself sends it. */
  send(target: object, kind: string, type: string, init?: object): void
  /** Whether the player touches the page: right now, or has ever. Pages may do more then: HTML standard, user activation. */
  isActive(): boolean
  wasActive(): boolean
  /** Runs `fn` at the first touch. */
  onActive(fn: () => void): void
}

/** The classes of events, and the events that the browser itself sends. */
export function installEvents(
  global: GuestGlobal,
  kit: Kit,
  faults: Faults,
  clock: Clock,
  targets: EventTargets,
  lazily: Lazily,
): Events {
  /** How long a touch counts, in ms: what Chromium allows. */
  const ACTIVATION_MS = 5000
  const { assign } = Object

  class Event implements PageEvent {
    type: string
    target: unknown = null
    currentTarget: unknown = null
    eventPhase = 0
    bubbles = false
    cancelable = false
    composed = false
    defaultPrevented = false
    isTrusted = false
    timeStamp = clock.now();
    [property: string]: unknown

    constructor(type: string, init?: object) {
      if (arguments.length === 0) throw faults.tooFew(1, 0, 'constructor', 'Event')
      assign(this, init)
      this.type = kit.text(type, 100)
    }

    get srcElement(): unknown {
      return this.target
    }

    get returnValue(): boolean {
      return !this.defaultPrevented
    }

    set returnValue(value: unknown) {
      if (value === false) this.preventDefault()
    }

    get cancelBubble(): boolean {
      return false
    }

    set cancelBubble(value: unknown) {
      if (value) targets.stop(this, 'up')
    }

    initEvent(type: string, bubbles = false, cancelable = false): void {
      assign(this, { type: kit.text(type, 100), bubbles, cancelable })
    }

    preventDefault(): void {
      if (this.cancelable) this.defaultPrevented = true
    }

    stopPropagation(): void {
      targets.stop(this, 'up')
    }

    stopImmediatePropagation(): void {
      targets.stop(this, 'here')
    }

    getModifierState(): boolean {
      return false
    }

    composedPath(): unknown[] {
      const path: unknown[] = []
      for (let at = this.target; at; at = (at as { parentNode?: unknown }).parentNode) path.push(at)
      return path.length > 0 && path.at(-1) === global.document ? [...path, global] : path
    }
  }

  const modifiers = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false }
  const place = { clientX: 0, clientY: 0, screenX: 0, screenY: 0, movementX: 0, movementY: 0 }
  const contact = { pointerId: 0, pointerType: '', pressure: 0, width: 1, height: 1, isPrimary: false }
  const stroke = { key: '', code: '', keyCode: 0, which: 0, location: 0, repeat: false }
  const problem = { message: '', error: undefined, filename: '', lineno: 0, colno: 0 }
  const touch = { touches: [], targetTouches: [], changedTouches: [] }
  /** Each class: the one above it, and its properties with their defaults. */
  const kinds: Record<string, [parent: string, defaults: object]> = {
    UIEvent: ['Event', { detail: 0, view: null }],
    MouseEvent: ['UIEvent', { ...place, ...modifiers, button: 0, buttons: 0, relatedTarget: null }],
    PointerEvent: ['MouseEvent', contact],
    WheelEvent: ['MouseEvent', { deltaX: 0, deltaY: 0, deltaZ: 0, deltaMode: 0 }],
    DragEvent: ['MouseEvent', { dataTransfer: null }],
    KeyboardEvent: ['UIEvent', { ...modifiers, ...stroke }],
    InputEvent: ['UIEvent', { data: null, inputType: '' }],
    FocusEvent: ['UIEvent', { relatedTarget: null }],
    TouchEvent: ['UIEvent', { ...modifiers, ...touch }],
    CustomEvent: ['Event', { detail: null }],
    ErrorEvent: ['Event', problem],
    MessageEvent: ['Event', { data: null, origin: '', source: null, ports: [] }],
    ProgressEvent: ['Event', { loaded: 0, total: 0, lengthComputable: false }],
    PopStateEvent: ['Event', { state: null }],
    HashChangeEvent: ['Event', {}],
    StorageEvent: ['Event', { key: null, newValue: null, oldValue: null }],
    SubmitEvent: ['Event', { submitter: null }],
    AnimationEvent: ['Event', { animationName: '', elapsedTime: 0 }],
    TransitionEvent: ['Event', { propertyName: '', elapsedTime: 0 }],
  }
  /** The page does not scroll: a place on the page is one in the window. */
  const placeOnPage = (event: PageEvent): void => {
    event.pageX = event.offsetX = event.layerX = event.x = event.clientX
    event.pageY = event.offsetY = event.layerY = event.y = event.clientY
  }
  const define = (name: string): EventClass => {
    const [parent, defaults] = kinds[name]
    const Parent = classOf(parent)
    const Class = {
      [name]: class extends Parent {
        constructor(type: string, init?: object) {
          if (arguments.length === 0) throw faults.tooFew(1, 0, 'constructor', name)
          super(type, init)
          if (name === 'MouseEvent' && this.pageX === undefined) placeOnPage(this)
        }
      },
    }[name]
    // On the prototype: an event is made many times a run, and most of its properties are not asked for.
    assign(Class.prototype, defaults)
    if (name === 'WheelEvent') assign(Class, { DOM_DELTA_PIXEL: 0, DOM_DELTA_LINE: 1, DOM_DELTA_PAGE: 2 })
    global[name] = Class
    return Class
  }
  const classOf = (name: string): EventClass => (name === 'Event' ? Event : classes[name]!())
  const classes: Record<string, (() => EventClass) | undefined> = { __proto__: null } as never
  for (const name of Object.keys(kinds)) classes[name] = lazily(name, () => define(name))
  // The scripted input comes whatever the program has done by then to what classes are made with.
  for (const name of ['MouseEvent', 'PointerEvent', 'WheelEvent', 'KeyboardEvent']) classOf(name)
  global.Event = Event
  global.Touch = class Touch {
    constructor(init: { clientX?: number; clientY?: number }) {
      const { clientX = 0, clientY = 0 } = init
      assign(this, { pageX: clientX, pageY: clientY, screenX: clientX, screenY: clientY, radiusX: 0, force: 0 }, init)
    }
  }

  let activeUntil = -1
  const waiting = kit.list<() => void>()
  const activates = (type: string) =>
    type === 'mousedown' || type === 'keydown' || type === 'pointerup' || type === 'touchend'
  const activate = (): void => {
    activeUntil = clock.now() + ACTIVATION_MS
    for (let i = 0; i < waiting.length; i++) waiting[i]()
    waiting.length = 0
  }

  return {
    ...targets,
    send: (target, kind, type, init) => {
      const event = new (classOf(kind))(type, init)
      event.isTrusted = true
      event.cancelable = true
      if (activates(type)) activate()
      targets.dispatch(target, event)
    },
    isActive: () => clock.now() < activeUntil,
    wasActive: () => activeUntil >= 0,
    onActive: (fn) => kit.add(waiting, fn),
  }
}
