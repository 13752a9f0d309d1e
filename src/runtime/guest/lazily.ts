import type { GuestGlobal, Kit } from './kit.ts'

/** Puts off `make`, which defines the globals of these names, until a name or its result is wanted. */
export type Lazily = <T>(names: string, make: () => T) => () => T

/**
 * A realm is made for every program, and most of what a page offers no program ever touches: made when wanted, the
 * page costs half as much. What a program has put in the place of a global stays.
 */
export function makeLazily(global: GuestGlobal, kit: Kit): Lazily {
  const { defineProperty, getOwnPropertyDescriptor } = Object
  return (names, make) => {
    const list = names === '' ? [] : names.split(' ')
    type Made = ReturnType<typeof make>
    let made: { value: Made } | null = null
    const own = kit.list<() => unknown>()
    const once = (): Made => {
      if (made !== null) return made.value
      const kept = kit.list<PropertyDescriptor>()
      for (let i = 0; i < list.length; i++) {
        const held = getOwnPropertyDescriptor(global, list[i])
        if (held !== undefined && held.get === own[i]) delete global[list[i]]
        else if (held !== undefined) kept[i] = held
      }
      made = { value: make() }
      for (let i = 0; i < list.length; i++) if (kept[i] !== undefined) defineProperty(global, list[i], kept[i])
      return made.value
    }
    for (let i = 0; i < list.length; i++) {
      const name = list[i]
      own[i] = () => {
        once()
        return global[name]
      }
      const set = (value: unknown) =>
        void defineProperty(global, name, { value, writable: true, enumerable: true, configurable: true })
      defineProperty(global, name, { get: own[i], set, configurable: true })
    }
    return once
  }
}
