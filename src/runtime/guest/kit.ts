/**
 * Guest code. Every file in this folder holds functions whose *text* runs inside the realm of a program, where there
 * is no Node and no module system. The rule: such a function refers only to its parameters, its locals and the globals
 * of the realm: no import used at run time, no constant of its module. `compose.ts` joins the texts, so the same code
 * runs from source and from the build with nothing to copy.
 *
 * Code that runs after the program has started may trust only what was taken before: no spread, no for-of, no array
 * methods, no objects with a prototype in what is reported. The kit holds the safe ways.
 */

/** The global object of the realm. */
export type GuestGlobal = Record<string, unknown>

export type Fn = (...args: never[]) => unknown

export interface SafeMap<K, V> {
  get(key: K): V | undefined
  set(key: K, value: V): void
  delete(key: K): void
  size(): number
  each(visit: (value: V, key: K) => void): void
}

/** Primordials, taken before the program runs, in shapes that no later patch of a prototype can reach. */
export interface Kit {
  apply(fn: unknown, self: unknown, args: ArrayLike<unknown>): unknown
  /** An array without a prototype: no setter that a program plants on Array.prototype sees what is stored in it. */
  list<T>(): T[]
  add<T>(list: T[], item: T): void
  map<K, V>(): SafeMap<K, V>
  weakMap<K extends object, V>(): Pick<SafeMap<K, V>, 'get' | 'set'>
  /** The value as text of at most `max` characters. Never throws. */
  text(value: unknown, max: number): string
  indexOf(text: string, part: string, from: number): number
  slice(text: string, from: number, to: number): string
  /** JSON of objects without prototypes. */
  json(value: unknown): string
  /** A finite number, else 0. */
  finite(value: unknown): number
  floor(value: number): number
  /** Runs `fn` as a microtask. */
  soon(fn: () => void): void
}

/** Takes the primordials; to be called before any code of a program runs. */
export function makeKit(): Kit {
  const { apply, setPrototypeOf } = Reflect
  const { stringify } = JSON
  const { isFinite } = Number
  const { floor } = Math
  const toText = String
  const stringIndexOf = String.prototype.indexOf
  const stringSlice = String.prototype.slice
  const mapMethods = Map.prototype
  const { get: mapGet, set: mapSet, delete: mapDelete, forEach: mapEach } = mapMethods
  const mapSize = Object.getOwnPropertyDescriptor(mapMethods, 'size')!.get!
  const { get: weakGet, set: weakSet } = WeakMap.prototype
  const MapOf = Map
  const WeakMapOf = WeakMap
  const then = Promise.prototype.then
  const resolved = Promise.resolve()
  // `then` asks the promise for its constructor's species: fixed here, out of the program's reach.
  Object.defineProperty(resolved, 'constructor', { value: undefined })

  const slice = (text: string, from: number, to: number) => apply(stringSlice, text, [from, to]) as string

  return {
    apply: apply as Kit['apply'],
    list: <T>() => {
      const list: T[] = []
      setPrototypeOf(list, null)
      return list
    },
    add: (list, item) => {
      list[list.length] = item
    },
    map: <K, V>(): SafeMap<K, V> => {
      const map = new MapOf<K, V>()
      return {
        get: (key) => apply(mapGet, map, [key]) as V | undefined,
        set: (key, value) => void apply(mapSet, map, [key, value]),
        delete: (key) => void apply(mapDelete, map, [key]),
        size: () => apply(mapSize, map, []) as number,
        each: (visit) => void apply(mapEach, map, [visit]),
      }
    },
    weakMap: <K extends object, V>() => {
      const map = new WeakMapOf<K, V>()
      return {
        get: (key: K) => apply(weakGet, map, [key]) as V | undefined,
        set: (key: K, value: V) => void apply(weakSet, map, [key, value]),
      }
    },
    text: (value, max) => {
      try {
        return slice(typeof value === 'string' ? value : toText(value), 0, max)
      } catch {
        return 'unprintable'
      }
    },
    indexOf: (text, part, from) => apply(stringIndexOf, text, [part, from]) as number,
    slice,
    json: (value) => stringify(value),
    finite: (value) => (typeof value === 'number' && isFinite(value) ? value : 0),
    floor,
    soon: (fn) => void apply(then, resolved, [fn]),
  }
}
