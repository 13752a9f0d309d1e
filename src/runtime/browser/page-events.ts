import type { GuestGlobal, Kit } from '../guest/kit.ts'
import type { Recorder } from '../guest/recorder.ts'

export interface PageEvents {
  /** A real event of class `kind`, dispatched to `target`: listeners, bubbling and default actions are the browser's. */
  send(target: object, kind: string, type: string, init?: object): void
}

interface DomClass {
  new (type: string, init: object): object
  readonly prototype: Record<string, unknown>
}

/** Sends scripted events to the page, and writes down what reaches the window as an error. */
export function installPageEvents(global: GuestGlobal, kit: Kit, recorder: Recorder): PageEvents {
  const getter = (owner: unknown, name: string) => Object.getOwnPropertyDescriptor(owner, name)!.get
  const classOf = (name: string) => global[name] as DomClass
  const { addEventListener, dispatchEvent } = classOf('EventTarget').prototype
  const { preventDefault } = classOf('Event').prototype
  const errorOf = getter(classOf('ErrorEvent').prototype, 'error')
  const messageOf = getter(classOf('ErrorEvent').prototype, 'message')
  const reasonOf = getter(classOf('PromiseRejectionEvent').prototype, 'reason')
  const { document } = global
  const scriptOf = getter(classOf('Document').prototype, 'currentScript')
  const scrollX = getter(global, 'scrollX')
  const scrollY = getter(global, 'scrollY')
  const classes = kit.map<string, DomClass>()
  for (const name of ['Event', 'MouseEvent', 'PointerEvent', 'WheelEvent', 'KeyboardEvent']) {
    classes.set(name, classOf(name))
  }
  /** Type of the event that is being sent: the detail of an error in its listeners. */
  let sending = ''

  const listen = (type: string, fn: (event: object) => void) => kit.apply(addEventListener, global, [type, fn])
  const rethrow = (error: unknown) => {
    throw error
  }
  // The first listeners of the page: none of the program's can keep an event from them.
  listen('error', (event) => {
    const error = kit.apply(errorOf, event, [])
    // What the browser itself has to say ("ResizeObserver loop …") comes without an error.
    if (error === null && kit.indexOf(kit.text(kit.apply(messageOf, event, []), 100), 'Uncaught', 0) !== 0) return
    // A picture can load, or fail to, before the page knows that its script has run.
    const isTooEarly = recorder.phase() === 'toplevel' && kit.apply(scriptOf, document, []) === null
    recorder.guard(isTooEarly ? 'load' : recorder.phase(), sending, rethrow, undefined, [error])
  })
  listen('unhandledrejection', (event) => {
    recorder.thrown('promise', kit.apply(reasonOf, event, []))
    kit.apply(preventDefault, event, [])
  })

  return {
    send: (target, kind, type, init) => {
      const Class = classes.get(kind)!
      // A mouse event takes its place in the window, and computes the one on the page.
      const { pageX, pageY } = (init ?? {}) as { pageX?: unknown; pageY?: unknown }
      const clientX = kit.finite(pageX) - kit.finite(kit.apply(scrollX, global, []))
      const clientY = kit.finite(pageY) - kit.finite(kit.apply(scrollY, global, []))
      const event = new Class(type, { cancelable: true, composed: true, view: global, ...init, clientX, clientY })
      sending = type
      recorder.label('event', type, dispatchEvent, target, [event])
      sending = ''
    },
  }
}
