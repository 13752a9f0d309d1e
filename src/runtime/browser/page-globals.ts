import type { Clock } from '../guest/clock.ts'
import type { GuestGlobal, Kit } from '../guest/kit.ts'

interface DomClass {
  readonly prototype: object
}

/** What would make a real page wait for a person, or two runs differ, behaves as in the stub browser. */
export function installPageGlobals(global: GuestGlobal, kit: Kit, clock: Clock): void {
  const prototypeOf = (name: string) => (global[name] as DomClass | undefined)?.prototype
  const define = (owner: object | undefined, name: string, descriptor: PropertyDescriptor): void => {
    if (owner !== undefined) Object.defineProperty(owner, name, { configurable: true, ...descriptor })
  }

  Object.assign(global, { alert: () => undefined, confirm: () => false, prompt: () => null, print: () => undefined })
  global.open = () => null

  // The clock has taken the window's timers, dates and frames; these tell the time as well.
  define(prototypeOf('Event'), 'timeStamp', { get: clock.now })
  define(prototypeOf('BaseAudioContext'), 'currentTime', { get: () => clock.now() / 1000 })

  const { random } = Math
  const below = (limit: number) => kit.floor(random() * limit)
  const { getRandomValues } = (prototypeOf('Crypto') ?? {}) as { getRandomValues?: unknown }
  define(prototypeOf('Crypto'), 'getRandomValues', {
    writable: true,
    value: function (this: unknown, array: { length: number; [index: number]: number }): unknown {
      // Refuses what is no array of integers.
      kit.apply(getRandomValues, this, arguments)
      for (let i = 0; i < array.length; i++) array[i] = below(4_294_967_296)
      return array
    },
  })
  define(prototypeOf('Crypto'), 'randomUUID', {
    writable: true,
    value: () => {
      const hex = '0123456789abcdef'
      const shape = 'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'
      let id = ''
      for (let i = 0; i < shape.length; i++) id += shape[i] === 'x' ? hex[below(16)] : shape[i]
      return id
    },
  })
}
