import type { Faults } from './faults.ts'
import type { GuestGlobal, Kit } from './kit.ts'
import type { Recorder } from './recorder.ts'

export interface PageEvent {
  type: string
  target: unknown
  currentTarget: unknown
  eventPhase: number
  bubbles: boolean
  defaultPrevented: boolean
  [property: string]: unknown
}

export type EventClass = new (type: string, init?: object) => PageEvent

export interface EventTargets {
  readonly EventTarget: new () => object
  dispatch(target: object, event: PageEvent): boolean
  /** Marks an event as stopped: here, at this target; up, before the next one. */
  stop(event: PageEvent, where: 'here' | 'up'): void
  /** Gives a class the event handler attributes `onclick`, `onload`, ... for these types. */
  handlers(prototype: object, types: string): void
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

/** Event targets: listeners, the way of an event through the tree. What a listener throws is recorded, and the next runs. */
export function installEventTargets(
  global: GuestGlobal,
  kit: Kit,
  recorder: Recorder,
  faults: Faults,
): EventTargets {
  const listenersOf = kit.weakMap<object, Listener[]>()
  const attributesOf = kit.weakMap<object, Record<string, { fn: unknown } | undefined>>()
  const stopped = kit.weakMap<object, 'here' | 'up'>()
  const counts = kit.map<string, number>()
  /** Types that anybody ever listened to on the way down. */
  const captured = kit.map<string, boolean>()
  const { defineProperty } = Object

  const listen = (target: object, type: string, fn: unknown, options: unknown): void => {
    if (fn === null || fn === undefined) return
    if (typeof fn !== 'function' && typeof fn !== 'object')
      throw faults.notA('Object', 'addEventListener', 'EventTarget', 2)
    const wish =
      typeof options === 'object' && options !== null
        ? (options as { once?: unknown; capture?: unknown; signal?: object & { aborted?: unknown } })
        : null
    if (wish?.signal?.aborted === true) return
    const capture = wish === null ? options === true : wish.capture === true
    let list = listenersOf.get(target)
    if (list === undefined) listenersOf.set(target, (list = kit.list()))
    for (let i = 0; i < list.length; i++) {
      if (list[i].live && list[i].fn === fn && list[i].type === type && list[i].capture === capture) return
    }
    const listener = { type, fn, once: wish?.once === true, capture, live: true }
    kit.add(list, listener)
    counts.set(type, (counts.get(type) ?? 0) + 1)
    if (capture) captured.set(type, true)
    if (wish?.signal) listen(wish.signal, 'abort', () => drop(target, (other) => other === listener), true)
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

  const call = (fn: unknown, target: unknown, event: PageEvent): unknown => {
    const handler = typeof fn === 'function' ? fn : (fn as { handleEvent?: unknown }).handleEvent
    const phase = event.type === 'load' || event.type === 'error' ? 'load' : 'event'
    if (typeof handler !== 'function') return undefined
    return recorder.guard(phase, event.type, handler, typeof fn === 'function' ? target : fn, [event])
  }

  /** Calls the listeners of one target; those for the way down, or those for the way up. */
  const deliver = (target: object, event: PageEvent, capture: boolean): void => {
    event.currentTarget = target
    const list = listenersOf.get(target)
    if (list !== undefined) {
      // A listener added while the event is delivered is not called: the length is read once.
      const { length } = list
      for (let i = 0; i < length && stopped.get(event) !== 'here'; i++) {
        const listener = list[i]
        if (!listener.live || listener.type !== event.type || listener.capture !== capture) continue
        if (listener.once) drop(target, (other) => other === listener)
        call(listener.fn, target, event)
      }
    }
    if (capture) return
    const attribute = (target as Record<string, unknown>)['on' + event.type]
    if (typeof attribute !== 'function' || stopped.get(event) === 'here') return
    // One that is kept among the listeners has had its turn.
    if (attributesOf.get(target)?.[event.type] !== undefined) return
    if (call(attribute, target, event) === false) event.defaultPrevented = true
  }

  const parentOf = (target: object): object | null => {
    if (target === global) return null
    if (target === global.document) return global as object
    return ((target as { parentNode?: object | null }).parentNode as object | undefined) ?? null
  }

  const dispatch = (target: object, event: PageEvent): boolean => {
    const path = kit.list<object>()
    for (let at: object | null = target; at !== null; at = parentOf(at)) path[path.length] = at
    event.target = target
    event.eventPhase = 1
    const down = captured.get(event.type) === true ? path.length : 0
    for (let i = down - 1; i >= 0 && stopped.get(event) === undefined; i--) {
      if (i === 0) event.eventPhase = 2
      deliver(path[i], event, true)
    }
    const up = event.bubbles ? path.length : 1
    for (let i = 0; i < up && stopped.get(event) === undefined; i++) {
      event.eventPhase = i > 0 ? 3 : 2
      deliver(path[i], event, false)
    }
    event.eventPhase = 0
    event.currentTarget = null
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
      if (!(event instanceof (global.Event as EventClass))) throw faults.notA('Event', 'dispatchEvent', 'EventTarget')
      return dispatch(this ?? global, event)
    }
  }
  faults.require(EventTarget.prototype, 'EventTarget', 'addEventListener=2 removeEventListener=2 dispatchEvent=1')
  global.EventTarget = EventTarget
  for (const method of ['addEventListener', 'removeEventListener', 'dispatchEvent'] as const) {
    defineProperty(global, method, { value: EventTarget.prototype[method], writable: true, configurable: true })
  }

  /** The attribute keeps its place among the listeners from the first time it is set: HTML standard, event handlers. */
  const setAttribute = (target: object, type: string, fn: unknown): void => {
    let slots = attributesOf.get(target)
    if (slots === undefined) attributesOf.set(target, (slots = { __proto__: null } as never))
    const held = slots[type]
    if (held !== undefined) return void (held.fn = fn)
    const slot = (slots[type] = { fn })
    listen(
      target,
      type,
      (event: PageEvent) => {
        if (typeof slot.fn !== 'function') return
        if (kit.apply(slot.fn, target, [event]) === false) event.defaultPrevented = true
      },
      false,
    )
  }
  const handlers = (prototype: object, types: string): void => {
    for (const type of types.split(' ')) {
      defineProperty(prototype, 'on' + type, {
        configurable: true,
        enumerable: true,
        get(this: object) {
          return attributesOf.get(this ?? global)?.[type]?.fn ?? null
        },
        set(this: object, fn: unknown) {
          setAttribute(this ?? global, type, typeof fn === 'function' ? fn : null)
        },
      })
    }
  }

  return {
    EventTarget,
    dispatch,
    stop: (event, where) => {
      if (where === 'here' || stopped.get(event) === undefined) stopped.set(event, where)
    },
    handlers,
    listening: (type) => counts.get(type) ?? 0,
  }
}
