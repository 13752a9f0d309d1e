import type { Realm } from '../../../runtime/guest/driver.ts'
import type { Figures } from './figures.ts'
import type { Hooks } from './hooks.ts'
import type { Visits } from './visits.ts'

/** Follows the numbers and short words that a program keeps: of scenes, data, registry, globals and signals. */
export interface State {
  /** Looks at all values; returns the names of those that changed since the last look and do not change by themselves. */
  look(idle: boolean): string[]
  /** The values over time: those that changed first. */
  seen(): object[]
}

interface Value {
  readonly owner: string
  readonly name: string
  readonly first: unknown
  last: unknown
  min: number
  max: number
  /** Looks at which it differed from the look before. */
  changes: number
  /** It changes without input. */
  restless: boolean
}

export function makeState(realm: Realm, hooks: Hooks, visits: Visits, figures: Figures): State {
  const { global, kit, recorder } = realm
  const MAX_VALUES = 120
  const MAX_SEEN = 60
  const MAX_PROPERTIES = 100
  const MAX_CHANGED = 12
  const MAX_WORD = 40
  const arrayIsArray = Array.isArray
  const keysOf = Object.keys
  const { getPrototypeOf } = Object
  const objectPrototype = Object.prototype
  const values = kit.map<string, Value>()
  /** How many globals the page itself shows: those of the program come after them. */
  const ofPage = keysOf(global).length
  let globals: string[] | null = null

  let idle = true
  let changed = kit.list<string>()

  const note = (owner: string, name: string, raw: unknown): void => {
    const value = typeof raw === 'number' ? figures.round(raw) : typeof raw === 'string' ? kit.slice(raw, 0, MAX_WORD) : raw
    const key = owner + '\n' + name
    const known = values.get(key)
    const number = typeof value === 'number' ? value : 0
    if (known === undefined) {
      if (values.size() >= MAX_VALUES) return
      const range = { min: number, max: number, changes: 0, restless: false }
      values.set(key, { owner, name, first: value, last: value, ...range })
      return
    }
    if (known.last === value) return
    known.last = value
    known.changes++
    if (idle) known.restless = true
    else if (!known.restless && changed.length < MAX_CHANGED) kit.add(changed, name)
    if (number < known.min) known.min = number
    if (number > known.max) known.max = number
  }

  const isPlain = (value: object): boolean => {
    const prototype: unknown = getPrototypeOf(value)
    return prototype === objectPrototype || prototype === null
  }
  /** Numbers, words and switches of an object; one level of plain objects below it; the lengths of lists. */
  const read = (owner: string, path: string, holder: object, keys: string[], depth: number): void => {
    for (let i = 0; i < keys.length && i < MAX_PROPERTIES; i++) {
      const value = (holder as Record<string, unknown>)[keys[i]]
      const kind = typeof value
      if (kind === 'function' || kind === 'undefined') continue
      const name = path + kit.slice(keys[i], 0, 40)
      if (kind === 'number' || kind === 'string' || kind === 'boolean') note(owner, name, value)
      else if (kind !== 'object' || value === null) continue
      else if (arrayIsArray(value)) note(owner, name + '.length', value.length)
      else if (depth > 0 && isPlain(value as object)) {
        read(owner, name + '.', value as object, keysOf(value as object), depth - 1)
      }
    }
  }
  const readAll = (owner: string, holder: unknown): void => {
    if (typeof holder !== 'object' || holder === null) return
    recorder.quietly(() => {
      if (arrayIsArray(holder)) note(owner, 'length', holder.length)
      else read(owner, '', holder, keysOf(holder), 1)
    })
  }
  const readGlobals = (): void => {
    if (globals === null) {
      globals = kit.list()
      const names = keysOf(global)
      for (let i = ofPage; i < names.length && globals.length < MAX_PROPERTIES; i++) {
        if (names[i] !== '__signals__') kit.add(globals, names[i])
      }
    }
    read('window', '', global, globals, 1)
  }

  return {
    look: (resting) => {
      idle = resting
      changed = kit.list()
      visits.eachShown((scene) => {
        const key = kit.text(scene.sys.settings.key, 60)
        readAll(key, scene)
        readAll(key + ' data', scene.sys.data?.list)
      })
      for (let i = 0; i < hooks.games.length; i++) {
        recorder.quietly(() => readAll('registry', hooks.games[i].registry?.list))
      }
      recorder.quietly(readGlobals)
      recorder.quietly(() => readAll('__signals__', global.__signals__))
      return changed
    },
    seen: () => {
      const list = kit.list<object>()
      const add = (wanted: (value: Value) => boolean) =>
        values.each((value) => {
          if (list.length >= MAX_SEEN || !wanted(value)) return
          const { owner, name, first, last, changes } = value
          const told = { __proto__: null, owner, name, first, last, changes }
          const { min, max } = value
          kit.add(list, typeof first === 'number' && changes > 0 ? { ...told, __proto__: null, min, max } : told)
        })
      add(({ changes }) => changes > 0)
      add(({ changes }) => changes === 0)
      return list
    },
  }
}
