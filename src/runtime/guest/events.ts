import type { Clock } from './clock.ts'
import type { GuestGlobal, Kit } from './kit.ts'
import type { Recorder } from './recorder.ts'

export interface PageEvent {
  type: string
  target: unknown
  currentTarget: unknown
  bubbles: boolean
  defaultPrevented: boolean
  [property: string]: unknown
}

export type EventClass = new (type: string, init?: object) => PageEvent

export interface Events {
  readonly EventTarget: new () => object
  readonly Event: EventClass
  /** An event of class `kind` sent to `target`, as the browser would. */
  send(target: object, kind: string, type: string, init?: object): void
  dispatch(target: object, event: PageEvent): boolean
  /** How many listeners the page has for events of this type, whatever their target. */
  listening(type: string): number
}

interface Listener {
  readonly type: string
  readonly fn: unknown
  readonly once: boolean
  readonly capture: boolean
  live: boolean
}

/** Event targets, listeners and bubbling. What a listener throws is recorded, and the next listener runs. */
export function installEvents(global: GuestGlobal, kit: Kit, recorder: Recorder, clock: Clock): Events {
  const listenersOf = kit.weakMap<object, Listener[]>()
  const stopped = kit.weakMap<object, 'here' | 'up'>()
  const counts = kit.map<string, number>()
  const classes = kit.map<string, EventClass>()
  const { assign } = Object

  const listen = (target: object, type: string, fn: unknown, options: unknown): void => {
    if (typeof fn !== 'function' && (typeof fn !== 'object' || fn === null)) return
    const wish =
      typeof options === 'object' && options !== null ? (options as { once?: unknown; capture?: unknown }) : null
    const capture = wish === null ? options === true : wish.capture === true
    let list = listenersOf.get(target)
    if (list === undefined) listenersOf.set(target, (list = kit.list()))
    for (let i = 0; i < list.length; i++) {
      if (list[i].live && list[i].fn === fn && list[i].type === type && list[i].capture === capture) return
    }
    kit.add(list, { type, fn, once: wish?.once === true, capture, live: true })
    counts.set(type, (counts.get(type) ?? 0) + 1)
  }

  const drop = (target: object, dead: (listener: Listener) => boolean): void => {
    const list = listenersOf.get(target)
    if (list === undefined) return
    const kept = kit.list<Listener>()
    for (let i = 0; i < list.length; i++) {
      if (!dead(list[i])) {
        kit.add(kept, list[i])
        continue
      }
      list[i].live = false
      counts.set(list[i].type, (counts.get(list[i].type) ?? 1) - 1)
    }
    listenersOf.set(target, kept)
  }

  const call = (fn: unknown, target: unknown, event: PageEvent): void => {
    const handler = typeof fn === 'function' ? fn : (fn as { handleEvent?: unknown }).handleEvent
    const phase = event.type === 'load' || event.type === 'error' ? 'load' : 'event'
    if (typeof handler === 'function')
      recorder.guard(phase, event.type, handler, typeof fn === 'function' ? target : fn, [event])
  }

  const deliver = (target: object, event: PageEvent): void => {
    event.currentTarget = target
    const list = listenersOf.get(target) ?? kit.list<Listener>()
    // A listener added while the event is delivered is not called: the length is read once.
    const { length } = list
    for (let i = 0; i < length && stopped.get(event) !== 'here'; i++) {
      const listener = list[i]
      if (!listener.live || listener.type !== event.type) continue
      if (listener.once) drop(target, (other) => other === listener)
      call(listener.fn, target, event)
    }
    const attribute = (target as Record<string, unknown>)['on' + event.type]
    if (typeof attribute === 'function' && stopped.get(event) !== 'here') call(attribute, target, event)
  }

  const parentOf = (target: object): object | null => {
    if (target === global) return null
    if (target === global.document) return global as object
    return ((target as { parentNode?: object | null }).parentNode as object | undefined) ?? null
  }

  const dispatch = (target: object, event: PageEvent): boolean => {
    event.target = target
    for (let at: object | null = target; at !== null; at = event.bubbles ? parentOf(at) : null) {
      deliver(at, event)
      if (stopped.get(event) !== undefined) break
    }
    return !event.defaultPrevented
  }

  class EventTarget {
    addEventListener(this: object | undefined, type: string, fn: unknown, options?: unknown): void {
      listen(this ?? global, kit.text(type, 100), fn, options)
    }

    removeEventListener(this: object | undefined, type: string, fn: unknown, options?: unknown): void {
      const capture =
        typeof options === 'object' ? (options as { capture?: unknown } | null)?.capture === true : options === true
      drop(this ?? global, (one) => one.fn === fn && one.type === type && one.capture === capture)
    }

    dispatchEvent(this: object | undefined, event: PageEvent): boolean {
      return dispatch(this ?? global, event)
    }
  }

  class Event implements PageEvent {
    type: string
    target: unknown = null
    currentTarget: unknown = null
    bubbles = false
    cancelable = false
    defaultPrevented = false
    timeStamp = clock.now();
    [property: string]: unknown

    constructor(type: string, init?: object) {
      assign(this, init)
      this.type = kit.text(type, 100)
    }

    preventDefault(): void {
      this.defaultPrevented = true
    }

    stopPropagation(): void {
      if (stopped.get(this) === undefined) stopped.set(this, 'up')
    }

    stopImmediatePropagation(): void {
      stopped.set(this, 'here')
    }

    getModifierState(): boolean {
      return false
    }

    composedPath(): unknown[] {
      return this.target === null ? [] : [this.target]
    }
  }

  const define = (name: string, Parent: EventClass): EventClass => {
    const Class = { [name]: class extends Parent {} }[name]
    classes.set(name, Class)
    global[name] = Class
    return Class
  }
  global.EventTarget = EventTarget
  global.Event = Event
  classes.set('Event', Event)
  const UIEvent = define('UIEvent', Event)
  const MouseEvent = define('MouseEvent', UIEvent)
  define('PointerEvent', MouseEvent)
  define('WheelEvent', MouseEvent)
  define('DragEvent', MouseEvent)
  define('KeyboardEvent', UIEvent)
  define('FocusEvent', UIEvent)
  define('TouchEvent', UIEvent)
  define('CustomEvent', Event)
  define('ErrorEvent', Event)
  define('MessageEvent', Event)
  define('ProgressEvent', Event)

  for (const method of ['addEventListener', 'removeEventListener', 'dispatchEvent'] as const) {
    Object.defineProperty(global, method, {
      value: EventTarget.prototype[method],
      writable: true,
      configurable: true,
    })
  }

  return {
    EventTarget,
    Event,
    dispatch,
    listening: (type) => counts.get(type) ?? 0,
    send: (target, kind, type, init) => {
      const Class = classes.get(kind)!
      dispatch(target, new Class(type, init))
    },
  }
}
